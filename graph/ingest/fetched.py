"""A document as it came, before anything is made of it; or why it did not come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from graph.errors import MaterielError
from graph.ingest.metadata import Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where on the web a page was found, and on which day, where it is not found just now."""

    url: str
    host: str
    seen: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document as it came: bytes of a file, or the text of a JSON line.

    `charset` and `coding` are how headers say that it is encoded, and packed; `found` is for pages.
    """

    name: str
    content: bytes | str
    media_type: str
    charset: str | None = None
    coding: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    found: Found | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What could not be fetched or read, and why."""

    name: str
    error: MaterielError
