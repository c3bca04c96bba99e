"""Which state a file is of, and whether a client holds that state already (RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from app.conditional import is_held

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The state that a file shows: its tag, and when what it shows last changed, in UTC.

    Dates in HTTP have no parts of seconds. So a file is dated by the end of the second in which
    it changed, and before that by its beginning: a client that holds this date never misses what
    changes later in the same second. `changed_at` is None where nothing ever changed.
    """

    etag: str
    changed_at: datetime | None

    def headers(self, now: datetime) -> dict[str, str]:
        """Tell the version, at a time that a date may not be after."""
        headers = {"ETag": self.etag}
        if self.changed_at is not None:
            ended = self.changed_at.replace(microsecond=0) + _SECOND
            dated = min(ended, now.replace(microsecond=0))
            headers["Last-Modified"] = format_datetime(dated.astimezone(UTC), usegmt=True)
        return headers

    def is_held(self, asked: Mapping[str, str]) -> bool:
        """Tell by the headers of a request whether its client holds this version.

        Tags stand above dates.
        """
        tags = asked.get("if-none-match")
        if tags is not None:
            return is_held(self.etag, tags)
        since = _moment(asked.get("if-modified-since", ""))
        return since is not None and self.changed_at is not None and self.changed_at < since


def _moment(header: str) -> datetime | None:
    """Read a date of HTTP; what is none is passed over."""
    try:
        found = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
