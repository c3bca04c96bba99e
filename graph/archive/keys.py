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
from threading import Lock
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from graph.archive.clock import Clock
from graph.archive.deciding import write_moment
from graph.archive.digests import compare, row_digest
from graph.archive.engines.protocol import ArchiveEngine, Key
from graph.archive.schema import api_keys
from graph.archive.trail import Action, record
from graph.errors import ArchiveDamaged, InvalidField, KeyRefused, NotFound

PREFIX = "mtl_"
"""What every key starts with, so that scanners for secrets know one."""
ID_BYTES = 6
SECRET_BYTES = 32
LONGEST_NAME = 100

_KEY = re.compile(rf"{PREFIX}([0-9a-f]{{{2 * ID_BYTES}}})_([0-9a-f]{{{2 * SECRET_BYTES}}})\Z")
_SIGNED = (
    *("id", "digest", "name", "scopes"),
    *("created_at", "expires_at", "revoked_at", "last_used"),
)
"""What the digest of a row is of."""
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

    def __init__(self, engine: ArchiveEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._lock = Lock()
        self._seen: Key = None
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
        now = self._clock()
        key = ApiKey(
            id=identifier,
            name=named,
            scopes=frozenset(scopes),
            created_at=now,
            expires_at=expires_at,
            revoked_at=None,
            last_used=None,
            digest=_digest(text),
        )
        with self._engine.writing() as connection:
            connection.execute(insert(api_keys), _signed(_write_key(key)))
            record(connection, Action.KEY_CREATED, identifier, now=now)
        return self.find(identifier), text

    def take_over(self, keys: Collection[ApiKey]) -> None:
        """Keep the keys of another archive as they are there: for one that is saved."""
        if keys:
            with self._engine.writing() as connection:
                connection.execute(insert(api_keys), [_signed(_write_key(key)) for key in keys])

    def revoke(self, identifier: str) -> ApiKey:
        """Let a key be good for nothing from now on; raises NotFound. Its row stays."""
        found = self.find(identifier)
        if found.revoked_at is None:
            now = self._clock()
            with self._engine.writing() as connection:
                self._change(connection, identifier, revoked_at=write_moment(now))
                record(connection, Action.KEY_REVOKED, identifier, now=now)
        return self.find(identifier)

    def note_use(self, identifier: str, at: datetime) -> None:
        """Keep when a key was last used; not for every use of it."""
        with self._engine.writing() as connection:
            self._change(connection, identifier, last_used=write_moment(at))

    def find(self, identifier: str) -> ApiKey:
        """Find a key by its id; raises NotFound."""
        found = self.current().get(identifier)
        if found is None:
            raise NotFound("key", identifier)
        return found

    def current(self) -> Mapping[str, ApiKey]:
        """Give all keys by id in the order in which they were made, revoked ones too.

        Costs little: they are read again only when they may have changed, in this process or in any
        other.
        """
        with self._lock:
            # Read after the stamp, so that what is written in between is seen next time.
            stamp = self._engine.keys_stamp()
            if stamp != self._seen:
                self._held = self._read()
                self._seen = stamp
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

    def _change(self, connection: Connection, identifier: str, **changed: str) -> None:
        """Change columns of a row, and its digest with them, unless it is damaged."""
        found = select(api_keys).where(api_keys.c.id == identifier)
        row = connection.execute(found).mappings().one()
        _read_key(row, self._engine.place)
        written = update(api_keys).where(api_keys.c.id == identifier)
        connection.execute(written.values(_signed({**row, **changed})))

    def _read(self) -> Mapping[str, ApiKey]:
        query = select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)
        with self._engine.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return MappingProxyType({row["id"]: _read_key(row, self._engine.place) for row in rows})


_GET_ONE = "Ask whoever runs this service for a key: `materiel keys create` makes one"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def read_key(row: Mapping[str, Any] | RowMapping) -> ApiKey:
    """Read a key from its row, digest of the row included.

    Raises KeyError, TypeError or ValueError if that is not what was written.
    """
    compare(row["row_digest"], row_digest(row, _SIGNED))

    def moment(name: str) -> datetime | None:
        return None if row[name] is None else datetime.fromisoformat(row[name])

    return ApiKey(
        id=row["id"],
        name=row["name"],
        scopes=frozenset(Scope(scope) for scope in row["scopes"].split()),
        created_at=datetime.fromisoformat(row["created_at"]),
        expires_at=moment("expires_at"),
        revoked_at=moment("revoked_at"),
        last_used=moment("last_used"),
        digest=bytes.fromhex(row["digest"]),
    )


def _write_key(key: ApiKey) -> dict[str, Any]:
    def moment(at: datetime | None) -> str | None:
        return None if at is None else write_moment(at)

    return {
        "id": key.id,
        "digest": key.digest.hex(),
        "name": key.name,
        "scopes": " ".join(sorted(key.scopes)),
        "created_at": write_moment(key.created_at),
        "expires_at": moment(key.expires_at),
        "revoked_at": moment(key.revoked_at),
        "last_used": moment(key.last_used),
    }


def _signed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "row_digest": row_digest(row, _SIGNED)}


def _read_key(row: RowMapping, place: str) -> ApiKey:
    try:
        return read_key(row)
    except (KeyError, TypeError, ValueError) as wrong:
        raise ArchiveDamaged(f"The key {row['id']!r} in {place} is damaged: {wrong}") from wrong
