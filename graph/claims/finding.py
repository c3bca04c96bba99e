"""What is found wrong with what is kept, by who looks through it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Where it was found."""

    ARCHIVE = "archive"
    STORE = "store"
    NETWORK = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was written; `article` is the id of the article, if it is one."""

    part: Part
    what: str
    article: str | None = None
