"""Verdicts on claims, and decisions on articles, as JSON in and out."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.claims import ClaimOut, Out, QuantityOut, SourceOut
from graph.claims.claim import Quantity, Stage, Status
from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle
from graph.claims.verdict import CorrectedValue, Correction, Decision, Ruling, Verdict
from graph.errors import InvalidField, MissingField
from graph.ingest.resolve.names import find_actor, find_munition
from graph.network.cells import NetworkClaim

WHO = 200
"""Characters of a name, at most."""
WHY = 4000
"""Characters of a reason, at most."""
_WORDS = 400


class In(BaseModel):
    """What comes in is read once; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceIn(In):
    """Who is said to know it."""

    name: str = Field(min_length=1, max_length=_WORDS)
    kind: SourceKind


class QuantityIn(In):
    """How many; an open end is null."""

    text: str = Field(min_length=1, max_length=_WORDS, description="The words for it")
    min: int | None = Field(default=None, ge=0, le=10**18)
    max: int | None = Field(default=None, ge=0, le=10**18)
    unit: str | None = Field(default=None, min_length=1, max_length=_WORDS)
    approximate: bool = False


class CorrectionIn(In):
    """The fields of a claim that are wrong, with what they ought to be; the others stay.

    Null empties a field that a claim may lack: munition, designation, source, quantity, date.
    """

    supplier: str | None = Field(default=None, description="Id or name of an actor")
    recipient: str | None = Field(default=None, description="Id or name of an actor")
    munition: str | None = Field(default=None, description="Id or name of a munition concept")
    designation: str | None = Field(default=None, max_length=_WORDS)
    stage: Stage | None = None
    status: Status | None = None
    source: SourceIn | None = None
    quantity: QuantityIn | None = None
    date: str | None = Field(default=None, max_length=_WORDS, description="EDTF level 1")
    via: tuple[str, ...] | None = Field(
        default=None, max_length=20, description="Ids or names of actors, in the order of passage"
    )

    def fields(self) -> Correction:
        """Resolve the names in the fields that are given, in the order of the contract.

        Raises UnknownActor or UnknownMunition, naming the field.
        """
        given = {name: getattr(self, name) for name in type(self).model_fields}
        return tuple(
            (name, _read(name, value))
            for name, value in given.items()
            if name in self.model_fields_set
        )


class VerdictIn(In):
    """What a person decides on a claim."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "decision": "correct",
                    "correction": {"munition": "artillery-ammunition", "date": "2024-03"},
                    "who": "Jo Bloggs, arms desk",
                    "why": "The shells came in March; the tanks are another sentence",
                },
                {
                    "decision": "reject",
                    "who": "Jo Bloggs, arms desk",
                    "why": "The sentence speaks of an exercise",
                },
            ]
        }
    )

    decision: Decision
    correction: CorrectionIn | None = Field(
        default=None, description="Of the claim as it was read; with the decision `correct` alone"
    )
    who: str = Field(min_length=1, max_length=WHO, description="Who decides; shown to everyone")
    why: str | None = Field(
        default=None, max_length=WHY, description="Required unless the claim is accepted"
    )

    def ruling(self) -> Ruling:
        """Read what is decided; raises InputError, naming the field."""
        correction = self.correction.fields() if self.correction else ()
        if self.decision is Decision.CORRECT and not correction:
            raise MissingField(
                "Nothing is corrected",
                field="correction",
                remedy="Give the fields that are wrong with their right values",
            )
        if self.decision is not Decision.CORRECT and self.correction is not None:
            raise InvalidField(
                f"A correction goes with the decision correct, not {self.decision}",
                field="correction",
                remedy="Leave the correction out, or decide to correct",
            )
        return Ruling(decision=self.decision, correction=correction or None)


class DecisionIn(In):
    """Who restores an article, and why."""

    who: str | None = Field(default=None, max_length=WHO, description="Kept, not shown")
    why: str | None = Field(default=None, max_length=WHY)


class VerdictOut(Out):
    """What a person decided on a claim."""

    id: str
    decision: Decision
    correction: dict[str, str | SourceOut | QuantityOut | tuple[str, ...] | None] | None = Field(
        description="The corrected fields with their new values"
    )
    who: str
    why: str | None
    made_at: datetime = Field(description="In UTC")

    @classmethod
    def of(cls, verdict: Verdict | None) -> Self | None:
        """Show a verdict, when there is one."""
        return None if verdict is None else cls.show(verdict)

    @classmethod
    def show(cls, verdict: Verdict) -> Self:
        """Show a verdict."""
        corrected = {name: _show(value) for name, value in verdict.correction or ()}
        return cls(
            id=verdict.id,
            decision=verdict.decision,
            correction=corrected or None,
            who=verdict.who,
            why=verdict.why,
            made_at=verdict.made_at,
        )


class ClaimAnswer(Out):
    """One claim as it stands, or as it was read if a person rejected it."""

    sequence: int
    claim: ClaimOut
    verdict: VerdictOut | None = Field(description="What a person decided on it, the newest")
    original: ClaimOut | None = Field(description="As it was read, where it was corrected")

    @classmethod
    def of(cls, placed: NetworkClaim, sequence: int) -> Self:
        """Show a claim of the network."""
        article_id = placed.article.id
        is_changed = placed.original is not placed.claim
        return cls(
            sequence=sequence,
            claim=ClaimOut.of(placed.id, article_id, placed.claim),
            verdict=VerdictOut.of(placed.verdict),
            original=ClaimOut.of(placed.id, article_id, placed.original) if is_changed else None,
        )


class VerdictsAnswer(Out):
    """A claim as it was read, all verdicts on it, and the claim as it stands."""

    sequence: int = Field(description="Place of its article in the archive, at the last change")
    verdicts: tuple[VerdictOut, ...] = Field(description="The newest first, which counts")
    original: ClaimOut = Field(description="The claim as it was read")
    claim: ClaimOut | None = Field(description="The claim as it stands; null if it is rejected")

    @classmethod
    def of(cls, read: ReadArticle, claim_id: str, verdicts: tuple[Verdict, ...]) -> Self:
        """Show a claim of an article with the verdicts on it, the newest last."""
        article_id = read.article.id
        judged = next(each for each in read.judged_claims() if each.id == claim_id)
        standing = judged.standing
        # Others may have decided since the article was found: an answer is of one state.
        count = 0 if judged.verdict is None else 1 + verdicts.index(judged.verdict)
        return cls(
            sequence=read.sequence,
            verdicts=tuple(VerdictOut.show(verdict) for verdict in reversed(verdicts[:count])),
            original=ClaimOut.of(claim_id, article_id, judged.claim),
            claim=None if standing is None else ClaimOut.of(claim_id, article_id, standing),
        )


def _read(name: str, value: Any) -> CorrectedValue:  # noqa: ANN401  # of any field
    field = f"correction.{name}"
    match value:
        case SourceIn():
            return Source(name=" ".join(value.name.split()), kind=value.kind)
        case QuantityIn():
            return Quantity(**value.model_dump())
        case tuple():
            return tuple(find_actor(each, field=field).id for each in value)
        case str() if name in {"supplier", "recipient"}:
            return find_actor(value, field=field).id
        case str() if name == "munition":
            return find_munition(value, field=field).id
        case None if name == "via":
            return ()
        case _:
            plain: CorrectedValue = value
            return plain


def _show(value: CorrectedValue) -> Any:  # noqa: ANN401  # of any field
    match value:
        case Source():
            return SourceOut.of(value)
        case Quantity():
            return QuantityOut.of(value)
        case _:
            return value
