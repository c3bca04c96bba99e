"""A text read and not kept, as JSON: what it would add, and why it is read so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from pydantic import ConfigDict, Field

from app.schemas.articles import ArticleIn, ArticleOut, WithdrawalOut
from app.schemas.claims import ClaimOut, ExtractorOut, Out
from app.schemas.explained import (
    ActorMentionOut,
    ExplainAnswer,
    ExplainedClaim,
    MunitionMentionOut,
)
from graph.claims.actor import describe_actor
from graph.claims.article import Article
from graph.claims.claim import claim_id
from graph.claims.munition import munitions
from graph.claims.reading import ReadArticle, Reading


class ReadingIn(ArticleIn):
    """A text to read and not to keep: as an article that is posted, and whether to tell why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "anyOf": [{"required": ["text"]}, {"required": ["url"]}],
            "examples": [
                {
                    "text": "Poland handed 14 tanks to Ukraine on Monday, the army said.",
                    "published": "2024-03-05",
                    "explain": True,
                }
            ],
        },
    )

    explain: bool = Field(
        default=False, description="Tell why each claim is read so, and what was dropped and why"
    )

    def metadata(self) -> Mapping[str, Any]:
        """Give what is known of the text besides its words."""
        return self.model_dump(exclude={"text", "explain"})


class ExplainedOut(Out):
    """How a text was read; mentions are those of sentences that a claim was considered of."""

    all_sentences: int = Field(description="How many the text was cut into")
    reached: int = Field(description="In how many of them an actor, a munition or a claim is found")
    claims: tuple[ExplainedClaim, ...] = Field(description="Kept and dropped, in text order")
    actors: tuple[ActorMentionOut, ...]
    munitions: tuple[MunitionMentionOut, ...]

    @classmethod
    def of(cls, answer: ExplainAnswer) -> Self:
        """Take what tells why out of the sentences."""
        telling = [sentence for sentence in answer.sentences if sentence.claims]
        return cls(
            all_sentences=answer.all_sentences,
            reached=len(answer.sentences),
            claims=tuple(one for sentence in telling for one in sentence.claims),
            actors=tuple(one for sentence in telling for one in sentence.actors),
            munitions=tuple(one for sentence in telling for one in sentence.munitions),
        )


class ReadingAnswer(Out):
    """What a text says, to whom knows it first: nothing of it is kept."""

    known: bool = Field(description="Whether the archive has this article already")
    withdrawn: WithdrawalOut | None = Field(description="Not null when it was withdrawn there")
    article: ArticleOut = Field(description="As it would be kept, under the id it would have")
    extractor: ExtractorOut
    actors: dict[str, str] = Field(description="Names of the actors of all claims here, by id")
    munitions: dict[str, str] = Field(description="Names of their munitions, by id")
    claims: tuple[ClaimOut, ...] = Field(description="As read now, whatever was decided of them")
    explained: ExplainedOut | None = Field(description="Null unless it is asked for")

    @classmethod
    def of_reading(cls, article: Article, reading: Reading, kept: ReadArticle | None) -> Self:
        """Show what was read; `kept` is what the archive has of the article."""
        claims = tuple(
            ClaimOut.of(claim_id(article.id, claim), article.id, claim) for claim in reading.claims
        )
        extractor = ExtractorOut(name=reading.extractor.name, version=reading.extractor.version)
        return cls._of(ArticleOut.of(article), extractor, claims, kept)

    @classmethod
    def of_explained(cls, answer: ExplainAnswer, kept: ReadArticle | None) -> Self:
        """Show what was read, and why."""
        claims = tuple(one.claim for sentence in answer.sentences for one in sentence.kept())
        explained = ExplainedOut.of(answer)
        return cls._of(answer.article, answer.extractor, claims, kept, explained)

    @classmethod
    def _of(
        cls,
        article: ArticleOut,
        extractor: ExtractorOut,
        claims: tuple[ClaimOut, ...],
        kept: ReadArticle | None,
        explained: ExplainedOut | None = None,
    ) -> Self:
        named = claims if explained is None else tuple(one.claim for one in explained.claims)
        return cls(
            known=kept is not None,
            withdrawn=WithdrawalOut.of(kept.withdrawn if kept else None),
            article=article,
            extractor=extractor,
            actors=_actor_names(named),
            munitions=_munition_names(named),
            claims=claims,
            explained=explained,
        )


def _actor_names(claims: Iterable[ClaimOut]) -> dict[str, str]:
    found = {each for one in claims for each in (one.supplier, one.recipient, *one.via)}
    return {each: describe_actor(each).label for each in sorted(found)}


def _munition_names(claims: Iterable[ClaimOut]) -> dict[str, str]:
    found = {one.munition for one in claims if one.munition is not None}
    return {each: munitions()[each].label for each in sorted(found)}
