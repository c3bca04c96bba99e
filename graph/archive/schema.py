"""The tables of the archive; a change of them is a new SCHEMA_VERSION."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
)

from graph.archive.engine import WRITES
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
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

articles = Table(
    "articles",
    tables,
    Column("id", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("published", String(10)),  # ISO day
    Column("publisher", Text),
    Column("url", Text),
    Column("digest", String(64), nullable=False),  # of the columns above, against silent damage
    Column("ingested_at", String, nullable=False),  # UTC, ISO 8601
)

readings = Table(
    "readings",
    tables,
    Column("id", Integer, primary_key=True),  # the newest of an article is the current one
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("extractor", String, nullable=False),
    Column("version", String, nullable=False),
    Column("claims", Text, nullable=False),  # canonical JSON, see records.py
    Column("digest", String(64), nullable=False),
    Column("made_at", String, nullable=False),
    Index("readings_of_article", "article_id", "id"),
)

changes = Table(
    "changes",
    tables,
    Column("sequence", Integer, primary_key=True, autoincrement=False),  # in commit order, no gaps
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("kind", String, nullable=False),
    Index("changes_of_article", "article_id", "sequence"),
)

decisions = Table(
    "decisions",
    tables,
    Column("sequence", ForeignKey("changes.sequence"), primary_key=True),  # all but added
    Column("who", Text),  # never null for what was reviewed
    Column("why", Text),  # never null for what was withdrawn
    Column("made_at", String, nullable=False),  # UTC, ISO 8601
    # Of all that and of the change. Empty, which is none, where an older Materiel wrote beside.
    Column("digest", String(64), nullable=False, server_default=""),
)

withdrawn_claims = Table(
    "withdrawn_claims",
    tables,
    Column("claim_id", String(32), primary_key=True),  # kept while its article is withdrawn
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
)

verdicts = Table(
    "verdicts",
    tables,
    Column("sequence", ForeignKey("decisions.sequence"), primary_key=True),  # who, why and when
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("claim_id", String(32), nullable=False, index=True),
    Column("decision", String, nullable=False),
    Column("correction", Text),  # canonical JSON, see records.py
    Column("digest", String(64), nullable=False),
)

mutings = Table(
    "mutings",
    tables,
    Column("sequence", ForeignKey("decisions.sequence"), primary_key=True),  # who, why and when
    Column("publisher", Text, nullable=False, index=True),  # its id, see claims/publisher.py
    Column("name", Text, nullable=False),  # as the article spells it
    Column("decision", String, nullable=False),
    Column("digest", String(64), nullable=False),
)

briefs = Table(
    "briefs",
    tables,
    # A reading without its words, and what was worked out of them: it can be made again.
    Column("reading_id", ForeignKey("readings.id"), primary_key=True),
    Column("version", String, nullable=False),  # of the way in which marks are made
    Column("claims", LargeBinary, nullable=False),  # JSON, see records.py
    Column("marks", LargeBinary, nullable=False),
    Column("digest", String(64), nullable=False),  # of all that, and of article and reading
)

api_keys = Table(
    "api_keys",
    tables,
    Column("id", String(12), primary_key=True),  # the part of a key that may be known
    Column("digest", String(64), nullable=False),  # SHA-256 of the whole key, which is not kept
    Column("name", Text, nullable=False),  # of its holder
    Column("scopes", String, nullable=False),  # words, see keys.py
    Column("created_at", String, nullable=False),  # UTC, ISO 8601, as all times here
    Column("expires_at", String),
    Column("revoked_at", String),
    Column("last_used", String),  # not written for every use
    Column("row_digest", String(64), nullable=False, server_default=""),
)

audit = Table(
    "audit",
    tables,
    Column("id", Integer, primary_key=True),  # in the order of commits, no gaps
    Column("at", String, nullable=False, index=True),
    Column("door", String, nullable=False),
    Column("key_id", String(12)),  # none for what needed no key
    Column("address", String),
    Column("request_id", String),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),  # id of an article, a claim or a key
    Column("outcome", String, nullable=False),
    Column("digest", String(64), nullable=False, server_default=""),
)

totals = Table(
    "totals",
    tables,
    Column("id", Integer, primary_key=True),  # one row, id 1, kept in the same transaction
    Column("articles", Integer, nullable=False),  # that stand, as all here but `withdrawn`
    Column("claims", Integer, nullable=False),
    Column("readings", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False, server_default="0"),
)


revision = Table(
    "alembic_version",  # as Alembic calls it
    tables,
    Column("version_num", String(32), primary_key=True),  # four digits of the version
)


def prepare_tables(engine: Engine, path: Path) -> None:
    """Make the tables in an empty file, or bring those of an older version up to date.

    Refuses a file of another kind or a newer version.
    """
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
    if not names:
        _create(engine)
        return
    if meta.name not in names:
        raise StorageError(f"{path} is an SQLite file, but no archive of Materiel")
    with engine.connect() as connection:
        version = _version(connection, path)
    if version > SCHEMA_VERSION:
        raise StorageError(
            f"The archive {path} has version {version} and was written by a newer Materiel; "
            f"this one reads up to version {SCHEMA_VERSION}. Upgrade Materiel to open it"
        )
    if version < SCHEMA_VERSION:
        _upgrade(engine, path)


def _version(connection: Connection, path: Path) -> int:
    version = connection.execute(select(meta.c.value).where(meta.c.key == _VERSION_KEY)).scalar()
    if version is None or not version.isdecimal() or int(version) < 1:
        raise ArchiveDamaged(f"The archive {path} does not tell its version ({version!r})")
    return int(version)


def _create(engine: Engine) -> None:
    version = {"key": _VERSION_KEY, "value": str(SCHEMA_VERSION)}
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        # Another process may have made them between our look and our lock.
        if not inspect(connection).get_table_names():
            tables.create_all(connection)
            connection.execute(insert(meta), version)
            connection.execute(insert(revision), {"version_num": revision_of(SCHEMA_VERSION)})
            connection.execute(insert(totals), {"id": 1, "articles": 0, "claims": 0, "readings": 0})


def _upgrade(engine: Engine, path: Path) -> None:
    """Go from version to version in one transaction: whoever is killed here has changed nothing."""
    from graph.archive.migrations import upgrade  # takes its time to import

    with engine.execution_options(**{WRITES: True}).begin() as connection:
        # Another process may have done it between our look and our lock.
        version = _version(connection, path)
        if version < SCHEMA_VERSION:
            upgrade(connection, version)


def revision_of(version: int) -> str:
    """Name the revision of a version, as Alembic has it."""
    return f"{version:04d}"
