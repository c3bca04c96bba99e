"""The limits of fetching (`limits.toml`)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLimits:
    """How often feeds are visited, and how much of them is taken; times in seconds."""

    shortest_seconds: float
    longest_pause_seconds: float
    entries: int
    entries_a_visit: int
    tries: int
    seen: int
    content_words: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLimits:
    """Sizes in bytes or characters, times in seconds, as the names say."""

    address_characters: int
    redirects: int
    seconds: float
    connect_seconds: float
    tried: int
    wire_bytes: int
    body_bytes: int
    robots_bytes: int
    robots_seconds: float
    robots_again_seconds: float
    hosts: int
    delay_seconds: float
    longest_delay_seconds: float
    longest_wait_seconds: float
    feeds: FeedLimits


@functools.cache
def web_limits() -> WebLimits:
    """Read the limits; a missing or unknown name raises TypeError."""
    content = tomllib.loads(
        resources.files("graph.ingest.web").joinpath("limits.toml").read_text(encoding="utf-8")
    )
    feeds = FeedLimits(**content.pop("feeds"))
    return WebLimits(feeds=feeds, **content)
