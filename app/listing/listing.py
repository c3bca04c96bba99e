"""A list: its fields, its orders and its answer, for any rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from fastapi import Request, Response

from app.deps import etag_of
from app.listing.arranged import arrange
from app.listing.fields import OPTIONS, Field, Take, objects, pick
from app.listing.forms import MEDIA_TYPES, Form, form_of
from app.listing.links import link_header, links
from app.listing.order import Order, Own, order_by
from app.listing.part import Part, cut
from app.listing.tables import Cells, write_csv
from app.schemas.wanted import PageWanted
from graph.network.cells import NetworkClaim, tell

Words = Callable[[Sequence[Field], Sequence[Any]], Iterable[NetworkClaim]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What can be asked of a list.

    - `name`: the member that holds the rows;
    - `own`: the key of a row in the order in which rows are given;
    - `sorts`: how the values that a client may sort by are taken (`sorts_by`);
    - `cells`: columns of the CSV laid out by hand, by the name of their field;
    - `columns`: those of the CSV unless a client chooses; all when empty;
    - `told`: what this answer says in JSON besides its rows and place (`saying`);
    - `more`: fields that come when a client names them, and not otherwise;
    - `words`: the claims whose words these fields of rows show, to be fetched at once.
    """

    name: str
    fields: tuple[Field, ...]
    own: Own
    sorts: Mapping[str, Take]
    cells: Mapping[str, Cells] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)
    words: Words | None = None
    more: tuple[Field, ...] = ()

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """All that a client can ask for."""
        return (*self.fields, *self.more)

    def saying(self, **told: object) -> Listing:
        """Make the list of an answer that says more than its rows."""
        return replace(self, told=told)

    def order(self, wanted: PageWanted) -> Order:
        """Tell the order that is wanted; raises InvalidField."""
        return order_by(wanted.sort or "", self.sorts, self.own)

    def answer(
        self, request: Request, wanted: PageWanted, rows: Sequence[Any], sequence: int
    ) -> Response:
        """Answer with the part of the rows that is wanted; they come in the list's own order.

        Raises InvalidField for a field, order or cursor that this list has not.
        """
        order = self.order(wanted)
        return self.give(request, wanted, cut(arrange(rows, order), wanted, order), sequence)

    def give(self, request: Request, wanted: PageWanted, part: Part, sequence: int) -> Response:
        """Answer with a part that is cut already."""
        form = form_of(request, wanted.format)
        fields = pick(self.all_fields, wanted.fields) if wanted.fields else self.fields
        found = links(request, part)
        if self.words is not None:
            claims = self.words(fields, part.rows)
            has_kept = form is not Form.CSV and any(field.kept for field in fields)
            tell(one for one in claims if one.shown is None) if has_kept else tell(claims)
        return Response(
            self._write(form, fields, part, self._heading(part, wanted, found, sequence)),
            media_type=MEDIA_TYPES[form],
            headers={
                "ETag": etag_of(request.app.state.materiel, request, sequence),
                "Cache-Control": "no-cache",
                "Vary": "Accept",
                "Link": link_header(request, found),
                "Materiel-Sequence": str(sequence),
                "Materiel-Total": str(part.total),
            },
        )

    def _heading(
        self, part: Part, wanted: PageWanted, found: Mapping[str, str], sequence: int
    ) -> dict[str, Any]:
        return {
            "sequence": sequence,
            "total": part.total,
            "limit": wanted.limit,
            **({} if part.offset is None else {"offset": part.offset}),
            "next": found.get("next"),
            "prev": found.get("prev"),
            **self.told,
        }

    def _write(
        self, form: Form, fields: Sequence[Field], part: Part, heading: dict[str, Any]
    ) -> bytes:
        if form is Form.CSV:
            columns = self.columns if fields is self.fields else ()
            return write_csv(fields, part.rows, self.cells, columns)
        shown = objects(fields, part.rows)
        if form is Form.JSON:
            return orjson.dumps({**heading, self.name: shown}, option=OPTIONS)
        return b"".join(
            orjson.dumps(one, option=OPTIONS | orjson.OPT_APPEND_NEWLINE) for one in shown
        )
