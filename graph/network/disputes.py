"""What a claim that says no speaks against, besides its own munition (`disputes.toml`)."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources

from graph.claims.munition import broader_munitions


@functools.cache
def disputing(munition: str | None) -> frozenset[str | None]:
    """List the munitions whose denial speaks against this one: itself and all broader ones.

    Who has sent no weapons has sent no howitzers, but may have sent parts. A denial that names no
    munition speaks against all.
    """
    if munition is None:
        return frozenset({None})
    broader = frozenset(broader_munitions(munition))
    kinds = _kinds()
    if munition in kinds["no_weapons"]:
        broader -= kinds["weapons"]
    return broader | {munition, None}


@functools.cache
def _kinds() -> Mapping[str, frozenset[str]]:
    text = resources.files("graph.network").joinpath("disputes.toml").read_text(encoding="utf-8")
    return {name: frozenset(concepts) for name, concepts in tomllib.loads(text).items()}
