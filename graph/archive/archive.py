"""The archive: articles and their readings, durable once acknowledged."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Select, select

from graph.archive.adding import Added, insert_articles
from graph.archive.briefs import AT_ONCE, Made, keep_briefs, read_briefs
from graph.archive.clock import Clock, utc_now
from graph.archive.current import CURRENT, WITHDRAWN, changed_at
from graph.archive.deciding import Note, write_note
from graph.archive.engines.choosing import open_engine
from graph.archive.engines.protocol import ArchiveEngine
from graph.archive.engines.sqlite import FILE
from graph.archive.headings import Headings, Span, read_headings
from graph.archive.history import last_before, revise
from graph.archive.judging import (
    Judged,
    check_ruling,
    current_verdicts,
    read_verdicts,
    write_verdict,
)
from graph.archive.keys import Keys
from graph.archive.muting import Muted, check_hearing, read_hearings, read_muted, write_hearing
from graph.archive.places import read_standing
from graph.archive.rereading import Rereading
from graph.archive.rows import read_moment, read_row, write_rows
from graph.archive.schema import (
    ChangeKind,
    articles,
    changes,
    prepare_tables,
    totals,
    withdrawn_claims,
)
from graph.archive.standing import Changed, change_standing
from graph.archive.trail import Action, Trail, record
from graph.archive.wordings import read_wordings
from graph.claims.article import Article
from graph.claims.brief import BriefArticle, Marker, Wording
from graph.claims.publisher import Hearing, PublisherVerdict
from graph.claims.reading import ReadArticle, Reading, Revision
from graph.claims.verdict import Ruling, Verdict
from graph.errors import InvalidField, NotFound, StorageError

__all__ = ["BATCH", "FILE", "Archive", "ArchiveCounts"]

BATCH = 100
"""Articles that `since` holds at a time."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCounts:
    """How much stands, with `withdrawn` articles beside it.

    `claims` are those of current readings that were not rejected.
    """

    articles: int
    claims: int
    readings: int
    withdrawn: int


