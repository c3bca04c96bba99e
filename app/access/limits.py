"""The numbers of `limits.toml`."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Requests a second for ever, and how many at once before that."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimits:
    """What one client may, by address and by key."""

    reading_address: Rate
    reading_key: Rate
    writing_address: Rate
    writing_key: Rate
    failing_address: Rate
    foreign_address: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Rates, and how many clients are remembered for them."""

    rates: RateLimits
    clients: int
    ipv6_prefix: int


@functools.cache
def limits() -> Limits:
    """Read the limits; a missing or unknown name raises TypeError."""
    content = tomllib.loads(
        resources.files("app.access").joinpath("limits.toml").read_text(encoding="utf-8")
    )
    kinds = [name for name, value in content.items() if isinstance(value, dict)]
    rates = {
        f"{kind}_{whose}": Rate(**given)
        for kind in kinds
        for whose, given in content.pop(kind).items()
    }
    return Limits(rates=RateLimits(**rates), **content)
