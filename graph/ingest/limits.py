"""The limits of what is let in (`limits.toml`)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLimits:
    """From when a text counts as English, or is judged at all; shares are 0 to 1."""

    words: int
    english_share: float
    latin_share: float
    certainty: float
    sample: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfinedLimits:
    """What a process may take that reads what others wrote; units as the names say."""

    seconds: float
    memory_bytes: int
    answer_bytes: int
    processes: int
    jobs_each: int
    wait_seconds: float
    start_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionLimits:
    """What a file that holds many documents may be; units as the names say."""

    unpacked_spared: int
    unpacked_times: int
    header_bytes: int
    weighed_files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes or code points as the names say; shares are 0 to 1."""

    document_bytes: int
    text_characters: int
    metadata_characters: int
    title_characters: int
    control_share: float
    combining_marks: int
    pdf_pages: int
    reading_seconds: float
    line_bytes: int
    collections: CollectionLimits
    language: LanguageLimits
    confined: ConfinedLimits


@functools.cache
def limits() -> Limits:
    """Read the limits; a missing or unknown name raises TypeError."""
    content = tomllib.loads(
        resources.files("graph.ingest").joinpath("limits.toml").read_text(encoding="utf-8")
    )
    language = LanguageLimits(**content.pop("language"))
    confined = ConfinedLimits(**content.pop("confined"))
    collections = CollectionLimits(**content.pop("collections"))
    return Limits(language=language, confined=confined, collections=collections, **content)
