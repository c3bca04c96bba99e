"""What changed and when, as JSON: timelines, and changes since."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.claims import Out, Page
from app.schemas.supplies import Labelled, SupplyOut
from app.schemas.wanted import (
    EITHER_SIDE,
    MAX_PAGE,
    SEVERAL_ACTORS,
    Blank,
    Name,
    Names,
    PageWanted,
    Wanted,
    parse_day,
)
from graph.claims.claim import Stage, Status
from graph.errors import InvalidField
from graph.network.changes import ChangeKind
from graph.network.filter import Filter
from graph.network.strength import Strength
from graph.network.timeline import Clock, Month, Pace


class TimelineWanted(Wanted, PageWanted):
    """Which claims are counted, and by which time."""

    limit: int = Field(default=MAX_PAGE, ge=1, le=MAX_PAGE)

    clock: Clock = Field(default=Clock.EVENT, description="Months of the events, or of the reports")
    by: Pace = Field(
        default=Pace.MONTH,
        description="Count by month, or by year: there claims that tell the year alone count too",
    )


class StageCount(Out):
    """How many claims speak of a stage."""

    stage: Stage
    claims: int


class MonthOut(Out):
    """The claims of a month."""

    month: str = Field(description="YYYY-MM; by=year the year alone, YYYY")
    claims: int
    articles: int
    disputing: int = Field(description="Claims that dispute anything of the same actors")
    stages: tuple[StageCount, ...]

    @classmethod
    def of(cls, month: Month) -> Self:
        """Show a month."""
        return cls(
            month=month.month,
            claims=month.claims,
            articles=month.articles,
            disputing=month.disputing,
            stages=tuple(StageCount(stage=stage, claims=count) for stage, count in month.stages),
        )


class TimelineAnswer(Page):
    """Months, or years, with any claim, in order."""

    clock: Clock
    by: Pace
    unplaced: int = Field(description="Claims without a date, or with one that spans several")
    months: tuple[MonthOut, ...]


class SourceTimelineWanted(BaseModel):
    """By which time the claims of a source are counted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    clock: Clock = Field(default=Clock.EVENT, description="Months of the events, or of the reports")


class SourceTimelineAnswer(Out):
    """Months in which a source spoke, in order."""

    sequence: int
    clock: Clock
    unplaced: int = Field(description="Claims without a date, or with one that spans months")
    months: tuple[MonthOut, ...]

    @classmethod
    def of(cls, found: tuple[tuple[Month, ...], int], clock: Clock, sequence: int) -> Self:
        """Show months."""
        months, unplaced = found
        return cls(
            sequence=sequence,
            clock=clock,
            unplaced=unplaced,
            months=tuple(MonthOut.of(month) for month in months),
        )


class ChangesWanted(PageWanted):
    """Since when, and of which relationships."""

    since: Annotated[
        str,
        Field(
            description="A sequence number that an answer named, or a day or month (YYYY-MM-DD, "
            "YYYY-MM): what changed in the archive from then on, in UTC"
        ),
    ]
    supplier: Names = SEVERAL_ACTORS
    recipient: Names = SEVERAL_ACTORS
    actor: Names = EITHER_SIDE
    munition: Name = Field(
        default=None, description="Id or name of a munition concept; narrower ones are included"
    )
    status: Annotated[Status | None, Blank] = None
    strength: Annotated[Strength | None, Blank] = Field(
        default=None, description="At least so well established"
    )

    def filter(self) -> Filter:
        """Resolve the names; raises as `Wanted.filter` does."""
        names = self.model_dump(include={*Wanted.model_fields} - {"since"})
        return Wanted.model_validate(names).filter()

    def number(self) -> int | None:
        """Read a sequence number; None for a day. Raises InvalidField for one too large."""
        text = self.since.strip()
        if not (text.isascii() and text.isdecimal()):
            return None
        if len(text) >= len(str(2**62)):
            raise self._invalid()
        return int(text)

    def day(self) -> date:
        """Read the day; raises InvalidField."""
        text = self.since.strip()
        if "-" not in text:
            raise self._invalid()
        return parse_day(text, field="since", last=False)

    def _invalid(self) -> InvalidField:
        return InvalidField(
            f"since is neither a sequence number nor a day: {self.since!r}",
            field="since",
            value=self.since,
            remedy="Give the `sequence` of an earlier answer, or YYYY-MM-DD or YYYY-MM",
        )


class ChangeOut(Out):
    """A relationship that changed."""

    supplier: Labelled
    recipient: Labelled
    munition: Labelled | None
    kinds: tuple[ChangeKind, ...]
    before: SupplyOut | None = Field(description="Null where nothing was known of it")
    now: SupplyOut | None = Field(description="Null where nothing is left of it")
    articles: tuple[str, ...] = Field(description="Addresses of the articles that it is due to")


class ChangesAnswer(Page):
    """What changed, by supplier, recipient and munition."""

    since: int = Field(description="State that it is compared with")
    changes: tuple[ChangeOut, ...]
