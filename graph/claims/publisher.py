"""Who prints articles, and whether people have muted them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from graph.claims.lookalikes import seen_name

_WORD = re.compile(r"[^\W_]+")


class Hearing(StrEnum):
    """What is decided of a publisher."""

    MUTE = "mute"
    UNMUTE = "unmute"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherVerdict:
    """A person's verdict on a publisher: who, why (if that was told) and when, in UTC.

    `publisher` is its id, `name` as the article spelt it that was looked at. The newest counts. The
    claims of one that is muted stay, and are shown as such; they establish nothing.
    """

    publisher: str
    name: str
    decision: Hearing
    who: str
    why: str | None
    made_at: datetime


@lru_cache(maxsize=16384)
def publisher_id(name: str) -> str:
    """Make the id of a publisher: its words as they are seen, in lower case, without a first "the".

    An id stays as it is.
    """
    seen = seen_name(name).casefold()
    words = _WORD.findall(seen)
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return "-".join(words) or seen.strip()
