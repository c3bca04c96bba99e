"""Memory that was freed goes back to the system: after a rebuild, a third of all that is held."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any


def give_back() -> bool:
    """Give freed memory back where the C library can (glibc); tell whether there was any."""
    trim = _trim()
    return trim is not None and bool(trim(0))


@cache
def _trim() -> Any | None:  # noqa: ANN401  # a function of a library has no type of its own
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
