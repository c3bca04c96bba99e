"""The categories that munitions fall into: the concepts just below those that mean anything."""

from __future__ import annotations

import functools

from graph.claims.munition import broader_munitions, narrower_munitions
from graph.network.filter import ANY_AID

ALL_MATERIEL = "materiel"
"""The concept above all categories of weapons and equipment."""

TOO_BROAD = frozenset({ANY_AID, ALL_MATERIEL})
"""Concepts that name no category."""


@functools.cache
def category_of(munition: str | None) -> str | None:
    """Name the category of a munition; None when it, or the claim, is not as specific as that."""
    if munition is None or munition in TOO_BROAD:
        return None
    return [one for one in (munition, *broader_munitions(munition)) if one not in TOO_BROAD][-1]


@functools.cache
def related(munition: str) -> tuple[frozenset[str], frozenset[str]]:
    """List the concepts above a munition, and below it; it may be the same thing as any of them.

    Those that name no category are left out, the munition itself is in both.
    """
    above = frozenset({munition, *broader_munitions(munition)})
    return above - TOO_BROAD, narrower_munitions(munition)
