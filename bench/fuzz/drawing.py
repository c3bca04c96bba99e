"""Requests drawn from the description: what it allows, what it does not, and what is known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from unittest import SkipTest

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import BaseSchema, GenerationMode

from bench.fuzz.described import AnyCase, Operation
from bench.fuzz.known import Known


class Kind(StrEnum):
    """How a request is drawn."""

    EDGE = "edge"
    """At the edges of the description: the least, the most, one beyond, other methods."""
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    KNOWN = "known"


SHARES = {Kind.EDGE: 0.25, Kind.ALLOWED: 0.2, Kind.FORBIDDEN: 0.2, Kind.KNOWN: 0.35}
_MODES = {Kind.ALLOWED: GenerationMode.POSITIVE, Kind.FORBIDDEN: GenerationMode.NEGATIVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A request, and how it was drawn."""

    kind: Kind
    case: AnyCase


def draw(
    schema: BaseSchema, operations: Sequence[Operation], known: Known, requests: int, roll: int
) -> list[Drawn]:
    """Draw so many requests, shuffled; the same for the same description, values and roll."""
    rolls = Random(roll)
    edges = {each.label: _edges(schema, each, rolls) for each in operations}
    found: list[Drawn] = []
    # What an operation cannot give, as few requests can be made of it, others give.
    while len(found) < requests:
        each = max(4, (requests - len(found)) // len(operations))
        for operation in operations:
            drawn: dict[Kind, list[AnyCase]] = {
                kind: _drawn(operation, mode, round(each * SHARES[kind]), rolls.getrandbits(32))
                for kind, mode in _MODES.items()
            }
            drawn[Kind.EDGE] = _take(edges[operation.label], round(each * SHARES[Kind.EDGE]))
            drawn[Kind.KNOWN] = [
                case
                for _ in range(round(each * SHARES[Kind.KNOWN]))
                if (case := known.case(operation, rolls)) is not None
            ]
            found += [
                Drawn(kind=kind, case=case) for kind, cases in drawn.items() for case in cases
            ]
    rolls.shuffle(found)
    return found[:requests]


def _edges(schema: BaseSchema, operation: Operation, rolls: Random) -> list[AnyCase]:
    config = schema.config.generation_for(operation=operation)
    found = list(
        schema.iter_coverage_cases(
            operation, generation_modes=list(GenerationMode), generation_config=config
        )
    )
    rolls.shuffle(found)
    return found


def _take(cases: list[AnyCase], count: int) -> list[AnyCase]:
    taken = cases[:count]
    del cases[:count]
    return taken


def _drawn(operation: Operation, mode: GenerationMode, count: int, roll: int) -> list[AnyCase]:
    found: list[AnyCase] = []

    @seed(roll)
    @settings(
        max_examples=max(1, count),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def keep(case: AnyCase) -> None:
        found.append(case)

    # Some operations take nothing that could be wrong.
    with suppress(Unsatisfiable, SkipTest):
        keep()
    return found[:count]
