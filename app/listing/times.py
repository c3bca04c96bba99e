"""The lists of months, and of what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from app.listing.fields import Field, fields_of, sorts_by
from app.listing.kept import keep
from app.listing.labels import actor_takes, munition_takes
from app.listing.listing import Listing
from app.listing.order import Scalar
from app.listing.supplies import SUPPLIES, supplies_for
from app.schemas.times import ChangeOut, MonthOut
from app.wiring import Materiel
from graph.claims.reading import Revision
from graph.network.changes import Change, Changes, find_changes
from graph.network.filter import Filter
from graph.network.supplies import SupplyRow
from graph.network.timeline import Clock, Pace, Timeline, timeline

_MONTH_FIELDS = fields_of(
    MonthOut,
    {"stages.stage": lambda counted: counted[0], "stages.claims": lambda counted: counted[1]},
)

MONTHS = Listing(
    name="months",
    fields=_MONTH_FIELDS,
    own=lambda month: (month.month,),
    sorts=sorts_by(_MONTH_FIELDS, "month", "claims", "articles", "disputing"),
)

_SIDES = ("before", "now")


def _own(change: Change) -> tuple[Scalar, ...]:
    return change.supplier, change.recipient, change.munition or ""


def _of_row(name: str, row: SupplyRow | None) -> object:
    return None if row is None else attrgetter(name)(row)


def _with_rows(fields: Sequence[Field], supplies: Listing) -> tuple[Field, ...]:
    return tuple(
        replace(field, fields=supplies.fields) if field.name in _SIDES else field
        for field in fields
    )


_CHANGE_FIELDS = _with_rows(
    fields_of(
        ChangeOut,
        {
            **actor_takes("supplier"),
            **actor_takes("recipient"),
            **munition_takes("munition"),
            "articles": lambda change: [f"/v1/articles/{one}" for one in change.articles],
        },
    ),
    SUPPLIES,
)

CHANGES = Listing(
    name="changes",
    fields=_CHANGE_FIELDS,
    own=_own,
    sorts=sorts_by(_CHANGE_FIELDS, "supplier.label", "recipient.label", "munition.label"),
    cells={
        side: {
            f"{side}_{name}": partial(_of_row, name)
            for name in ("claims", "origins", "strength", "contested", "suspended")
        }
        for side in _SIDES
    },
)


def list_months(materiel: Materiel, wanted: Filter, *, clock: Clock, by: Pace) -> Timeline:
    """List what claims tell month by month, kept until something is added."""
    return keep(
        materiel,
        ("months", wanted, clock, by),
        lambda: timeline(materiel.network, wanted, clock=clock, by=by),
    )


def changes_for(wanted: Filter) -> Listing:
    """Give the list whose rows lead to the claims that match."""
    return replace(CHANGES, fields=_with_rows(_CHANGE_FIELDS, supplies_for(wanted)))


def list_changes(materiel: Materiel, since: int, wanted: Filter) -> Changes:
    """List what changed after a sequence number, kept for whoever asks for the next page."""
    return keep(
        materiel, ("changes", since, wanted), lambda: _find_changes(materiel, since, wanted)
    )


def _find_changes(materiel: Materiel, since: int, wanted: Filter) -> Changes:
    materiel.pipeline.catch_up_network()

    def read(after: int) -> Iterator[Revision]:
        return materiel.archive.revised(since, after=after)

    muted = materiel.archive.muted(until=since)
    found = find_changes(materiel.network, since, read, wanted, muted)
    return replace(found, changes=tuple(sorted(found.changes, key=_own)))
