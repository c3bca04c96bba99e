"""Articles and readings made to measure: every claim gets a sentence of its own to rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from graph.claims.article import make_article
from graph.claims.claim import Claim, Extractor, Stage, Status
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.reading import ReadArticle, Reading
from graph.claims.verdict import CorrectedValue, Decision, Verdict

EXTRACTOR = Extractor(name="made", version="1")
PUBLISHED = date(2025, 1, 15)
READ_AT = datetime(2025, 1, 16, 9, 30, 0, 250_000, tzinfo=UTC)
JUDGED_AT = datetime(2025, 1, 17, 8, 15, 0, 500_000, tzinfo=UTC)


def told(
    supplier: str, recipient: str, munition: str | None = "battle-tank", **more: Any
) -> dict[str, Any]:
    """Say what a claim is to be; `more` are fields of Claim, `source` may be a name alone."""
    return {"supplier": supplier, "recipient": recipient, "munition": munition, **more}


def make_read(
    *claims: dict[str, Any],
    sequence: int = 1,
    story: str = "",
    published: date | None = PUBLISHED,
    publisher: str | None = "Example Daily",
) -> ReadArticle:
    """Make an article that tells these claims; `story` tells it from others of the same claims."""
    sentences = [f"{story} {place}: {claim['supplier']} and {claim['recipient']}. "
                 for place, claim in enumerate(claims)]  # fmt: skip
    text = "".join(sentences) or f"{story} Nothing of the kind."
    article = make_article(
        text, title=f"Story {story}".strip(), published=published, publisher=publisher
    )
    made: list[Claim] = []
    start = 0
    for claim, sentence in zip(claims, sentences, strict=True):
        made.append(make_claim(Passage.of(text, start, start + len(sentence) - 1), **claim))
        start += len(sentence)
    reading = Reading(article_id=article.id, extractor=EXTRACTOR, claims=tuple(made))
    return ReadArticle(article=article, reading=reading, sequence=sequence, read_at=READ_AT)


def judge(read: ReadArticle, place: int, decision: str, **corrected: CorrectedValue) -> ReadArticle:
    """Add a verdict on the claim at a place, in the stead of one that is there."""
    claim_id, _ = read.identified_claims()[place]
    verdict = Verdict(
        claim_id=claim_id,
        decision=Decision(decision),
        correction=tuple(corrected.items()) or None,
        who="A reviewer",
        why="It says so",
        made_at=JUDGED_AT,
    )
    kept = (each for each in read.verdicts if each.claim_id != claim_id)
    return replace(read, verdicts=(*kept, verdict))


def make_claim(passage: Passage, **given: Any) -> Claim:
    """Make a claim that is asserted and delivered unless something else is given."""
    if isinstance(given.get("source"), str):
        given["source"] = Source(name=given["source"], kind=SourceKind.OFFICIAL)
    fields: dict[str, Any] = {
        "munition_text": None,
        "designation": None,
        "stage": Stage.DELIVERY,
        "status": Status.ASSERTED,
        "source": None,
        "quantity": None,
        "value": None,
        "date": None,
        "via": (),
        "confidence": 0.9,
        "extractor": EXTRACTOR,
    }
    return Claim(passage=passage, **{**fields, **given})


def day(text: str) -> date | None:
    """Read an ISO day, or nothing."""
    return date.fromisoformat(text) if text else None
