"""Keys and the trail of writes, as the command line tells them to machines."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self

from app.schemas.claims import Out
from graph.archive.keys import ApiKey, Scope
from graph.archive.trail import Action, Door, Entry, Outcome


class KeyOut(Out):
    """A key, without anything that it could be checked by."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    state: Literal["good", "expired", "revoked"]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used: datetime | None

    @classmethod
    def of(cls, key: ApiKey, now: datetime) -> Self:
        """Tell of a key as it is now."""
        is_expired = key.expires_at is not None and key.expires_at <= now
        return cls(
            id=key.id,
            name=key.name,
            scopes=tuple(sorted(key.scopes)),
            state="revoked" if key.revoked_at else "expired" if is_expired else "good",
            created_at=key.created_at,
            expires_at=key.expires_at,
            revoked_at=key.revoked_at,
            last_used=key.last_used,
        )


class EntryOut(Out):
    """Something that was written, or that a good key was not good for."""

    number: int
    at: datetime
    door: Door
    key: str | None
    address: str | None
    request: str | None
    action: Action
    subject: str
    outcome: Outcome

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Tell of an entry."""
        return cls(
            number=entry.number,
            at=entry.at,
            door=entry.caller.door,
            key=entry.caller.key,
            address=entry.caller.address,
            request=entry.caller.request,
            action=entry.action,
            subject=entry.subject,
            outcome=entry.outcome,
        )
