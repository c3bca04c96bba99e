"""robots.txt: what a host asks of programs, as RFC 9309 has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from graph.ingest.web.address import KEPT

_EVERYONE = "*"
_RULES = {"allow": True, "disallow": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What one program may ask for; `delay` is the seconds between visits that the host asks."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, target: str) -> bool:
        """Tell whether path and query may be asked for: the longest rule that fits decides.

        Of two that are equally long, the one that allows.
        """
        fitting = [(len(rule), allows) for rule, allows in self.rules if _fits(rule, target)]
        return max(fitting)[1] if fitting else True


EVERYTHING = Robots()
"""Where there is no robots.txt."""
NOTHING = Robots(rules=(("/", False),))
"""Where it cannot be had: what is not known is not taken for a yes."""


@dataclass(slots=True, kw_only=True)
class _Group:
    agents: set[str] = field(default_factory=set)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float | None = None


def parse_robots(content: bytes, product: str) -> Robots:
    """Read what is said to a product by its name (lower case), else to everyone."""
    groups = tuple(_groups(content.decode("utf-8", "replace").removeprefix("\ufeff")))
    chosen = [group for group in groups if product in group.agents]
    chosen = chosen or [group for group in groups if _EVERYONE in group.agents]
    delays = [group.delay for group in chosen if group.delay is not None]
    return Robots(
        rules=tuple(rule for group in chosen for rule in group.rules),
        delay=max(delays, default=None),
    )


def _groups(text: str) -> Iterator[_Group]:
    group = _Group()
    is_open = True  # further agents may join
    for name, value in _lines(text):
        if name == "user-agent":
            if not is_open:
                yield group
                group, is_open = _Group(), True
            group.agents.add(_product(value))
        elif name in _RULES:
            is_open = False
            if value:  # an empty rule says nothing
                group.rules.append((quote(value, safe=KEPT), _RULES[name]))
        elif name == "crawl-delay":
            is_open = False
            group.delay = _seconds(value)
    yield group


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _product(value: str) -> str:
    """Take the name out of `Name/1.0`."""
    return value.partition("/")[0].strip().lower()


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _fits(rule: str, target: str) -> bool:
    """Match a rule: `*` is any run of characters, `$` at the end is the end; no way to go back.

    Each piece is found at its first place, which leaves the most for those that follow.
    """
    is_whole = rule.endswith("$")
    first, *pieces = rule.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    return _follows(pieces, target, len(first), is_whole=is_whole)


def _follows(pieces: Sequence[str], target: str, place: int, *, is_whole: bool) -> bool:
    for number, piece in enumerate(pieces, start=1):
        if is_whole and number == len(pieces):
            return len(target) - len(piece) >= place and target.endswith(piece)
        found = target.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not is_whole or place == len(target)
