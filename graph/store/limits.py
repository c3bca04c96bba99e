"""What a SPARQL query may take, and what the store's files ask for (`limits.toml`)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLimits:
    """What the files of the store ask for."""

    probe_bytes: int


@functools.cache
def query_limits() -> QueryLimits:
    """Read the limits; a missing or unknown name raises TypeError."""
    return QueryLimits(**_table("query"))


@functools.cache
def file_limits() -> FileLimits:
    """Read the limits; a missing or unknown name raises TypeError."""
    return FileLimits(**_table("files"))


def _table(name: str) -> dict[str, Any]:
    text = resources.files("graph.store").joinpath("limits.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)[name]
    return table
