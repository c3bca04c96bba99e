"""The categories that munitions fall into: the concepts just below those that mean anything."""

from __future__ import annotations

import functools

from graph.claims.munition import broader_munitions
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
def narrower_of(one: str, other: str) -> str | None:
    """Give the narrower of two munitions that may be the same thing; None when they cannot be."""
    if one == other or other in broader_munitions(one):
        return one
    return other if one in broader_munitions(other) else None
