"""The tables of the archive; a change of them is a new SCHEMA_VERSION."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
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

SCHEMA_VERSION = 1
"""Version of these tables; an archive of a higher one was written by a newer Materiel."""


class ChangeKind(StrEnum):
    """What happened to an article."""

    ADDED = "added"


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

verdicts = Table(
    "verdicts",
    tables,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("claim_id", String(32), nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("correction", Text),
    Column("who", String, nullable=False),
    Column("why", Text),
    Column("made_at", String, nullable=False),
)

totals = Table(
    "totals",
    tables,
    Column("id", Integer, primary_key=True),  # one row, id 1, kept in the same transaction
    Column("articles", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("readings", Integer, nullable=False),
)


def prepare_tables(engine: Engine, path: Path) -> None:
    """Make the tables in an empty file; refuse a file of another kind or a newer version."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
    if not names:
        _create(engine)
        return
    if meta.name not in names:
        raise StorageError(f"{path} is an SQLite file, but no archive of Materiel")
    version_of = select(meta.c.value).where(meta.c.key == "schema_version")
    with engine.connect() as connection:
        version = connection.execute(version_of).scalar()
    if version is None or not version.isdecimal():
        raise ArchiveDamaged(f"The archive {path} does not tell its version ({version!r})")
    if int(version) > SCHEMA_VERSION:
        raise StorageError(
            f"The archive {path} has version {version} and was written by a newer Materiel; "
            f"this one reads up to version {SCHEMA_VERSION}. Upgrade Materiel to open it"
        )


def _create(engine: Engine) -> None:
    version = {"key": "schema_version", "value": str(SCHEMA_VERSION)}
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        # Another process may have made them between our look and our lock.
        if not inspect(connection).get_table_names():
            tables.create_all(connection)
            connection.execute(insert(meta), version)
            connection.execute(insert(totals), {"id": 1, "articles": 0, "claims": 0, "readings": 0})
