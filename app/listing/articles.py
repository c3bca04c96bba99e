"""The list of articles, which is read from the archive page by page."""

from __future__ import annotations

from operator import attrgetter

from app.listing.cursor import Cursor, read_cursor, write_cursor
from app.listing.fields import fields_of
from app.listing.labels import itself
from app.listing.listing import Listing
from app.listing.order import Order, foreign_cursor
from app.listing.part import Part, Step, refuse_both
from app.schemas.articles import ArticleItem, ArticlesWanted
from graph.archive.archive import Archive
from graph.archive.headings import ArticleHeading, Headings, Span

_NEWEST_FIRST = "-sequence"

ARTICLES = Listing(
    name="articles",
    fields=fields_of(ArticleItem, {"article": itself, "url": lambda row: f"/v1/articles/{row.id}"}),
    own=lambda row: (row.sequence,),
    sorts={"sequence": attrgetter("sequence")},
)


def read_articles(archive: Archive, wanted: ArticlesWanted) -> tuple[Part, int]:
    """Read the part that is wanted, with its sequence number; raises InvalidField for a cursor."""
    order = ARTICLES.order(wanted)
    found = archive.headings(_span(wanted, order))
    part = Part(
        rows=found.rows,
        total=found.total,
        offset=None,
        next=_step(found, wanted, order, before=False) if found.follows else None,
        prev=_step(found, wanted, order, before=True) if found.precedes else None,
    )
    return part, found.sequence


def _span(wanted: ArticlesWanted, order: Order) -> Span:
    refuse_both(wanted, "offset", "after")
    newest_first = order.text == _NEWEST_FIRST
    if not wanted.cursor:
        return Span(
            limit=wanted.limit,
            after=wanted.after,
            newest_first=newest_first,
            skip=wanted.offset,
        )
    cursor = read_cursor(wanted.cursor, order)
    place = cursor.place.values[-1] if cursor.place.values else None
    if not isinstance(place, int):
        raise foreign_cursor()
    return Span(limit=wanted.limit, after=place, newest_first=newest_first, backwards=cursor.before)


def _step(found: Headings, wanted: ArticlesWanted, order: Order, *, before: bool) -> Step | None:
    row: ArticleHeading = found.rows[0 if before else -1]
    if not before and wanted.after is not None:
        return {"after": str(row.sequence)}
    return {"cursor": write_cursor(Cursor(place=order.place(row), passed=0, before=before))}
