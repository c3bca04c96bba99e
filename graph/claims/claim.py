"""One statement in one article that military aid passes, is to pass, or does not pass."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from enum import StrEnum

from graph.claims.evidence import Passage, Source

ID_LENGTH = 32


class Stage(StrEnum):
    """How far the transfer has come (contract: field `stage`)."""

    REQUEST = "request"
    COMMITMENT = "commitment"
    APPROVAL = "approval"
    ORDER = "order"
    PRODUCTION = "production"
    DELIVERY = "delivery"
    SUSPENSION = "suspension"


class Status(StrEnum):
    """How the text stands to the claim (contract: field `status`)."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    DENIED = "denied"


AFFIRMED = frozenset({Status.ASSERTED, Status.ALLEGED})
"""Statuses of a claim that says yes."""

NOT_SUPPLY = frozenset({Stage.REQUEST, Stage.SUSPENSION})
"""Stages at which nothing passes or is promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many; `min` and `max` bound what the words say, `None` is an open end."""

    text: str
    min: int | None
    max: int | None
    unit: str | None
    approximate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What it is worth; `currency` is ISO 4217."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """Which program read the article."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a text says, never a fact; field by field as the claim contract lays down.

    `supplier`, `recipient` and `via` are actor ids, `munition` a munition id or `None` when the
    text names nothing, `date` EDTF level 1, `confidence` 0 to 1 and the extractor's own.
    """

    supplier: str
    recipient: str
    munition: str | None
    munition_text: str | None
    designation: str | None
    stage: Stage
    status: Status
    source: Source | None
    quantity: Quantity | None
    value: Value | None
    date: str | None
    via: tuple[str, ...]
    passage: Passage
    confidence: float
    extractor: Extractor

    @property
    def is_supply(self) -> bool:
        """Tell whether the claim says yes to a transfer: it then makes an edge."""
        return self.status in AFFIRMED and self.stage not in NOT_SUPPLY


_CONTENT = tuple(f.name for f in fields(Claim) if f.name not in {"confidence", "extractor"})


def _members(part: Source | Quantity | Value | Passage) -> dict[str, object]:
    return {f.name: getattr(part, f.name) for f in fields(part)}


def claim_id(article_id: str, claim: Claim) -> str:
    """Name a claim by its article and content; confidence and extractor do not count."""
    # Claims are named by the hundred thousand: `asdict` would copy every one of them deeply.
    content = {name: getattr(claim, name) for name in _CONTENT}
    canonical = json.dumps(
        [article_id, content], sort_keys=True, ensure_ascii=True, default=_members
    )
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:ID_LENGTH]
