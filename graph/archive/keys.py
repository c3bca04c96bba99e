"""Keys of those who may write, and read where reading is not open: made, revoked and checked.

A key is `mtl_<id>_<secret>`: the id finds its row, the secret of 256 random bits is not kept. Its
SHA-256 is, which is enough where nobody can guess: slow hashes are for words that people choose.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from sqlalchemy import Engine, RowMapping, insert, select, update

from graph.archive.clock import Clock
from graph.archive.engine import in_our_words
from graph.archive.rows import read_moment, write_moment
from graph.archive.schema import api_keys
from graph.archive.trail import Action, Write, record
from graph.errors import ArchiveDamaged, InvalidField, KeyRefused, NotFound

PREFIX = "mtl_"
"""What every key starts with, so that scanners for secrets know one."""
ID_BYTES = 6
SECRET_BYTES = 32
LONGEST_NAME = 100

_KEY = re.compile(rf"{PREFIX}([0-9a-f]{{{2 * ID_BYTES}}})_([0-9a-f]{{{2 * SECRET_BYTES}}})\Z")
_NOBODY = hashlib.sha256(b"").digest()
"""Compared with what is sent under an id that no key has."""


class Scope(StrEnum):
    """What a key is for. Every key may read; `admin` may all."""

    READ = "read"
    INGEST = "ingest"
    REVIEW = "review"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key without its secret; times in UTC, `last_used` to the hour."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used: datetime | None
    digest: bytes = field(repr=False)

    def may(self, scope: Scope) -> bool:
        """Tell whether it is good for this."""
        return scope is Scope.READ or scope in self.scopes or Scope.ADMIN in self.scopes

    def wrong_at(self, now: datetime) -> str | None:
        """Say why it is good for nothing any more; None when it is good."""
        if self.revoked_at is not None:
            return f"The key {self.id} was revoked on {self.revoked_at:%Y-%m-%d}"
        if self.expires_at is not None and self.expires_at <= now:
            return f"The key {self.id} expired on {self.expires_at:%Y-%m-%d}"
        return None


class Keys:
    """The keys in an archive; any number of threads and processes may use them.

    Every method raises StorageError when the file lets it down.
    """

    def __init__(self, path: Path, engine: Engine, write: Write, clock: Clock) -> None:
        self._path = path
        self._engine = engine
        self._write = write
        self._clock = clock
        self._watch_lock = Lock()
        self._watch = engine.raw_connection()
        self._seen: int | None = None
        self._held: Mapping[str, ApiKey] = MappingProxyType({})

    def create(
        self, *, name: str, scopes: Collection[Scope], expires_at: datetime | None
    ) -> tuple[ApiKey, str]:
        """Make a key; the text, which is shown now or never, is given beside it.

        Raises InvalidField for a name that is empty, long or no plain line, or for no scope.
        """
        named = " ".join(name.split())
        if not named or len(named) > LONGEST_NAME or not named.isprintable():
            raise InvalidField(
                f"The name of a key has 1 to {LONGEST_NAME} letters",
                field="name",
                value=named[:LONGEST_NAME],
                remedy="Name who holds it",
            )
        if not scopes:
            raise InvalidField("The key is good for nothing", field="scope", remedy="Give a scope")
        identifier = secrets.token_hex(ID_BYTES)
        text = f"{PREFIX}{identifier}_{secrets.token_hex(SECRET_BYTES)}"
        row = {
            "id": identifier,
            "digest": _digest(text).hex(),
            "name": named,
            "scopes": " ".join(sorted(scopes)),
            "created_at": write_moment(self._clock()),
            "expires_at": write_moment(expires_at) if expires_at else None,
        }
        with self._write() as connection:
            connection.execute(insert(api_keys), row)
            record(connection, Action.KEY_CREATED, identifier, now=self._clock())
        return self.find(identifier), text

    def revoke(self, identifier: str) -> ApiKey:
        """Let a key be good for nothing from now on; raises NotFound. Its row stays."""
        found = self.find(identifier)
        if found.revoked_at is None:
            now = self._clock()
            with self._write() as connection:
                revoked = update(api_keys).where(api_keys.c.id == identifier)
                connection.execute(revoked.values(revoked_at=write_moment(now)))
                record(connection, Action.KEY_REVOKED, identifier, now=now)
        return self.find(identifier)

    def note_use(self, identifier: str, at: datetime) -> None:
        """Keep when a key was last used; not for every use of it."""
        with self._write() as connection:
            used = update(api_keys).where(api_keys.c.id == identifier)
            connection.execute(used.values(last_used=write_moment(at)))

    def find(self, identifier: str) -> ApiKey:
        """Find a key by its id; raises NotFound."""
        found = self.current().get(identifier)
        if found is None:
            raise NotFound("key", identifier)
        return found

    def current(self) -> Mapping[str, ApiKey]:
        """Give all keys by id in the order in which they were made, revoked ones too.

        Takes microseconds: they are read again only when another connection, of this process or
        of any other, has written to the archive.
        """
        with in_our_words(self._path), self._watch_lock:
            cursor = self._watch.cursor()
            try:
                cursor.execute("PRAGMA data_version")
                version: int = cursor.fetchall()[0][0]
            finally:
                cursor.close()
            # Read after the version, so that what is written in between is seen next time.
            if version != self._seen:
                self._held = self._read()
                self._seen = version
            return self._held

    def check(self, text: str) -> ApiKey:
        """Find the key of this text; raises KeyRefused for one that is none, or no longer good."""
        found = _KEY.match(text)
        if found is None:
            raise KeyRefused("This is no key of Materiel", remedy=_GET_ONE)
        key = self.current().get(found[1])
        is_right = hmac.compare_digest(_digest(text), key.digest if key else _NOBODY)
        if key is None or not is_right:
            raise KeyRefused("This key is not known here", remedy=_GET_ONE)
        wrong = key.wrong_at(self._clock())
        if wrong is not None:
            raise KeyRefused(wrong, remedy=_GET_ONE)
        return key

    def close(self) -> None:
        """Let go of the file."""
        with self._watch_lock:
            self._watch.close()

    def _read(self) -> Mapping[str, ApiKey]:
        query = select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return MappingProxyType({row["id"]: _read_key(row, self._path) for row in rows})


_GET_ONE = "Ask whoever runs this service for a key: `materiel keys create` makes one"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _read_key(row: RowMapping, path: Path) -> ApiKey:
    def moment(name: str) -> datetime | None:
        return None if row[name] is None else read_moment(row[name], path)

    try:
        return ApiKey(
            id=row["id"],
            name=row["name"],
            scopes=frozenset(Scope(scope) for scope in row["scopes"].split()),
            created_at=read_moment(row["created_at"], path),
            expires_at=moment("expires_at"),
            revoked_at=moment("revoked_at"),
            last_used=moment("last_used"),
            digest=bytes.fromhex(row["digest"]),
        )
    except ValueError as wrong:
        raise ArchiveDamaged(f"The key {row['id']!r} in {path} is damaged: {wrong}") from wrong