class Archive:
    """Articles and readings in one database; any number of threads and processes may use it.

    Every method raises StorageError (ArchiveLocked, ArchiveDamaged) when that lets it down.
    """

    def __init__(self, engine: ArchiveEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self.keys = Keys(engine, clock)
        self.trail = Trail(engine, clock)
        self.rereading = Rereading(engine, clock)

    @classmethod
    def open(cls, folder: Path, *, address: str | None = None, clock: Clock = utc_now) -> Self:
        """Open the archive of a data folder, or make both; with an address, that on PostgreSQL.

        The clock tells when articles are read, withdrawn and restored, and claims judged. Raises
        StorageError, InvalidField for an address that is none.
        """
        engine = open_engine(folder, address)
        try:
            prepare_tables(engine)
            return cls(engine, clock)
        except StorageError:
            engine.close()
            raise

    def add(self, article: Article, reading: Reading) -> Added:
        """Keep an article and its reading; on return they are on the disk, or were already.

        Raises ValueError for a reading with a quote that is not in the text or a date that is
        none, NotText for letters that no encoding can hold.
        """
        return self.add_many([(article, reading)])[0]

    def add_many(self, pairs: Sequence[tuple[Article, Reading]]) -> tuple[Added, ...]:
        """Keep several in one transaction: all of them or, if anything fails, none.

        Raises StorageFull, too, while there is space, when only the reserve is left.
        """
        if pairs:
            self.require_space()
        now = self._clock()
        offered = [write_rows(article, reading, now=now) for article, reading in pairs]
        with self._engine.writing() as connection:
            added = insert_articles(connection, offered)
            new = [one.article_id for one in added if one.is_new]
            record(connection, Action.ADDED, *new, now=now)
        return added

    def require_space(self) -> None:
        """Raise StorageFull when only the reserve is left, which is for no more articles.

        What is left on the disk of a database server is not known here: it says so when it is full.
        """
        self._engine.require_space()

    def check_writable(self, seconds: float) -> None:
        """Raise StorageError unless a transaction can write, tried for real; nothing is left of it.

        Waits so long for others who write.
        """
        self._engine.check_writable(seconds)

    def size(self) -> int:
        """Tell how many bytes the archive takes on its disk."""
        return self._engine.size()

    def withdraw(self, article_id: str, *, who: str | None, why: str) -> Changed:
        """Let an article stand no longer; on return that is on the disk. Nothing of it is deleted.

        One that is withdrawn already stays so, with the reason given first. Raises NotFound,
        InvalidField for no reason, NotText for letters that no encoding can hold.
        """
        note = write_note(who=who, why=why, now=self._clock())
        if note.why is None:
            raise InvalidField("No reason is given", field="why", remedy="Say why it is withdrawn")
        return self._decide(article_id, ChangeKind.WITHDRAWN, note)

    def restore(self, article_id: str, *, who: str | None, why: str | None) -> Changed:
        """Let a withdrawn article stand again, with its readings; on return that is on the disk.

        One that stands already stays as it is. Raises NotFound, and NotText as `withdraw` does.
        """
        note = write_note(who=who, why=why, now=self._clock())
        return self._decide(article_id, ChangeKind.RESTORED, note)

    def judge(
        self, article_id: str, claim_id: str, ruling: Ruling, *, who: str, why: str | None
    ) -> Judged:
        """Keep a person's verdict on a claim; on return it is on the disk. The claim stays.

        One that says what the newest on this claim says, from the same person, changes nothing.
        Raises NotFound, Withdrawn, MissingField for no `who`, or no `why` where the claim is not
        accepted, NotText as `withdraw` does, and as `make_correction` does.
        """
        note = write_note(who=who, why=why, now=self._clock())
        with self._engine.writing() as connection:
            read = self._need(connection, article_id)
            return write_verdict(connection, read, check_ruling(read, claim_id, ruling, note))

    def hear(self, article_id: str, decision: Hearing, *, who: str, why: str | None) -> Muted:
        """Mute the publisher of an article, or hear it again; on return that is on the disk.

        Nothing of it is deleted. A verdict that says what the newest says changes nothing. Raises
        NotFound, Withdrawn, InvalidField where the article has no publisher, MissingField for no
        `who`, or no `why` of one that is muted, NotText as `withdraw` does.
        """
        note = write_note(who=who, why=why, now=self._clock())
        with self._engine.writing() as connection:
            verdict = check_hearing(self._need(connection, article_id), decision, note)
            return write_hearing(connection, article_id, verdict, self._engine.place)

    def hearings(self, publisher: str) -> tuple[PublisherVerdict, ...]:
        """Give all verdicts on a publisher, by its id, the newest last, which counts."""
        with self._engine.reading() as connection:
            return read_hearings(connection, publisher, self._engine.place)

    def muted(self, until: int | None = None) -> frozenset[str]:
        """Give the ids of all publishers that are muted, or were at a sequence number."""
        with self._engine.reading() as connection:
            return read_muted(connection, self._engine.place, until=until)

    def verdicts(self, claim_id: str) -> tuple[Verdict, ...]:
        """Give all verdicts on a claim, the newest last, which counts."""
        with self._engine.reading() as connection:
            return read_verdicts(connection, claim_id, self._engine.place)

    def find(self, article_id: str) -> ReadArticle | None:
        """Find an article with its current reading, withdrawn or not."""
        with self._engine.reading() as connection:
            return self._find(connection, article_id)

    def find_withdrawn(self, claim_id: str) -> ReadArticle | None:
        """Find the article that took a claim with it when it was withdrawn."""
        query = select(withdrawn_claims.c.article_id).where(withdrawn_claims.c.claim_id == claim_id)
        with self._engine.reading() as connection:
            article_id = connection.execute(query).scalar()
            return None if article_id is None else self._find(connection, article_id)

    def headings(self, span: Span) -> Headings:
        """List some of the articles that stand, without their texts."""
        with self._engine.reading() as connection:
            return read_headings(connection, span, self._engine.place)

    def known(self, article_id: str) -> bool:
        """Tell whether the article is here, withdrawn or not."""
        query = select(articles.c.id).where(articles.c.id == article_id)
        with self._engine.reading() as connection:
            return connection.execute(query).first() is not None

    def since(self, sequence: int) -> Iterator[ReadArticle]:
        """Yield what changed after this sequence number, in order, with current readings.

        Withdrawn articles come too, as such: whoever follows must forget them. An article that
        changes again meanwhile comes once more. Holds a batch at a time and no transaction between
        batches, so that a slow reader keeps nobody waiting.
        """
        return self._changed(CURRENT, sequence)

    def briefs(self, sequence: int, marker: Marker) -> Iterator[BriefArticle]:
        """Yield what `since` does, in brief and with marks: several times as fast.

        They are kept beside the readings, and made of them first where they are not, or with other
        marks. What they were made of is looked at when its words are asked for.
        """
        while True:
            with self._engine.reading() as connection:
                found = read_briefs(connection, sequence, marker, self._engine.place)
            self._keep_briefs(found.made)
            yield from found.articles
            if len(found.articles) < AT_ONCE:
                return
            sequence = found.articles[-1].sequence

    def standing(self) -> tuple[frozenset[str], int]:
        """Name the articles that stand, and the sequence number at which they do."""
        with self._engine.reading() as connection:
            return read_standing(connection)

    def wordings(self, readings: Collection[int]) -> Mapping[int, Wording]:
        """Give the words of some readings by their numbers, as `briefs` gives them.

        A reading is never changed or deleted, so that they belong to any state that told of it.
        """
        with self._engine.reading() as connection:
            return read_wordings(connection, readings, self._engine.place)

    def withdrawn(self, sequence: int = 0) -> Iterator[ReadArticle]:
        """Yield the articles that were withdrawn after this sequence number, and still are."""
        return self._changed(WITHDRAWN, sequence)

    def revised(self, sequence: int, *, after: int | None = None) -> Iterator[Revision]:
        """Yield what changed after this sequence number, in order, as it stood then and is now.

        With `after`, a later number, only what changed after that: for who has read so far.
        """
        for reads in self._batches(CURRENT, sequence if after is None else after):
            with self._engine.reading() as connection:
                revised = revise(connection, reads, sequence, self._engine.place)
            yield from revised

    def last_before(self, moment: datetime) -> int:
        """Tell the number of the last change made before a moment (with time zone), or 0."""
        with self._engine.reading() as connection:
            return last_before(connection, moment)

    def sequence(self) -> int:
        """Tell the number of the last change, 0 when empty; costs little."""
        return self._engine.sequence()

    def wait(self, after: int, timeout: float) -> int:
        """Wait until there is a change with a higher number, or for so many seconds.

        Gives the number of the last change. Changes of all processes end it: PostgreSQL tells, a
        file of SQLite is looked at 50 times a second.
        """
        return self._engine.wait(after, timeout)

    def changed_at(self, sequence: int) -> datetime | None:
        """Tell when the change of this number was made, in UTC; None if there is none."""
        with self._engine.reading() as connection:
            made_at = connection.execute(changed_at(sequence)).scalar()
        return None if made_at is None else read_moment(made_at, self._engine.place)

    def counts(self) -> ArchiveCounts:
        """Tell how much stands, and how much is withdrawn, from kept totals."""
        with self._engine.reading() as connection:
            row = connection.execute(select(totals)).one()
        return ArchiveCounts(
            articles=row.articles,
            claims=row.claims,
            readings=row.readings,
            withdrawn=row.withdrawn,
        )

    def close(self) -> None:
        """Let go of the file; closing again does nothing."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _changed(self, kept: Select[Any], sequence: int) -> Iterator[ReadArticle]:
        for reads in self._batches(kept, sequence):
            yield from reads

    def _batches(self, kept: Select[Any], sequence: int) -> Iterator[list[ReadArticle]]:
        while True:
            query = kept.where(changes.c.sequence > sequence).limit(BATCH)
            with self._engine.reading() as connection:
                rows = connection.execute(query).mappings().all()
                judged = current_verdicts(
                    connection, [row["id"] for row in rows], self._engine.place
                )
            yield [read_row(row, judged.get(row["id"], ()), self._engine.place) for row in rows]
            if len(rows) < BATCH:
                return
            sequence = rows[-1]["sequence"]

    def _keep_briefs(self, made: Sequence[Made]) -> None:
        if not made:
            return
        try:
            with self._engine.writing() as connection:
                keep_briefs(connection, made)
        except StorageError:
            # Nothing is lost: they are made again next time, which takes longer.
            _log.warning("%d readings in brief were not kept", len(made), exc_info=True)

    def _find(self, connection: Connection, article_id: str) -> ReadArticle | None:
        query = CURRENT.where(changes.c.article_id == article_id)
        row = connection.execute(query).mappings().first()
        if row is None:
            return None
        judged = current_verdicts(connection, [article_id], self._engine.place)
        return read_row(row, judged.get(article_id, ()), self._engine.place)

    def _need(self, connection: Connection, article_id: str) -> ReadArticle:
        read = self._find(connection, article_id)
        if read is None:
            raise NotFound("article", article_id)
        return read

    def _decide(self, article_id: str, kind: ChangeKind, note: Note) -> Changed:
        with self._engine.writing() as connection:
            return change_standing(connection, self._need(connection, article_id), kind, note)
