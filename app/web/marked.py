"""A text cut where the words of claims begin and end, so that they can be marked in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a text: the claims whose words it is part of, and those that begin with it."""

    text: str
    claims: tuple[str, ...]
    begins: tuple[str, ...]


def cut(text: str, places: Iterable[tuple[str, int, int]]) -> tuple[Piece, ...]:
    """Cut a text at claims (id, start, end); the pieces together are the text again."""
    known = [(claim, start, min(end, len(text))) for claim, start, end in places if start < end]
    cuts = sorted({0, len(text), *(at for _, *both in known for at in both)})
    return tuple(
        Piece(
            text=text[start:end],
            claims=tuple(claim for claim, first, last in known if first <= start and last >= end),
            begins=tuple(claim for claim, first, _ in known if first == start),
        )
        for start, end in pairwise(cuts)
    )
