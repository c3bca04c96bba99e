"""What a SPARQL query may take (`limits.toml`)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """Limits of a query and of the processes that answer; units as the names say."""

    timeout_seconds: float
    text_bytes: int
    depth: int
    memory_bytes: int
    answer_bytes: int
    readers: int
    readers_most: int


@functools.cache
def query_limits() -> QueryLimits:
    """Read the limits; a missing or unknown name raises TypeError."""
    text = resources.files("graph.store").joinpath("limits.toml").read_text(encoding="utf-8")
    return QueryLimits(**tomllib.loads(text))
