"""How an article was read, as JSON: what was found in each sentence, the claims, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Self

from pydantic import Field

from app.schemas.articles import ArticleOut
from app.schemas.claims import ClaimOut, ExtractorOut, Out
from app.schemas.reasons import About, Reason, tell_rules, word
from app.schemas.supplies import Labelled
from graph.claims.actor import describe_actor
from graph.claims.claim import Extractor, claim_id
from graph.claims.munition import munitions
from graph.ingest.learned.weighing import Weighed
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.reader import Explained

_OUTRIGHT = frozenset({"named", "network"})
"""Rules of parties that no reference was followed for."""


class ActorMentionOut(Out):
    """Words that name an actor, or a group of states."""

    start: int = Field(description="In code points of the article's text, as all places are")
    end: int
    text: str
    actors: tuple[Labelled, ...]

    @classmethod
    def of(cls, mention: ActorMention) -> Self:
        """Show a mention."""
        return cls(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            actors=tuple(map(Labelled.actor, mention.actors)),
        )


class MunitionMentionOut(Out):
    """Words that name a munition."""

    start: int
    end: int
    text: str
    munition: Labelled
    designation: str | None

    @classmethod
    def of(cls, mention: MunitionMention) -> Self:
        """Show a mention."""
        return cls(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            munition=Labelled(id=mention.munition, label=munitions()[mention.munition].label),
            designation=mention.designation,
        )


class ReasonOut(Out):
    """One decision: what it is about, the rule's id, and the rule in plain words."""

    about: About
    rule: str
    text: str

    @classmethod
    def of(cls, reason: Reason) -> Self:
        """Show a reason."""
        return cls(about=reason.about, rule=reason.rule, text=reason.text)


class ReferenceOut(Out):
    """A party that the words refer to, or leave out, and do not name."""

    role: About = Field(description="supplier or recipient")
    actor: Labelled
    rule: str = Field(description="How it was followed", examples=["pronoun"])


class ExplainedClaim(Out):
    """A claim, kept or dropped, with what made it."""

    kept: bool
    dropped_because: str | None = Field(description="Null for a claim that was kept")
    probability: float | None = Field(
        description="The trained network's; null where it was not asked", ge=0, le=1
    )
    why: tuple[ReasonOut, ...]
    references: tuple[ReferenceOut, ...]
    claim: ClaimOut

    @classmethod
    def of(cls, weighed: Weighed, article_id: str) -> Self:
        """Show a weighed claim."""
        claim = weighed.claim
        reasons = tell_rules(
            weighed.rules,
            supplier=describe_actor(claim.supplier).label,
            recipient=describe_actor(claim.recipient).label,
        )
        return cls(
            kept=weighed.kept,
            dropped_because=_tell_drop(weighed),
            probability=weighed.score,
            why=tuple(map(ReasonOut.of, reasons)),
            references=tuple(_references(reasons, weighed)),
            claim=ClaimOut.of(claim_id(article_id, claim), article_id, claim),
        )


class SentenceOut(Out):
    """A sentence in which something was found.

    `number` counts the article's sentences from 1; `note` says why there is no claim, where there
    is none.
    """

    number: int
    start: int
    end: int
    text: str
    actors: tuple[ActorMentionOut, ...]
    munitions: tuple[MunitionMentionOut, ...]
    claims: tuple[ExplainedClaim, ...]
    note: str | None

    def kept(self) -> tuple[ExplainedClaim, ...]:
        """Give the claims that stand."""
        return tuple(one for one in self.claims if one.kept)


class ExplainAnswer(Out):
    """What `extract --explain --json` prints; sentences in which nothing was found are left out."""

    article: ArticleOut
    extractor: ExtractorOut
    all_sentences: int = Field(
        description="How many the article was cut into; 0 where nothing in it may tell of aid"
    )
    sentences: tuple[SentenceOut, ...]

    @classmethod
    def of(cls, explained: Explained, extractor: Extractor) -> Self:
        """Show how an article was read."""
        return cls(
            article=ArticleOut.of(explained.outline.article),
            extractor=ExtractorOut(name=extractor.name, version=extractor.version),
            all_sentences=len(explained.outline.sentences),
            sentences=tuple(_sentences(explained)),
        )


class ExplainedLine(Out):
    """What `extract --explain --json --jsonl` writes for each line."""

    id: str
    extractor: ExtractorOut
    all_sentences: int
    sentences: tuple[SentenceOut, ...]

    @classmethod
    def of(cls, label: str, answer: ExplainAnswer) -> Self:
        """Name an answer as its line was."""
        return cls(
            id=label,
            extractor=answer.extractor,
            all_sentences=answer.all_sentences,
            sentences=answer.sentences,
        )


def _sentences(explained: Explained) -> Iterator[SentenceOut]:
    outline = explained.outline
    claims = _by_sentence(explained)
    gated = frozenset(outline.gated)
    for index, sentence in enumerate(outline.sentences):
        actors, munitions, weighed = outline.actors[index], outline.munitions[index], claims[index]
        if not (actors or munitions or weighed):
            continue
        yield SentenceOut(
            number=index + 1,
            start=sentence.start,
            end=sentence.end,
            text=outline.article.text[sentence.start : sentence.end],
            actors=tuple(map(ActorMentionOut.of, actors)),
            munitions=tuple(map(MunitionMentionOut.of, munitions)),
            claims=tuple(ExplainedClaim.of(one, outline.article.id) for one in weighed),
            note=_note(actors, weighed, is_read=index in gated),
        )


def _by_sentence(explained: Explained) -> dict[int, list[Weighed]]:
    """Put every claim under the sentence in which its quote begins."""
    starts = [sentence.start for sentence in explained.outline.sentences]
    found: dict[int, list[Weighed]] = defaultdict(list)
    for weighed in explained.weighed:
        found[max(0, bisect_right(starts, weighed.claim.passage.start) - 1)].append(weighed)
    return found


def _note(
    actors: Sequence[ActorMention], weighed: Sequence[Weighed], *, is_read: bool
) -> str | None:
    if any(one.kept for one in weighed):
        return None
    if weighed:
        return word("unclaimed", "dropped")
    if not is_read:
        return word("unclaimed", "unread")
    named = {actor for mention in actors for actor in mention.actors}
    lacking = {0: "no-actor", 1: "one-actor"}.get(len(named), "no-relation")
    return word("unclaimed", lacking)


def _tell_drop(weighed: Weighed) -> str | None:
    if weighed.drop is None:
        return None
    return word("other", weighed.drop, words=f"{weighed.score or 0:.2f}")


def _references(reasons: Sequence[Reason], weighed: Weighed) -> Iterator[ReferenceOut]:
    actors = {About.SUPPLIER: weighed.claim.supplier, About.RECIPIENT: weighed.claim.recipient}
    for reason in reasons:
        actor = actors.get(reason.about)
        if actor is not None and reason.rule not in _OUTRIGHT:
            yield ReferenceOut(role=reason.about, actor=Labelled.actor(actor), rule=reason.rule)
