"""The tables of the archive; a change of them is a new SCHEMA_VERSION."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    insert,
    inspect,
    select,
)

from graph.archive.dialects import number, text, words
from graph.archive.engines.protocol import ArchiveEngine
from graph.errors import ArchiveDamaged, StorageError

SCHEMA_VERSION = 7
"""Version of these tables; an archive of a higher one was written by a newer Materiel."""

_VERSION_KEY = "schema_version"


class ChangeKind(StrEnum):
    """What happened to an article; the last that did says whether it stands.

    Nothing is reviewed of an article that is withdrawn.
    """

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REVIEWED = "reviewed"
    REREAD = "reread"
    """It got another reading, the current one from then on."""
    PUBLISHER = "publisher"
    """Its publisher was muted, or is heard again; of the article itself nothing changed."""


BRINGS_READING = frozenset({ChangeKind.ADDED.value, ChangeKind.REREAD.value})
"""Each of these changes of an article has a reading, in the same order."""

tables = MetaData()

meta = Table(
    "meta",
    tables,
    Column("key", text(), primary_key=True),
    Column("value", text(), nullable=False),
)

articles = Table(
    "articles",
    tables,
    Column("id", text(32), primary_key=True),
    Column("text", words(), nullable=False),
    Column("title", words()),
    Column("published", text(10)),  # ISO day
    Column("publisher", words()),
    Column("url", words()),
    Column("digest", text(64), nullable=False),  # of the columns above, against silent damage
    Column("ingested_at", text(), nullable=False),  # UTC, ISO 8601
)

readings = Table(
    "readings",
    tables,
    Column("id", number(), primary_key=True),  # the newest of an article is the current one
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("extractor", text(), nullable=False),
    Column("version", text(), nullable=False),
    Column("claims", words(), nullable=False),  # canonical JSON, see records.py
    Column("digest", text(64), nullable=False),
    Column("made_at", text(), nullable=False),
    Index("readings_of_article", "article_id", "id"),
)

changes = Table(
    "changes",
    tables,
    Column("sequence", number(), primary_key=True, autoincrement=False),  # in commit order, no gaps
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("kind", text(), nullable=False),
    Index("changes_of_article", "article_id", "sequence"),
)

decisions = Table(
    "decisions",
    tables,
    Column("sequence", ForeignKey("changes.sequence"), primary_key=True),  # all but added
    Column("who", words()),  # never null for what was reviewed
    Column("why", words()),  # never null for what was withdrawn
    Column("made_at", text(), nullable=False),  # UTC, ISO 8601
    # Of all that and of the change. Empty, which is none, where an older Materiel wrote beside.
    Column("digest", text(64), nullable=False, server_default=""),
)

withdrawn_claims = Table(
    "withdrawn_claims",
    tables,
    Column("claim_id", text(32), primary_key=True),  # kept while its article is withdrawn
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
)

verdicts = Table(
    "verdicts",
    tables,
    Column("sequence", ForeignKey("decisions.sequence"), primary_key=True),  # who, why and when
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("claim_id", text(32), nullable=False, index=True),
    Column("decision", text(), nullable=False),
    Column("correction", words()),  # canonical JSON, see records.py
    Column("digest", text(64), nullable=False),
)

mutings = Table(
    "mutings",
    tables,
    Column("sequence", ForeignKey("decisions.sequence"), primary_key=True),  # who, why and when
    Column("publisher", words(), nullable=False),  # its id, see claims/publisher.py
    Column("name", words(), nullable=False),  # as the article spells it
    Column("decision", text(), nullable=False),
    Column("digest", text(64), nullable=False),
    # By hash, as names may be longer than what PostgreSQL keeps in order.
    Index("ix_mutings_publisher", "publisher", postgresql_using="hash"),
)

briefs = Table(
    "briefs",
    tables,
    # A reading without its words, and what was worked out of them: it can be made again.
    Column("reading_id", ForeignKey("readings.id"), primary_key=True),
    Column("version", text(), nullable=False),  # of the way in which marks are made
    Column("claims", LargeBinary, nullable=False),  # JSON, see records.py
    Column("marks", LargeBinary, nullable=False),
    Column("digest", text(64), nullable=False),  # of all that, and of article and reading
)

api_keys = Table(
    "api_keys",
    tables,
    Column("id", text(12), primary_key=True),  # the part of a key that may be known
    Column("digest", text(64), nullable=False),  # SHA-256 of the whole key, which is not kept
    Column("name", words(), nullable=False),  # of its holder
    Column("scopes", text(), nullable=False),  # words, see keys.py
    Column("created_at", text(), nullable=False),  # UTC, ISO 8601, as all times here
    Column("expires_at", text()),
    Column("revoked_at", text()),
    Column("last_used", text()),  # not written for every use
    Column("row_digest", text(64), nullable=False, server_default=""),
)

audit = Table(
    "audit",
    tables,
    Column("id", number(), primary_key=True),  # in the order of commits, no gaps
    Column("at", text(), nullable=False, index=True),
    Column("door", text(), nullable=False),
    Column("key_id", text(12)),  # none for what needed no key
    Column("address", text()),
    Column("request_id", text()),
    Column("action", text(), nullable=False),
    Column("subject", text(), nullable=False),  # id of an article, a claim or a key
    Column("outcome", text(), nullable=False),
    Column("digest", text(64), nullable=False, server_default=""),
)

totals = Table(
    "totals",
    tables,
    Column("id", number(), primary_key=True),  # one row, id 1, kept in the same transaction
    Column("articles", number(), nullable=False),  # that stand, as all here but `withdrawn`
    Column("claims", number(), nullable=False),
    Column("readings", number(), nullable=False),
    Column("withdrawn", number(), nullable=False, server_default="0"),
)


revision = Table(
    "alembic_version",  # as Alembic calls it
    tables,
    Column("version_num", String(32), primary_key=True),  # four digits of the version
)


def prepare_tables(engine: ArchiveEngine) -> None:
    """Make the tables in an empty place, or bring those of an older version up to date.

    Refuses tables of another kind or of a newer version.
    """
    with engine.reading() as connection:
        names = inspect(connection).get_table_names()
        version = _version(connection, engine.place) if meta.name in names else None
    if not names:
        _create(engine)
        return
    if version is None:
        raise StorageError(f"{engine.place} holds other tables, and is no archive of Materiel")
    if version > SCHEMA_VERSION:
        raise StorageError(
            f"The archive {engine.place} has version {version} and was written by a newer "
            f"Materiel; this one reads up to version {SCHEMA_VERSION}. Upgrade Materiel to open it"
        )
    if version < SCHEMA_VERSION:
        _upgrade(engine)


def revision_of(version: int) -> str:
    """Name the revision of a version, as Alembic has it."""
    return f"{version:04d}"


def _version(connection: Connection, place: str) -> int:
    version = connection.execute(select(meta.c.value).where(meta.c.key == _VERSION_KEY)).scalar()
    if version is None or not version.isdecimal() or int(version) < 1:
        raise ArchiveDamaged(f"The archive {place} does not tell its version ({version!r})")
    return int(version)


def _create(engine: ArchiveEngine) -> None:
    version = {"key": _VERSION_KEY, "value": str(SCHEMA_VERSION)}
    with engine.writing() as connection:
        # Another process may have made them between our look and our lock.
        if not inspect(connection).get_table_names():
            tables.create_all(connection)
            connection.execute(insert(meta), version)
            connection.execute(insert(revision), {"version_num": revision_of(SCHEMA_VERSION)})
            connection.execute(insert(totals), {"id": 1, "articles": 0, "claims": 0, "readings": 0})


def _upgrade(engine: ArchiveEngine) -> None:
    """Go from version to version in one transaction: whoever is killed here has changed nothing."""
    from graph.archive.migrations import upgrade  # takes its time to import

    with engine.writing() as connection:
        # Another process may have done it between our look and our lock.
        version = _version(connection, engine.place)
        if version < SCHEMA_VERSION:
            upgrade(connection, version)
