"""What is known of an article besides its text, and what is refused of it."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote, urlsplit

from graph.errors import InvalidField, TooLarge
from graph.ingest.limits import limits

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_NO_URL = re.compile(r'[\s"<>\\^`{|}]')  # what no address may hold as it is (RFC 3986)
_NO_DAY = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2]))?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Title, day of publication, publisher and address, each as far as known."""

    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Fill what is not known here from the other."""
        return Metadata(
            **{
                field.name: getattr(self, field.name) or getattr(other, field.name)
                for field in dataclasses.fields(self)
            }
        )


def parse_metadata(given: Mapping[str, object], *, today: date) -> Metadata:
    """Check `title`, `published`, `publisher` and `url` of a mapping; other keys are let be.

    Raises InvalidField or TooLarge, naming the field, the value and the remedy.
    """
    return Metadata(
        title=_line(given, "title"),
        published=parse_published(_line(given, "published"), today=today),
        publisher=_line(given, "publisher"),
        url=_address(_line(given, "url")),
    )


def found_metadata(found: Mapping[str, object], *, today: date) -> Metadata:
    """Take what a document says of itself; what cannot be used of it is as if it said nothing."""
    given: dict[str, object] = {}
    for field in ("title", "published", "publisher", "url"):
        with contextlib.suppress(InvalidField, TooLarge):
            parse_metadata({field: found.get(field)}, today=today)
            given[field] = found.get(field)
    return parse_metadata(given, today=today)


def parse_published(value: str | None, *, today: date) -> date | None:
    """Read an ISO 8601 day or time as a day; one that is still to come is refused.

    A year or month alone is taken as a day that is not known: relative dates need the day.
    """
    if value is None or (_NO_DAY.match(value) and value <= today.isoformat()):
        return None
    try:
        if _ISO_DAY.match(value):
            day = date.fromisoformat(value)
        else:
            day = datetime.fromisoformat(value).date()
    except ValueError:
        raise InvalidField(
            f"published is not a date: {value!r}",
            field="published",
            value=value,
            remedy="Write it as YYYY-MM-DD",
        ) from None
    # A day of grace: it may be tomorrow already where the article appeared.
    if day > today + timedelta(days=1):
        raise InvalidField(
            f"published lies in the future: {value}",
            field="published",
            value=value,
            remedy="Give the day on which the article appeared, or leave it out",
        )
    return day


def _line(given: Mapping[str, object], field: str) -> str | None:
    value = given.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidField(
            f"{field} is not a string",
            field=field,
            value=repr(value)[:100],
            remedy="Give a string, or leave it out",
        )
    if len(value) > limits().metadata_characters:
        raise TooLarge(
            f"{field} has {len(value)} characters",
            field=field,
            value=value[:100],
            remedy=f"At most {limits().metadata_characters} are read",
        )
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line or None


def _address(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in parts.netloc:
        raise InvalidField(
            f"url is no web address: {url!r}",
            field="url",
            value=url,
            remedy="Give an address that starts with https:// or http://",
        )
    return _NO_URL.sub(lambda found: quote(found[0]), url)
