"""Articles read again: another reading of each, which is then the current one; none is deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, not_, select, update

from graph.archive.clock import Clock
from graph.archive.current import CURRENT
from graph.archive.deciding import Note, decide, write_note
from graph.archive.engines.protocol import ArchiveEngine
from graph.archive.judging import current_verdicts
from graph.archive.rows import Rows, read_row, write_rows
from graph.archive.schema import ChangeKind, articles, changes, readings, totals
from graph.archive.trail import Action, record
from graph.claims.article import Article
from graph.claims.claim import Extractor
from graph.claims.reading import ReadArticle, Reading
from graph.errors import NotFound

AT_ONCE = 100
"""Articles that are held at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """An article as it stood, and as it is with its new reading.

    `is_new` is False where nothing was written: it is withdrawn, or the reading says what the
    current one says.
    """

    before: ReadArticle
    now: ReadArticle
    is_new: bool


class Rereading:
    """Other readings of articles in an archive; raises StorageError when that lets it down."""

    def __init__(self, engine: ArchiveEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def known(self, article_ids: Collection[str]) -> Mapping[str, bool]:
        """Tell which of these articles are here, and of each whether it stands."""
        last = (
            select(func.max(changes.c.sequence))
            .where(changes.c.article_id.in_(list(article_ids)))
            .group_by(changes.c.article_id)
        )
        query = select(changes.c.article_id, changes.c.kind).where(changes.c.sequence.in_(last))
        with self._engine.reading() as connection:
            rows = connection.execute(query).all()
        return {row.article_id: row.kind != ChangeKind.WITHDRAWN.value for row in rows}

    def due(self, current: Extractor | None) -> Iterator[ReadArticle]:
        """Yield what stands and was not read last by this extractor; all that stands for None.

        In the order of ids, so that what changes meanwhile comes once. Holds a batch at a time and
        no transaction between batches.
        """
        query = _due(current).order_by(None).order_by(articles.c.id).limit(AT_ONCE)
        last = ""
        while True:
            with self._engine.reading() as connection:
                found = _read(connection, query.where(articles.c.id > last), self._engine.place)
            yield from found
            if len(found) < AT_ONCE:
                return
            last = found[-1].article.id

    def count_due(self, current: Extractor | None) -> int:
        """Count what `due` would yield now."""
        query = _due(current).order_by(None).with_only_columns(func.count())
        with self._engine.reading() as connection:
            return connection.execute(query).scalar_one()

    def add_many(self, pairs: Sequence[tuple[Article, Reading]]) -> tuple[Reread, ...]:
        """Keep other readings of articles that are here, all or none; they are then current ones.

        Verdicts stay, and count for claims whose id is the same. Raises NotFound, and as
        `Archive.add_many` does.
        """
        if not pairs:
            return ()
        self._engine.require_space()
        note = write_note(who=None, why=None, now=self._clock())
        offered = [write_rows(article, reading, now=note.at) for article, reading in pairs]
        ids = [article.id for article, _ in pairs]
        reread: list[Reread] = []
        with self._engine.writing() as connection:
            query = CURRENT.where(changes.c.article_id.in_(ids))
            stand = {read.article.id: read for read in _read(connection, query, self._engine.place)}
            for (article, reading), rows in zip(pairs, offered, strict=True):
                if article.id not in stand:
                    raise NotFound("article", article.id)
                one = _add(connection, stand[article.id], (reading, rows), note)
                stand[article.id] = one.now
                reread.append(one)
            new = [one.now.article.id for one in reread if one.is_new]
            record(connection, Action.REREAD, *new, now=note.at)
        return tuple(reread)


def _due(current: Extractor | None) -> Select[Any]:
    query = CURRENT.where(changes.c.kind != ChangeKind.WITHDRAWN.value)
    if current is None:
        return query
    is_current = and_(readings.c.extractor == current.name, readings.c.version == current.version)
    return query.where(not_(is_current))


def _read(connection: Connection, query: Select[Any], place: str) -> list[ReadArticle]:
    rows = connection.execute(query).mappings().all()
    judged = current_verdicts(connection, [row["id"] for row in rows], place)
    return [read_row(row, judged.get(row["id"], ()), place) for row in rows]


def _add(
    connection: Connection, before: ReadArticle, offered: tuple[Reading, Rows], note: Note
) -> Reread:
    reading, rows = offered
    if before.withdrawn is not None or before.reading == reading:
        return Reread(before=before, now=before, is_new=False)
    # The k-th reading of an article is that of the k-th change that brings one: history.py.
    sequence = decide(connection, before.article.id, ChangeKind.REREAD, note)
    connection.execute(insert(readings), rows.reading)
    now = replace(before, reading=reading, sequence=sequence, read_at=note.at)
    gained = len(now.standing_claims()) - len(before.standing_claims())
    connection.execute(
        update(totals).values(claims=totals.c.claims + gained, readings=totals.c.readings + 1)
    )
    return Reread(before=before, now=now, is_new=True)
