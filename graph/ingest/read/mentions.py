"""What the matchers find in a text, before it is known what the sentence says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorForm(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    INSTITUTION = "institution"
    PERSON = "person"
    COMPANY = "company"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words at `start:end` that name actors (ids); more than one only for a named group of states.

    `text` is verbatim.
    """

    start: int
    end: int
    text: str
    actors: tuple[str, ...]
    form: ActorForm
