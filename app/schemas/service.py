"""What the service says of itself: health, readiness, problems."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.claims import Out


class HealthOut(Out):
    """The process answers."""

    status: Literal["ok"] = "ok"
    version: str


class ReadyOut(Out):
    """Whether everything works; `waiting` says what does not, and why."""

    ready: bool
    waiting: tuple[str, ...]
    archive: int = Field(description="Sequence number of the archive")
    network: int = Field(description="Sequence number that the network has come to")
    store: int | None = Field(description="Sequence number of the store, null when it is closed")
    behind: int = Field(
        description="Changes of the archive that network or store, whichever is last, lack"
    )


class StateOut(Out):
    """What a data folder holds, and which versions are at work."""

    version: str
    python: str
    data: str
    articles: int
    claims: int
    readings: int
    withdrawn: int = Field(description="Articles that are kept, but stand no longer")
    archive: int = Field(description="Sequence number of the archive")
    store: int | None = Field(description="Sequence number of the store, null when it is held")
    quads: int | None
    base_iri: str

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Write it as names and values for people to read."""
        held = "held by a running service"
        behind = self.store is not None and self.store < self.archive
        later = " (behind: it catches up when the service starts)" if behind else ""
        return (
            ("version", f"{self.version} on Python {self.python}"),
            ("data folder", self.data),
            ("articles", str(self.articles)),
            ("claims", str(self.claims)),
            ("readings", str(self.readings)),
            ("withdrawn articles", str(self.withdrawn)),
            ("archive sequence", str(self.archive)),
            ("store sequence", held if self.store is None else f"{self.store}{later}"),
            ("quads", held if self.quads is None else str(self.quads)),
            ("base IRI", self.base_iri),
        )


class ProblemKindOut(Out):
    """A kind of problem."""

    type: str
    title: str
    status: int


class FindingOut(Out):
    """One thing that is wrong with a request."""

    field: str
    value: str
    reason: str


class ProblemOut(BaseModel):
    """A problem (RFC 9457); members without a value are left out."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["/problems/unknown-actor"])
    title: str
    status: int
    detail: str
    field: str | None = None
    value: str | None = None
    remedy: str | None = None
    matches: list[str] | None = None
    request_id: str | None = Field(
        default=None, description="As in the header X-Request-ID, and in the log of the service"
    )
    since: str | None = Field(default=None, description="When it was withdrawn, UTC")
    why: str | None = Field(default=None, description="Why it was withdrawn")
    errors: list[FindingOut] | None = None
