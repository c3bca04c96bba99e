"""Addresses of databases, and connections to them; a password is in no message."""

from __future__ import annotations

import select
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from graph.archive.engines.protocol import BUSY_SECONDS
from graph.errors import InvalidField, MissingExtra

SETTING = "MATERIEL_ARCHIVE"
DRIVER = "postgresql+psycopg"
_NAMES = frozenset({"postgres", "postgresql", DRIVER})
_KEPT = 5
_MOST = 15
"""Connections that a process keeps, and has at most, for work; two or three more are for news."""

_DEFAULTS = {
    "application_name": "materiel",
    "connect_timeout": "10",
    # What is sent and not taken for so long, in milliseconds, was sent to nobody; a server that is
    # gone without a word while it is asked nothing is noticed within a minute.
    "tcp_user_timeout": "5000",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
}
"""What a connection is made with, unless the address says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a database is, and its name in messages: host, port and database alone."""

    url: URL = field(repr=False)
    place: str


def read_address(written: str) -> Address:
    """Read an address like postgresql+psycopg://user:password@host/database.

    Raises InvalidField, which shows nothing of it, and MissingExtra without the driver.
    """
    try:
        url = make_url(written)
    except (ArgumentError, ValueError) as wrong:
        raise _refused("is no address") from wrong
    if url.drivername not in _NAMES:
        raise _refused(f"begins with {url.drivername!r}")
    if not url.database:
        raise _refused("names no database")
    try:
        import psycopg  # noqa: F401  # whether it is there
    except ImportError as missing:
        raise MissingExtra("An archive on PostgreSQL", extra="postgresql") from missing
    host = url.host or url.query.get("host") or "this machine"
    port = f":{url.port}" if url.port else ""
    defaults = {name: value for name, value in _DEFAULTS.items() if name not in url.query}
    return Address(
        url=url.set(drivername=DRIVER).update_query_dict(defaults),
        place=f"{url.database} on {host}{port}",
    )


def make_engine(address: Address) -> Engine:
    """Make an engine whose connections are looked at before they are used."""
    engine = create_engine(
        address.url,
        hide_parameters=True,  # texts of articles are among them, and errors go to the log
        pool_size=_KEPT,
        max_overflow=_MOST - _KEPT,
        pool_timeout=BUSY_SECONDS,
        pool_use_lifo=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "checkout", _look_at)
    return engine


def connect(engine: Engine) -> Any:  # noqa: ANN401  # of psycopg, which is an extra
    """Connect beside an engine, each statement by itself; raises what psycopg does."""
    import psycopg

    args, given = engine.dialect.create_connect_args(engine.url)
    return psycopg.connect(*args, **given, autocommit=True)


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS:.0f}s'")
    # An acknowledged commit is on the disk, whatever the server does by itself; what waits for
    # more, as for a standby, stays so.
    cursor.execute(
        "SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"
    )
    cursor.close()
    connection.commit()


def _look_at(
    connection: Any,  # noqa: ANN401  # of psycopg, which is an extra
    _entry: ConnectionPoolEntry,
    _lent: PoolProxiedConnection,
) -> None:
    """Have connections made anew when the server ended this one: nothing else is sent unasked.

    To ask the server (`pool_pre_ping`) would cost as much as all of a short read.
    """
    waiting = select.poll()
    waiting.register(connection.pgconn.socket, select.POLLIN)
    if waiting.poll(0):
        raise InvalidatePoolError


def _refused(what: str) -> InvalidField:
    return InvalidField(
        f"The setting {SETTING} {what}",
        field=SETTING,
        remedy=f"Write it like {DRIVER}://user:password@host/database, or leave it out for an "
        "archive in the data folder",
    )
