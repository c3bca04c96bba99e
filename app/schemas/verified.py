"""What `materiel verify` found, as JSON."""

from __future__ import annotations

from pydantic import Field

from app.schemas.claims import Out
from graph.verifying import Verified


class FindingOut(Out):
    """Something that is not what was written."""

    part: str = Field(description="archive, store or network")
    article: str | None = Field(description="Id of the article, if it is one")
    what: str


class VerifiedOut(Out):
    """Whether everything is what was written."""

    sound: bool
    articles: int
    whole: int = Field(description="Articles of which words, reading and history are whole")
    damaged: tuple[str, ...] = Field(description="Ids of those that are not")
    store: str = Field(description="Whether it was compared with the archive")
    network: str = Field(description="Whether it was compared with the archive")
    findings: tuple[FindingOut, ...]

    @classmethod
    def of(cls, verified: Verified) -> VerifiedOut:
        """Write down what was found."""
        return cls(
            sound=not verified.findings,
            articles=verified.articles,
            whole=verified.whole,
            damaged=verified.damaged,
            store=verified.store.value,
            network=verified.network.value,
            findings=tuple(
                FindingOut(part=each.part.value, article=each.article, what=each.what)
                for each in verified.findings
            ),
        )
