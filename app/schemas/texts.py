"""The text of an article as JSON, with the places of its claims."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from app.schemas.claims import Out
from graph.claims.reading import ReadArticle


class PlaceOut(Out):
    """Where in the text the words of a claim stand."""

    id: str = Field(description="Of the claim")
    start: int = Field(description="In code points of the text, as everywhere")
    end: int


class TextAnswer(Out):
    """The text of an article to the letter, and where its claims stand in it."""

    sequence: int = Field(description="Place of the article in the archive")
    article: str
    text: str
    claims: tuple[PlaceOut, ...] = Field(description="Those that stand, in the order of the text")

    @classmethod
    def of(cls, read: ReadArticle) -> Self:
        """Show the text of an article."""
        places = (
            PlaceOut(id=identifier, start=claim.passage.start, end=claim.passage.end)
            for identifier, claim in read.standing_claims()
        )
        return cls(
            sequence=read.sequence,
            article=read.article.id,
            text=read.article.text,
            claims=tuple(sorted(places, key=lambda place: (place.start, place.end))),
        )
