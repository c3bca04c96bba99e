"""How long, as people write it: `90s`, `15m`, `12h`, `7d`, `4w`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

_DURATION = re.compile(r"([1-9][0-9]{0,5})([smhdw])")
_UNITS: Mapping[str, timedelta] = MappingProxyType(
    {
        "s": timedelta(seconds=1),
        "m": timedelta(minutes=1),
        "h": timedelta(hours=1),
        "d": timedelta(days=1),
        "w": timedelta(weeks=1),
    }
)


def parse_duration(written: str, units: str) -> timedelta | None:
    """Read a whole number of one of the units, such as "hd"; None for what is written otherwise."""
    found = _DURATION.fullmatch(written)
    return int(found[1]) * _UNITS[found[2]] if found and found[2] in units else None
