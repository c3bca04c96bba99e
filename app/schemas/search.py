"""What is found by a name that somebody types, as JSON."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.claims import Out

FOUND = 12
MOST_FOUND = 50
LONGEST = 200
"""Characters of what is typed that are read."""

FoundKind = Literal["actor", "munition", "designation", "source", "publisher", "article"]


class SearchWanted(BaseModel):
    """What is typed, and how much is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Annotated[
        str,
        Field(
            max_length=LONGEST, description="A name or part of one; case and accents do not count"
        ),
    ]
    limit: int = Field(default=FOUND, ge=1, le=MOST_FOUND)


class FoundOut(Out):
    """Something of that name."""

    kind: FoundKind
    id: str = Field(description="Of a designation the designation, which leads to its munition")
    label: str
    note: str = Field(description="What it is, and under which other name it was found")
    claims: int = Field(description="Claims that name it; of an article those that it holds")
    page: str = Field(description="Path of its page")
    url: str = Field(description="Its address in REST")


class SearchAnswer(Out):
    """Exact matches first, then names and words that begin so, then those that hold it."""

    q: str
    sequence: int
    found: tuple[FoundOut, ...]
