"""Older archives brought up to date by Alembic; imported only where there is one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from graph.archive.schema import revision, revision_of


def upgrade(connection: Connection, version: int) -> None:
    """Bring the tables of a version to the newest; within the caller's transaction.

    Raises StorageError for an archive that cannot be upgraded.
    """
    config = configure(connection)
    if revision.name not in inspect(connection).get_table_names():
        command.stamp(config, revision_of(version))  # before version 7, Alembic did not know it
    command.upgrade(config, "head")


def configure(connection: Connection) -> Config:
    """Make what commands of Alembic need to work on this connection."""
    config = Config()
    folder = str(Path(__file__).parent)
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
