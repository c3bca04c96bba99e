"""Gold rows, a reader and a scorer, all invented; the real scorer comes with the gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph.claims.article import Article
from graph.claims.claim import Extractor
from graph.claims.evidence import Passage
from graph.claims.reading import Reading
from tests.making import make_claim

SCORER = """
import json, sys

def read(name):
    return [json.loads(line) for line in open(name, encoding="utf-8")]

def report(gold, found):
    pairs = [{(c["supplier"], c["recipient"]) for c in row["claims"]} for row in gold]
    got = [{(c["supplier"], c["recipient"]) for c in found[row["id"]]} for row in gold]
    hit = sum(len(a & b) for a, b in zip(pairs, got))
    must, made = sum(map(len, pairs)), sum(map(len, got))
    one = {"precision": hit / made if made else 1.0, "recall": hit / must if must else 1.0,
           "f1": 0.5, "gold": must}
    accuracy = {name: {"accuracy": None} for name in ("status", "source", "quantity", "date")}
    return {"articles": len(gold), "pair": one, "triple": one, "negative pair": one,
            "stage": {"accuracy": 1.0}, **accuracy, "invented quotes": 0}

gold, found = read(sys.argv[1]), {row["id"]: row["claims"] for row in read(sys.argv[2])}
options = sys.argv[3:]
if "--errors" in options:
    print("errors of", options[options.index("--errors") + 1])
else:
    whole = report(gold, found)
    if "--by" in options:
        by = options[options.index("--by") + 1]
        values = sorted({str(row.get(by)) for row in gold})
        whole["by"] = {v: report([r for r in gold if str(r.get(by)) == v], found) for v in values}
    print(json.dumps(whole))
"""


def row(name: str, text: str, *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "text": text, "claims": list(claims), **more}


def claim(supplier: str, recipient: str, quote: str = "", text: str = "", **more: Any) -> Any:
    """Make a claim record, resting on the quote's place in the text."""
    made: dict[str, Any] = {
        "supplier": supplier,
        "recipient": recipient,
        "stage": "delivery",
        "status": "asserted",
        **more,
    }
    if quote:
        start = text.index(quote)
        made |= {"quote": quote, "start": start, "end": start + len(quote)}
    return made


class OneClaimReader:
    """Takes NOR > TCD from every text that has the word "sent"."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            passage = Passage.of(article.text, 0, len(article.text))
            made = make_claim(passage, supplier="NOR", recipient="TCD", munition="mortar")
            yield Reading(
                article_id=article.id,
                extractor=Extractor(name="one", version="1"),
                claims=(made,) if "sent" in article.text else (),
            )


ROWS = (
    row("a", "Norway sent Chad mortars.", claim("NOR", "TCD"), genre="news"),
    row("b", "Mortars reached Ghana from Norway.", claim("NOR", "GHA"), genre="news"),
    row("c", "The minister sent his regrets.", genre="letter"),
    row("d", "Rain fell.", genre="letter"),
)
