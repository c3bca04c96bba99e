"""What is told of a document beside its bytes: in the query, as the body is the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.readings import ReadingAnswer


class DocumentWanted(BaseModel):
    """What is known of a document that is sent as it is; it wins over what the document says."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = None
    published: str | None = Field(default=None, description="Day on which it appeared, YYYY-MM-DD")
    publisher: str | None = None
    url: str | None = Field(default=None, description="Where it appeared; it is not fetched")

    def metadata(self) -> Mapping[str, Any]:
        """Give what is known of the document."""
        return self.model_dump(include=set(DocumentWanted.model_fields))


class DocumentReadingWanted(DocumentWanted):
    """The same, and whether to tell why it is read so."""

    explain: bool = False


class DocumentReading(ReadingAnswer):
    """What a document says, with the text that was taken out of it: claims count in its places."""

    text: str
