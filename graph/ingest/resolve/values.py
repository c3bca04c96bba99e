"""How dear: sums of money, and the one that a transfer is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.claims.claim import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueMention:
    """A sum of money in whole units of an ISO 4217 currency."""

    start: int
    end: int
    text: str
    amount: float
    currency: str


def find_values(text: str) -> tuple[ValueMention, ...]:
    """Find sums of money, in order, in code points of the text."""
    del text
    return ()


def value_of(
    predicate: Token,
    values: Sequence[ValueMention],
    *,
    munition: Span | None = None,
    offset: int = 0,
) -> Value | None:
    """Choose the sum that the transfer is worth; `None` rather than a wrong one."""
    del predicate, values, munition, offset
    return None
