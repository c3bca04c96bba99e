"""How well claims establish a relationship: by a rule that is data (`strength.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypeAlias

from graph.claims.claim import Status
from graph.claims.evidence import Source, SourceKind
from graph.network.cells import NetworkClaim


class Strength(StrEnum):
    """How well a relationship is established, the best first."""

    DOCUMENTED = "documented"
    CORROBORATED = "corroborated"
    REPORTED = "reported"
    ALLEGED = "alleged"

    def reaches(self, least: Strength) -> bool:
        """Tell whether it is at least so strong."""
        return _RANK[self] <= _RANK[least]


_RANK = {strength: rank for rank, strength in enumerate(Strength)}

SpeaksFor: TypeAlias = Callable[[Source | None, str | None], frozenset[str]]
"""Lists the actors for whom a claim is said, by its evidence source and its publisher."""


def nobody(_source: Source | None, _publisher: str | None) -> frozenset[str]:
    """Take nobody to speak for an actor."""
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """What must hold (`strength.toml`), in words too (`asks`); None asks nothing."""

    asks: str
    statuses: frozenset[Status]
    kinds: frozenset[SourceKind] | None
    party: bool
    origins: int
    texts: int
    reason: str

    def admits(self, status: Status, kind: SourceKind | None) -> bool:
        """Tell whether a claim of this status, by a source of this kind, may pass."""
        return status in self.statuses and (self.kinds is None or kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """How many independent origins claims have together, and texts that are no copies."""

    origins: int
    texts: int

    def is_enough_for(self, test: Test) -> bool:
        """Tell whether they are as many as a test asks."""
        return self.origins >= test.origins and self.texts >= test.texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A test that was applied: the claims that pass what it asks of each, and whether it holds.

    It holds when any passes and `backing` is as broad as the test asks.
    """

    strength: Strength
    test: Test
    backing: Backing
    claims: tuple[NetworkClaim, ...]

    @property
    def holds(self) -> bool:
        """Tell whether it is passed."""
        return bool(self.claims) and self.backing.is_enough_for(self.test)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A level of the rule: a strength, what it means, and the tests of which any is enough."""

    strength: Strength
    means: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A strength, and the first test that holds."""

    strength: Strength
    held: Tried

    @property
    def claims(self) -> tuple[NetworkClaim, ...]:
        """The claims that pass the test."""
        return self.held.claims

    @property
    def reason(self) -> str:
        """Say why in words."""
        return _reason(self.held.test, self.claims[0], self.held.backing.origins)


def judge(claims: Sequence[NetworkClaim], backing: Backing, speaks_for: SpeaksFor) -> Judged | None:
    """Judge claims that say yes to a transfer, by the first test that holds; None without any."""
    kinds = {(placed.brief.status, _kind(placed.brief.source)) for placed in claims}
    for level in levels():
        for test in level.tests:
            if backing.is_enough_for(test) and any(test.admits(*one) for one in kinds):
                passing = _passing(test, claims, speaks_for)
                if passing:
                    strength = level.strength
                    held = Tried(strength=strength, test=test, backing=backing, claims=passing)
                    return Judged(strength=strength, held=held)
    return None


def try_all(
    claims: Sequence[NetworkClaim], backing: Backing, speaks_for: SpeaksFor
) -> Iterator[Tried]:
    """Apply the tests of the rule, one by one, the best level first."""
    for level in levels():
        for test in level.tests:
            yield Tried(
                strength=level.strength,
                test=test,
                backing=backing,
                claims=_passing(test, claims, speaks_for),
            )


@cache
def levels() -> tuple[Grade, ...]:
    """Load the rule, the best level first."""
    text = resources.files("graph.network").joinpath("strength.toml").read_text(encoding="utf-8")
    return tuple(
        Grade(
            strength=Strength(level["name"]),
            means=level["means"],
            tests=tuple(map(_test, level["any"])),
        )
        for level in tomllib.loads(text)["level"]
    )


def _test(row: dict[str, object]) -> Test:
    known = {"asks", "statuses", "kinds", "party", "origins", "texts", "reason"}
    if row.keys() - known:
        raise ValueError(f"strength.toml has unknown fields: {sorted(row.keys() - known)}")
    kinds = row.get("kinds")
    return Test(
        asks=str(row["asks"]),
        statuses=frozenset(map(Status, _listed(row["statuses"]))),
        kinds=frozenset(map(SourceKind, _listed(kinds))) if kinds is not None else None,
        party=row.get("party") is True,
        origins=int(str(row.get("origins", 1))),
        texts=int(str(row.get("texts", 1))),
        reason=str(row["reason"]),
    )


def _listed(value: object) -> Iterable[str]:
    if not isinstance(value, list):
        raise TypeError(f"strength.toml has {value!r} where a list belongs")
    return map(str, value)


def _passing(
    test: Test, claims: Sequence[NetworkClaim], speaks_for: SpeaksFor
) -> tuple[NetworkClaim, ...]:
    return tuple(
        placed
        for placed in claims
        if test.admits(placed.brief.status, _kind(placed.brief.source))
        and (not test.party or speaking_party(placed, speaks_for) is not None)
    )


def _kind(source: Source | None) -> SourceKind | None:
    return None if source is None else source.kind


def speaking_party(placed: NetworkClaim, speaks_for: SpeaksFor) -> str | None:
    """Name the party to the transfer for whom the claim's source or publisher speaks."""
    claim = placed.brief
    speaking = speaks_for(claim.source, placed.article.publisher)
    # Few speak for anybody.
    return min(speaking & {claim.supplier, claim.recipient}, default=None) if speaking else None


def _reason(test: Test, first: NetworkClaim, origins: int) -> str:
    source = first.brief.source
    speaker = source.name if source is not None else first.article.publisher
    return test.reason.format(
        source=source.name if source is not None else "",
        kind=source.kind if source is not None else "",
        speaker=speaker or "",
        origins=origins,
    )
