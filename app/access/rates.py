"""How often one client may ask: by its key where it has one, else by its address."""

from __future__ import annotations

import math
from typing import Literal

from app.access.asked import Asked
from app.access.buckets import Buckets, Taken
from app.access.limits import Limits, Rate
from graph.archive.keys import ApiKey
from graph.errors import TooManyRequests

Counted = Literal["outside", "all", "off"]
"""Whose requests are counted: those from elsewhere, those of this machine too, or nobody's."""

Told = tuple[tuple[bytes, bytes], ...]
"""Headers that say how much is left (draft-ietf-httpapi-ratelimit-headers)."""


class Rates:
    """Counts requests of clients; of one thread."""

    def __init__(self, counted: Counted, limits: Limits) -> None:
        self._counted = counted
        rates = limits.rates

        def buckets(rate: Rate) -> Buckets:
            return Buckets(rate, limits.clients)

        self._by_address = {
            False: buckets(rates.reading_address),
            True: buckets(rates.writing_address),
        }
        self._by_key = {False: buckets(rates.reading_key), True: buckets(rates.writing_key)}
        self._failing = buckets(rates.failing_address)
        self._foreign = buckets(rates.foreign_address)

    def take(self, asked: Asked, key: ApiKey | None) -> Told:
        """Count a request; raises TooManyRequests. Tells what is left, of what is counted."""
        if self._counted == "off" or not (self._counted == "all" or asked.client.is_counted):
            return ()
        kind = "writing" if asked.is_write else "reading"
        if key is None:
            name, buckets, client = (
                f"{kind}-address",
                self._by_address[asked.is_write],
                asked.client.unit,
            )
        else:
            name, buckets, client = f"{kind}-key", self._by_key[asked.is_write], key.id
        taken = buckets.take(client)
        if taken.is_empty:
            raise _too_many(
                f"{kind} requests", buckets.rate, taken, f"key {client}" if key else "address"
            )
        return _tell(name, buckets.rate, taken)

    def take_failure(self, asked: Asked) -> None:
        """Count a key that is none, of whichever client; raises TooManyRequests."""
        self._take_refused("wrong keys", self._failing, asked)

    def take_foreign(self, asked: Asked) -> None:
        """Count what came by a foreign name or page, of any client; raises TooManyRequests."""
        self._take_refused("requests by another host or page", self._foreign, asked)

    def _take_refused(self, what: str, buckets: Buckets, asked: Asked) -> None:
        if self._counted == "off":
            return
        taken = buckets.take(asked.client.unit)
        if taken.is_empty:
            raise _too_many(what, buckets.rate, taken, "address")


def _too_many(what: str, rate: Rate, taken: Taken, whose: str) -> TooManyRequests:
    seconds = max(1, math.ceil(taken.wait))
    return TooManyRequests(
        f"Too many {what} of this {whose}: {rate.burst} at once, then {rate.per_second:g} a second",
        seconds=seconds,
        remedy=f"Wait {seconds} s, as Retry-After says",
    )


def _tell(name: str, rate: Rate, taken: Taken) -> Told:
    window = math.ceil(rate.burst / rate.per_second)
    return (
        (b"ratelimit-policy", f'"{name}";q={rate.burst};w={window}'.encode()),
        (b"ratelimit", f'"{name}";r={taken.left};t={math.ceil(taken.full)}'.encode()),
    )
