"""How ids and labels are taken from the id of an actor or of a munition concept."""

from __future__ import annotations

from app.listing.fields import Take
from graph.claims.actor import describe_actor
from graph.claims.munition import munitions


def itself(identifier: object) -> object:
    """Take what holds the value for the value."""
    return identifier


def actor_label(identifier: str) -> str:
    """Label an actor."""
    return describe_actor(identifier).label


def munition_label(identifier: str) -> str:
    """Label a munition concept."""
    return munitions()[identifier].label


def actor_takes(name: str) -> dict[str, Take]:
    """Take id and label of an actor from its id, for the object of that name."""
    return {f"{name}.id": itself, f"{name}.label": actor_label}


def munition_takes(name: str) -> dict[str, Take]:
    """Take id and label of a munition concept from its id, for the object of that name."""
    return {f"{name}.id": itself, f"{name}.label": munition_label}
