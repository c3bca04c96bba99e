"""The words of readings, many at a time, for answers that show them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import overload

import orjson
from sqlalchemy import Connection, select

from graph.archive.digests import compare, reading_digest
from graph.archive.records import Record, read_claim
from graph.archive.rows import damaged
from graph.archive.schema import articles, readings
from graph.claims.brief import Wording
from graph.claims.claim import Claim, Extractor

_WORDING = select(
    articles.c.id,
    articles.c.title,
    articles.c.url,
    readings.c.id.label("reading"),
    readings.c.extractor,
    readings.c.version,
    readings.c.claims,
    readings.c.digest,
).join(articles, articles.c.id == readings.c.article_id)
_MOST = 10_000
"""Parameters of a query; SQLite takes three times as many."""


def read_wordings(
    connection: Connection, numbers: Collection[int], place: str
) -> Mapping[int, Wording]:
    """Read the words of readings by their numbers; raises ArchiveDamaged."""
    found: dict[int, Wording] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), _MOST):
        query = _WORDING.where(readings.c.id.in_(wanted[start : start + _MOST]))
        for row in connection.execute(query):
            extractor = _extractor(row.extractor, row.version)
            try:
                compare(row.digest, reading_digest(row.id, extractor, row.claims))
                claims = _Claims(orjson.loads(row.claims))
            except ValueError as wrong:
                raise damaged(row.id, place, wrong) from wrong
            found[row.reading] = Wording(title=row.title, url=row.url, claims=claims)
    return found


class _Claims(Sequence[Claim]):
    """Claims that are read from their records when they are first asked for."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records: list[Record | Claim] = list(records)

    @overload
    def __getitem__(self, place: int) -> Claim: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Claim]: ...

    def __getitem__(self, place: int | slice) -> Claim | Sequence[Claim]:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        known = self._records[place]
        if not isinstance(known, Claim):
            known = self._records[place] = read_claim(known)
        return known

    def __len__(self) -> int:
        return len(self._records)


@lru_cache(maxsize=64)
def _extractor(name: str, version: str) -> Extractor:
    return Extractor(name=name, version=version)
