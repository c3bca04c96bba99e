"""Who is said to know, and the exact words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What sort of source is said to know it (contract: field `source`)."""

    OFFICIAL = "official"
    INTELLIGENCE = "intelligence"
    INVESTIGATION = "investigation"
    MONITOR = "monitor"
    MEDIA = "media"
    COMPANY = "company"
    ANONYMOUS = "anonymous"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The evidence source that a text names for a claim; never the article's publisher."""

    name: str
    kind: SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A verbatim span of an article; `start` and `end` count Unicode code points."""

    quote: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not self.quote or self.end - self.start != len(self.quote) or self.start < 0:
            raise ValueError(f"passage {self.start}:{self.end} does not fit its quote")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Passage:
        """Cut the passage out of the text, so that it cannot differ from it."""
        return cls(quote=text[start:end], start=start, end=end)

    def is_in(self, text: str) -> bool:
        """Tell whether the text holds these words at this place."""
        # However it was made: a place before the start would count from the end.
        fits = 0 <= self.start < self.end and self.end - self.start == len(self.quote)
        return fits and text[self.start : self.end] == self.quote
