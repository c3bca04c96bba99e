"""Which format a client gets: its Accept header, or a parameter that stands above it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from graph.store.answers import AnswerFormat

ANY = "*/*"
REMEMBERED = 64
"""Choices that are remembered: programs send the same header each time."""
HTML = AnswerFormat(name="html", media_type="text/html", aliases=("application/xhtml+xml",))
"""The format of a browser, beside those of programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRange:
    """A part of an Accept header, such as `text/*;q=0.5`."""

    type: str
    quality: float

    @property
    def precision(self) -> int:
        """How much the range says: the most precise one that fits a format decides."""
        return 0 if self.type == ANY else 1 if self.type.endswith("/*") else 2

    def fits(self, media_type: str) -> bool:
        """Tell whether the range holds a media type."""
        if self.type == ANY:
            return True
        if self.type.endswith("/*"):
            return media_type.startswith(self.type[:-1])
        return media_type == self.type


@functools.lru_cache(maxsize=REMEMBERED)
def negotiate(accept: str | None, offered: tuple[AnswerFormat, ...]) -> AnswerFormat | None:
    """Choose what the client likes best, and of equals what comes first; None when it takes none.

    Without an Accept header the first of the offered is meant.
    """
    ranges = accepted(accept or ANY)
    ranked = [(quality_of(each, ranges), each) for each in offered]
    best = max((quality for quality, _ in ranked), default=0.0)
    return next((each for quality, each in ranked if quality == best and best > 0), None)


def named(name: str, offered: Sequence[AnswerFormat]) -> AnswerFormat | None:
    """Find the format that a parameter names, by short name or media type; None when none."""
    wanted = name.strip().lower()
    known = (each for each in offered if wanted in (each.name, each.media_type, *each.aliases))
    return next(known, None)


def accepted(accept: str) -> list[MediaRange]:
    """Read an Accept header; what is not a media range is passed over, as RFC 9110 allows."""
    ranges = []
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if "/" in media_type or media_type == "*":
            quality = _quality(parameters)
            # Some old clients send a bare star.
            ranges.append(
                MediaRange(type=ANY if media_type == "*" else media_type, quality=quality)
            )
    return ranges


def quality_of(offered: AnswerFormat, ranges: Sequence[MediaRange]) -> float:
    """Tell how much a client wants a format, 0 to 1, under any of its types.

    A client that names the very type that would be sent is taken at its word.
    """
    if any(each.type == offered.media_type for each in ranges):
        return _quality_of_type(offered.media_type, ranges)
    return max(
        _quality_of_type(media_type, ranges)
        for media_type in (offered.media_type, *offered.aliases)
        if "/" in media_type
    )


def _quality_of_type(media_type: str, ranges: Sequence[MediaRange]) -> float:
    fitting = [each for each in ranges if each.fits(media_type)]
    if not fitting:
        return 0.0
    most_precise = max(each.precision for each in fitting)
    return max(each.quality for each in fitting if each.precision == most_precise)


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0  # an unreadable wish is none
    return 1.0
