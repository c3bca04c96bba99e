"""What a person says of a claim that a program read: that it holds, that it does not, or how."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from graph.claims.claim import ID_LENGTH, Claim, Quantity, Stage, Status
from graph.claims.evidence import Source

CorrectedValue: TypeAlias = str | Stage | Status | Source | Quantity | tuple[str, ...] | None
Correction: TypeAlias = tuple[tuple[str, CorrectedValue], ...]
"""Fields of a claim with what they are to be; see `correction.CORRECTABLE`."""


class Decision(StrEnum):
    """What is decided: the claim holds as it was read, it does not, or it does with a change."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision, with the correction that belongs to `correct` and to nothing else."""

    decision: Decision
    correction: Correction | None = None

    def __post_init__(self) -> None:
        if (self.decision is Decision.CORRECT) != bool(self.correction):
            raise ValueError(f"{self.decision} with the correction {self.correction!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A person's ruling on a claim: who, why (if that was told) and when, in UTC.

    A correction is of the claim as it was read, whatever was decided before. The newest verdict
    on a claim counts; the claim that was read stays as it is, with its id and its quote.
    """

    claim_id: str
    decision: Decision
    correction: Correction | None
    who: str
    why: str | None
    made_at: datetime

    @property
    def ruling(self) -> Ruling:
        """Give what was decided apart from who, why and when."""
        return Ruling(decision=self.decision, correction=self.correction)

    @property
    def id(self) -> str:
        """Name the verdict by its content."""
        parts = [
            self.claim_id,
            self.decision.value,
            self.correction,
            self.who,
            self.why,
            self.made_at.isoformat(),
        ]
        canonical = json.dumps(parts, ensure_ascii=True, default=asdict)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim as it was read, with the verdict on it if there is one."""

    id: str
    claim: Claim
    verdict: Verdict | None

    @property
    def standing(self) -> Claim | None:
        """The claim as it stands: None if it was rejected."""
        return self.claim if self.verdict is None else apply_verdict(self.claim, self.verdict)


def apply_verdict(claim: Claim, verdict: Verdict) -> Claim | None:
    """Give the claim as it stands after a verdict: None if it was rejected."""
    if verdict.decision is Decision.REJECT:
        return None
    return correct_claim(claim, verdict.correction or ())


def correct_claim(claim: Claim, correction: Correction) -> Claim:
    """Put corrected fields in the place of those that were read.

    Words for a munition go with the munition: a claim that names none has no words for it.
    """
    if not correction:
        return claim
    changed: dict[str, Any] = dict(correction)
    if "munition" in changed and changed["munition"] is None:
        changed["munition_text"] = None
    return replace(claim, **changed)
