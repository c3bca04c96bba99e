"""Supplies as CSV, the same columns from REST and from the command line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from app.schemas.supplies import SupplyOut
from graph.claims.edtf import bounds

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def supplies_csv(rows: Iterable[SupplyOut]) -> str:
    """Write the rows as CSV (RFC 4180), with the first quote of each."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: safe_cell(value) for name, value in supply_cells(row).items()})
    return out.getvalue()


def supply_cells(row: SupplyOut) -> Mapping[str, object]:
    """Lay a row flat: one cell a column, stages and names joined by `;`."""
    quote = row.quotes[0] if row.quotes else None
    return {
        "supplier": row.supplier.id,
        "supplier_label": row.supplier.label,
        "recipient": row.recipient.id,
        "recipient_label": row.recipient.label,
        "munition": row.munition.id if row.munition else None,
        "munition_label": row.munition.label if row.munition else None,
        "claims": row.claims,
        "articles": row.articles,
        "sources": row.sources,
        "first": row.first,
        "last": row.last,
        "first_reported": row.first_reported,
        "last_reported": row.last_reported,
        "status": row.status.value,
        "stages": ";".join(stage.value for stage in row.stages),
        "disputed": row.disputed,
        "quote": quote.quote if quote else None,
        "quote_source": quote.source.name if quote and quote.source else None,
        "quote_publisher": quote.article.publisher if quote else None,
        "quote_published": quote.article.published if quote else None,
        "quote_url": quote.article.url if quote else None,
        "quote_claim": quote.claim_id if quote else None,
        "origins": row.origins,
        "strength": row.strength.value if row.strength else None,
        "contested": row.contested,
        "suspended": row.suspended,
    }


def tell_time(row: SupplyOut) -> str:
    """Say when: the time of the events, else of the reports, as short as it is exact."""
    if row.first or row.last:
        return _span(row.first, row.last)
    if row.first_reported and row.last_reported:
        reported = _span(row.first_reported.isoformat(), row.last_reported.isoformat())
        return f"reported {reported}"
    return ""


def _span(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return f"{first or '…'} to {last or '…'}"
    starts, ends = bounds(first)[0], bounds(last)[1]
    for length in (len("2025"), len("2025-10")):
        if bounds(first[:length])[0] == starts and bounds(last[:length])[1] == ends:
            first, last = first[:length], last[:length]
            break
    return first if first == last else f"{first} to {last}"


COLUMNS = (
    *("supplier", "supplier_label", "recipient", "recipient_label", "munition", "munition_label"),
    *("claims", "articles", "sources", "first", "last", "first_reported", "last_reported"),
    *("status", "stages", "disputed", "quote", "quote_source", "quote_publisher"),
    *("quote_published", "quote_url", "quote_claim"),
    *("origins", "strength", "contested", "suspended"),
)


def safe_cell(value: object) -> object:
    """Keep a spreadsheet from running an article's words as a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
