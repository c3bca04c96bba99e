"""How servers differ, and how requests are made of all of them: what `servers.toml` says."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Literal

STANDARD = "standard"
"""What a server is taken for that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLimits:
    """What a request may take; units as the names say."""

    connect_seconds: float
    answer_seconds: float
    tries: int
    first_wait_seconds: float
    longest_wait_seconds: float
    answer_bytes: int
    names_at_once: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeoutParameter:
    """The parameter of a query that takes its time limit, and what a `second` is in it."""

    name: str
    second: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerKind:
    """A kind of server; `servers.toml` says what each field means."""

    name: str
    header: str = ""
    bulk: Literal["update", "quads", "graphs"] = "update"
    bulk_parameters: Mapping[str, str] = field(default_factory=dict)
    quads_at_once: int = 5_000
    articles_at_once: int = 200
    is_atomic: bool = False
    union: Mapping[str, str] = field(default_factory=dict)
    timeout: TimeoutParameter | None = None
    as_is: tuple[str, ...] = ()
    triples: str = "application/n-triples"
    reads_all: bool = False
    values: Literal["kept", "normalised"] = "kept"
    refused: tuple[str, ...] = ()
    cut: Mapping[str, str] = field(default_factory=dict)


@functools.cache
def request_limits() -> RequestLimits:
    """Read the limits; a missing or unknown name raises TypeError."""
    return RequestLimits(**_tables()["requests"])


@functools.cache
def server_kinds() -> Mapping[str, ServerKind]:
    """Read the kinds of servers, by name; an unknown field raises TypeError."""
    tables = {name: table for name, table in _tables().items() if name != "requests"}
    return {name: _kind(name, table) for name, table in tables.items()}


def kind_of_header(server: str) -> ServerKind:
    """Tell the kind by what a server calls itself in its answers; the standard one if unknown."""
    kinds = server_kinds()
    for kind in kinds.values():
        if kind.header and server.startswith(kind.header):
            return kind
    return kinds[STANDARD]


def _kind(name: str, table: dict[str, Any]) -> ServerKind:
    timeout = TimeoutParameter(**table["timeout"]) if "timeout" in table else None
    lists: dict[str, Any] = {
        each: tuple(table[each]) for each in ("as_is", "refused") if each in table
    }
    return ServerKind(**(table | lists | {"name": name, "timeout": timeout}))


def _tables() -> dict[str, dict[str, Any]]:
    text = resources.files("graph.store.remote").joinpath("servers.toml").read_text("utf-8")
    return tomllib.loads(text)
