"""What time it is for an archive; tests have a clock of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the time, in UTC."""


def utc_now() -> datetime:
    """Tell the time as the machine has it."""
    return datetime.now(UTC)
