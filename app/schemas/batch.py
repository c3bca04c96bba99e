"""What is answered to each line of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Self

from pydantic import Field

from app.schemas.claims import Out
from app.schemas.service import ProblemOut
from graph.pipeline import Ingested


class LineAnswer(Out):
    """What became of a line: an article that is on the disk, or a problem; never both."""

    line: int = Field(ge=1, description="Number of the line in the body, from 1")
    status: int = Field(description="As of a POST of this article alone: 201 new, 200 known")
    id: str | None = Field(default=None, description="Id of the article")
    sequence: int | None = Field(default=None, description="Its place in the archive")
    claims: int | None = Field(default=None, description="How many of its claims stand")
    withdrawn: bool | None = Field(default=None, description="Given when it stays withdrawn")
    problem: ProblemOut | None = None

    @classmethod
    def of(cls, line: int, ingested: Ingested) -> Self:
        """Answer a line whose article is kept."""
        read = ingested.read
        return cls(
            line=line,
            status=HTTPStatus.CREATED if ingested.is_new else HTTPStatus.OK,
            id=read.article.id,
            sequence=read.sequence,
            claims=0 if read.withdrawn else len(read.standing_claims()),
            withdrawn=True if read.withdrawn else None,
        )

    @classmethod
    def refuse(cls, line: int, problem: Mapping[str, Any]) -> Self:
        """Answer a line of which nothing is kept, with the problem (RFC 9457)."""
        return cls(line=line, status=problem["status"], problem=ProblemOut.model_validate(problem))

    def written(self) -> bytes:
        """Write it as a line."""
        return self.model_dump_json(exclude_none=True).encode() + b"\n"
