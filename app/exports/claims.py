"""Claims as they stand, as lines: JSON or CSV, in the order in which they became known."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from pydantic import BaseModel

from app.schemas.claims import ClaimOut
from app.schemas.tables import safe_cell
from graph.claims.actor import describe_actor
from graph.claims.edtf import bounds, is_edtf
from graph.claims.munition import munitions
from graph.claims.reading import ReadArticle

_ADDED, _WITHDRAWN = "added", "withdrawn"
COLUMNS = (
    *("change", "sequence", "id", "article", "title", "publisher", "published", "url"),
    *("supplier", "supplier_label", "recipient", "recipient_label", "munition", "munition_label"),
    *("munition_text", "designation", "stage", "status", "source", "source_kind"),
    *("quantity_text", "quantity_min", "quantity_max", "quantity_unit", "quantity_approximate"),
    *("value_amount", "value_currency", "date", "earliest", "latest", "via"),
    *("quote", "start", "end", "confidence", "extractor", "extractor_version"),
)


def claims_ndjson(reads: Iterable[ReadArticle]) -> Iterator[bytes]:
    """Write a JSON object a line: a claim with its article, or an article that was withdrawn."""
    for read in reads:
        head = _head(read)
        if read.withdrawn is not None:
            yield orjson.dumps(head, option=orjson.OPT_APPEND_NEWLINE)
            continue
        for claim_id, claim in read.standing_claims():
            told = ClaimOut.of(claim_id, read.article.id, claim).model_dump(mode="json")
            yield orjson.dumps({**told, **head}, option=orjson.OPT_APPEND_NEWLINE)


def claims_csv(reads: Iterable[ReadArticle]) -> Iterator[bytes]:
    """Write a row a claim, flat (RFC 4180); a withdrawn article is a row without a claim."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=COLUMNS, restval=None, lineterminator="\r\n")
    writer.writeheader()
    for read in reads:
        for cells in _cells(read):
            writer.writerow({name: safe_cell(value) for name, value in cells.items()})
        yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    written = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return written


def _head(read: ReadArticle) -> dict[str, Any]:
    article = read.article
    return {
        "change": _ADDED if read.withdrawn is None else _WITHDRAWN,
        "sequence": read.sequence,
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }


def _cells(read: ReadArticle) -> Iterator[dict[str, Any]]:
    head = _head(read)
    if read.withdrawn is not None:
        yield head
        return
    for claim_id, claim in read.standing_claims():
        told = ClaimOut.of(claim_id, read.article.id, claim)
        is_dated = claim.date is not None and is_edtf(claim.date)
        earliest, latest = bounds(claim.date) if claim.date and is_dated else (None, None)
        yield {
            **head,
            **told.model_dump(include=_PLAIN, mode="json"),
            "supplier_label": describe_actor(claim.supplier).label,
            "recipient_label": describe_actor(claim.recipient).label,
            "munition_label": munitions()[claim.munition].label if claim.munition else None,
            **_flat("source", told.source, name="source", kind="source_kind"),
            **_flat("quantity", told.quantity),
            **_flat("value", told.value),
            "earliest": earliest,
            "latest": latest,
            "via": ";".join(claim.via),
            "extractor": claim.extractor.name,
            "extractor_version": claim.extractor.version,
        }


_PLAIN = {
    *("id", "article", "supplier", "recipient", "munition", "munition_text", "designation"),
    *("stage", "status", "date", "quote", "start", "end", "confidence"),
}


def _flat(prefix: str, part: BaseModel | None, **renamed: str) -> dict[str, Any]:
    if part is None:
        return {}
    return {
        renamed.get(name, f"{prefix}_{name}"): value
        for name, value in part.model_dump(mode="json").items()
    }
