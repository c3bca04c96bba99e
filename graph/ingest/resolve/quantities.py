"""How many: the numbers of a text, and the one that counts a munition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from graph.claims.claim import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A number with its bounds; no part of a designation, ordinal, date or sum of money."""

    start: int
    end: int
    text: str
    min: int | None
    max: int | None
    approximate: bool


def find_quantities(text: str) -> tuple[QuantityMention, ...]:
    """Find numbers in words and digits, in order, in code points of the text."""
    del text
    return ()


def quantity_of(
    munition: Span, quantities: Sequence[QuantityMention], *, offset: int = 0
) -> Quantity | None:
    """Find how many of a munition the words around its mention say.

    `offset` is where the munition's Doc starts in the text that `quantities` were found in.
    """
    del munition, quantities, offset
    return None
