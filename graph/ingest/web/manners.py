"""Manners: robots.txt is asked for and kept to, and hosts are visited in turns."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

from graph.errors import AddressRefused, FetchFailed, TooLarge
from graph.ingest.web.address import Address, follow
from graph.ingest.web.bounds import Bounds
from graph.ingest.web.limits import WebLimits
from graph.ingest.web.requesting import Answer, Requester
from graph.ingest.web.robots import EVERYTHING, NOTHING, Robots, parse_robots
from graph.ingest.web.turns import Turns

PRODUCT: Final = "materiel"
"""The name that robots.txt may speak to."""
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = 429
_ACCEPTS: Mapping[str, str] = {"Accept": "text/plain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    robots: Robots
    until: float


class Manners:
    """Knows what hosts ask of us; threads may share it."""

    def __init__(self, requester: Requester, turns: Turns, limits: WebLimits) -> None:
        self._limits = limits
        self._requester = requester
        self._turns = turns
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = Lock()

    def knock(self, address: Address, bounds: Bounds) -> None:
        """Wait for a turn at a host that lets the address be asked for.

        Raises AddressRefused when its robots.txt forbids it, FetchFailed where it cannot be had.
        """
        robots = self._ask(address, bounds)
        if robots is NOTHING:
            raise FetchFailed(
                f"robots.txt of {address.host} could not be had, so nothing else is asked for",
                value=str(address),
                remedy="Try again later, or read the article yourself, and give its text",
                passes=True,
            )
        if not robots.allows(address.target):
            raise AddressRefused(
                f"the address is not fetched: robots.txt of {address.host} does not allow it",
                field="url",
                value=str(address),
                remedy="Read the article yourself, and give its text",
            )
        self._turns.wait(address.host, bounds, robots.delay)

    def _ask(self, address: Address, bounds: Bounds) -> Robots:
        with self._lock:
            known = self._known.get(address.origin)
        if known is not None and known.until > time.monotonic():
            return known.robots
        limits = self._limits
        robots = self._fetch(address, bounds)
        lasts = limits.robots_again_seconds if robots is NOTHING else limits.robots_seconds
        with self._lock:
            self._known[address.origin] = _Known(robots=robots, until=time.monotonic() + lasts)
            self._known.move_to_end(address.origin)
            while len(self._known) > limits.hosts:
                self._known.popitem(last=False)
        return robots

    def _fetch(self, address: Address, bounds: Bounds) -> Robots:
        place = follow(address, "/robots.txt")
        try:
            for _ in range(self._limits.redirects + 1):
                with self._requester.get(place, bounds, _ACCEPTS) as answer:
                    if answer.status not in REDIRECTS:
                        return _read(answer, self._limits.robots_bytes)
                    place = follow(place, answer.headers.get("location", ""))
        except TooLarge:
            return NOTHING
        except (AddressRefused, FetchFailed) as error:
            if place.origin == address.origin:
                error.value = str(address)  # what is wrong is wrong with the address itself
                raise
            return NOTHING
        return NOTHING


def _read(answer: Answer, most: int) -> Robots:
    """Take what came: none at all allows everything, a host in trouble allows nothing."""
    if answer.status == 200:
        return parse_robots(answer.body(most), PRODUCT)
    is_absent = 400 <= answer.status < 500 and answer.status != _BUSY
    return EVERYTHING if is_absent else NOTHING
