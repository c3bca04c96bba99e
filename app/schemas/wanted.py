"""What is asked for: the filters of supplies and claims, the same for REST and command line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.config import JsonDict

from graph.claims.claim import Stage, Status
from graph.claims.edtf import bounds
from graph.errors import InvalidField
from graph.ingest.resolve.names import find_actor, find_munition
from graph.network.filter import Filter
from graph.network.rolling import Level
from graph.network.strength import Strength

MAX_PAGE = 1000
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z", re.ASCII)


def _none_if_blank(value: object) -> object:
    """Take an empty form field as one that was left out."""
    return None if isinstance(value, str) and not value.strip() else value


NOT_TOLD: JsonDict = {"x-not-told": True}
"""Marks a parameter that the description leaves out: it is read to be refused with a reason."""
Blank = BeforeValidator(_none_if_blank)
Name = Annotated[str | None, Blank]

MAX_SEVERAL = 100
"""Actors that can be asked for at once."""


def _as_several(value: object) -> object:
    """Take one name as several of one, and empty form fields as left out."""
    if value is None or isinstance(value, str):
        value = (value or "",)
    if not isinstance(value, list | tuple):
        return value
    return tuple(one for one in value if not isinstance(one, str) or one.strip())


Names = Annotated[tuple[str, ...], BeforeValidator(_as_several)]
"""Any of these: the parameter may be repeated."""

SEVERAL_ACTORS: Final = Field(
    default=(),
    max_length=MAX_SEVERAL,
    description="Alpha-3, alpha-2, id or name of an actor; repeated, any of these",
)
EITHER_SIDE: Final = Field(
    default=(),
    max_length=MAX_SEVERAL,
    description="Claims by which it supplies or receives; written and repeated as the others",
)


class Wanted(BaseModel):
    """Which claims count; actors and munitions in any spelling."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    supplier: Names = SEVERAL_ACTORS
    recipient: Names = SEVERAL_ACTORS
    actor: Names = EITHER_SIDE
    munition: Name = Field(
        default=None, description="Id or name of a munition concept; narrower ones are included"
    )
    stage: Annotated[Stage | None, Blank] = None
    status: Annotated[Status | None, Blank] = None
    since: Name = Field(default=None, description="YYYY, YYYY-MM or YYYY-MM-DD")
    until: Name = Field(default=None, description="YYYY, YYYY-MM or YYYY-MM-DD")
    as_of: Name = Field(
        default=None,
        description="Only what was known on that day: YYYY, YYYY-MM (their last day) or YYYY-MM-DD",
    )
    strength: Annotated[Strength | None, Blank] = Field(
        default=None, description="At least so well established"
    )

    def filter(self) -> Filter:
        """Resolve the names and dates.

        Raises UnknownActor, UnknownMunition or InvalidField, naming the field.
        """
        suppliers = _find(self.supplier, "supplier")
        recipients = _find(self.recipient, "recipient")
        munition = find_munition(self.munition, field="munition").id if self.munition else None
        return Filter(
            supplier=_only(suppliers),
            recipient=_only(recipients),
            suppliers=suppliers if len(suppliers) > 1 else frozenset(),
            recipients=recipients if len(recipients) > 1 else frozenset(),
            actors=_find(self.actor, "actor"),
            munition=munition,
            stage=self.stage,
            status=self.status,
            since=parse_day(self.since, field="since", last=False) if self.since else None,
            until=parse_day(self.until, field="until", last=True) if self.until else None,
            as_of=parse_day(self.as_of, field="as_of", last=True) if self.as_of else None,
            strength=self.strength,
        )


def _find(names: str | tuple[str, ...], field: str) -> frozenset[str]:
    given = (names,) if isinstance(names, str) else names
    return frozenset(find_actor(name, field=field).id for name in given)


def _only(actors: frozenset[str]) -> str | None:
    return next(iter(actors)) if len(actors) == 1 else None


SEVERAL = frozenset({"supplier", "recipient", "actor"})
"""Parameters of `Wanted` that may be repeated."""


class PageWanted(BaseModel):
    """Which part of a list, in which order, which fields of it, and in which form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(default=100, ge=1, le=MAX_PAGE)
    offset: int = Field(
        default=0, ge=0, le=2**31, description="Rows to pass over; a cursor is steadier"
    )
    cursor: Name = Field(
        default=None, description="Where to go on: taken from `next` or `prev` of an answer"
    )
    sort: Name = Field(default=None, description="Names with commas; with - before one, descending")
    fields: Name = Field(default=None, description="The fields to give: dotted names with commas")
    format: Annotated[Literal["json", "csv", "ndjson"] | None, Blank] = Field(
        default=None, description="Stands above the Accept header"
    )


class ActorsWanted(Wanted, PageWanted):
    """Which claims count, and which actors."""

    q: Name = Field(default=None, description="Part of a label, an id, or a name in any spelling")
    all: bool = Field(default=False, description="Those too that no claim names")


class SuppliesWanted(Wanted, PageWanted):
    """Which supplies, and what a row of them is about."""

    by: Level = Field(
        default=Level.MUNITION,
        description="A row for each munition, each category of munitions, or each pair of actors",
    )


class RelationshipWanted(BaseModel):
    """Which claims between two actors count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    munition: Name = Field(
        default=None, description="Id or name of a munition concept; narrower ones are included"
    )
    stage: Annotated[Stage | None, Blank] = None
    status: Annotated[Status | None, Blank] = None
    since: Name = Field(default=None, description="YYYY, YYYY-MM or YYYY-MM-DD")
    until: Name = Field(default=None, description="YYYY, YYYY-MM or YYYY-MM-DD")
    as_of: Name = Field(default=None, description="Only what was known on that day")
    limit: int = Field(
        default=100, ge=1, le=1000, description="Quotes of each list, and contradictions, at most"
    )

    def between(self, supplier: str, recipient: str) -> Filter:
        """Make the filter for two actor ids; raises as `Wanted.filter` does."""
        asked = Wanted.model_validate(self.model_dump(exclude={"limit"})).filter()
        return replace(asked, supplier=supplier, recipient=recipient)


class ClaimsWanted(Wanted, PageWanted):
    """Which claims."""

    exact: bool = Field(
        default=False,
        description=(
            "The munition itself without its narrower concepts; "
            "with no munition given, claims that name none"
        ),
    )

    def filter(self) -> Filter:
        """Resolve the names and dates; raises as `Wanted.filter` does."""
        return replace(super().filter(), exact=self.exact)


def parse_day(text: str, *, field: str, last: bool) -> date:
    """Read a year, month or day as its first or last day; raises InvalidField."""
    try:
        first_day, last_day = bounds(text) if _DAY.match(text) else (None, None)
    except ValueError:
        first_day = last_day = None
    day = last_day if last else first_day
    if day is None:
        raise InvalidField(
            f"{field} is not a date: {text!r}",
            field=field,
            value=text,
            remedy="Write it as YYYY, YYYY-MM or YYYY-MM-DD",
        )
    return day
