"""The rules: whose request is let in, in the order in which they are looked at."""

from __future__ import annotations

from app.access.asked import Asked
from app.access.doors import FORMS
from app.access.hosts import Hosts, check_simple, is_foreign
from app.access.presented import is_ours, key_sent, password_sent
from app.access.rates import Rates, Told
from app.access.writing import COMMAND, Writing, writing_of
from app.wiring import Materiel
from graph.archive.keys import ApiKey, Scope
from graph.errors import (
    ForeignHost,
    ForeignPage,
    KeyNeeded,
    KeyRefused,
    ScopeMissing,
    WritingClosed,
)

ALIVE = "/healthz"
"""Answered under any name: those who look after machines ask by address."""
_REMEDY = "Ask whoever runs this service for a key: `materiel keys create` makes one"


class Admitting:
    """Lets requests in, or raises what is wrong with them; of one thread."""

    def __init__(self, *, is_keyed: bool, hosts: Hosts, rates: Rates) -> None:
        self._is_keyed = is_keyed
        self._hosts = hosts
        self._rates = rates

    def admit(self, asked: Asked, materiel: Materiel) -> tuple[ApiKey | None, Told]:
        """Give the key that a request is let in with, and what is left of its rate.

        Raises AccessError, UnsupportedMediaType for a body that any page may send unasked, and
        StorageError where the keys cannot be read.
        """
        self._check_way(asked, materiel)
        key = self._key(asked, materiel)
        told = self._rates.take(asked, key)
        if asked.is_write:
            _check_write(asked, key, materiel)
        elif self._is_keyed and not asked.is_free and key is None:
            raise KeyNeeded("Reading needs a key here", remedy=_REMEDY)
        return key, told

    def _check_way(self, asked: Asked, materiel: Materiel) -> None:
        """Raise for what was meant for another host, or comes by way of another site's page."""
        try:
            if (materiel.is_local or self._hosts.is_named) and asked.path != ALIVE:
                self._hosts.check(asked.headers)
            if asked.is_write:
                self._hosts.check_page(asked.headers)
        except (ForeignHost, ForeignPage):
            self._rates.take_foreign(asked)
            raise

    def _key(self, asked: Asked, materiel: Materiel) -> ApiKey | None:
        """Find the key that was sent; raises KeyRefused for one that is none."""
        if b"authorization" not in asked.headers:
            return None
        sent = key_sent(asked.headers)
        if sent is None and not asked.is_write:
            sent = password_sent(asked.headers)
        is_needed = asked.is_write or (self._is_keyed and not asked.is_free)
        if sent is None or not (is_needed or is_ours(sent)):
            return None
        try:
            return materiel.archive.keys.check(sent)
        except KeyRefused:
            self._rates.take_failure(asked)
            raise


def _check_write(asked: Asked, key: ApiKey | None, materiel: Materiel) -> None:
    if key is not None:
        if not key.may(asked.scope):
            raise _missing(asked.scope, key)
        return
    writing = writing_of(materiel)
    if writing is Writing.KEYED:
        raise KeyNeeded("Writing needs a key here", remedy=_REMEDY)
    if writing is Writing.CLOSED or not asked.client.is_here:
        raise WritingClosed(
            "Nobody can write here yet: no key was created, and the request comes from elsewhere"
            if writing is Writing.OPEN
            else "Nobody can write here yet: no key was created",
            remedy=f"On the machine of the service, run: {COMMAND}",
        )
    if asked.origin and is_foreign(asked.headers):
        raise KeyNeeded("A page of another site needs a key to write here", remedy=_REMEDY)
    if asked.method == "POST" and asked.path not in FORMS:  # about others browsers ask first
        check_simple(asked.headers)


def _missing(scope: Scope, key: ApiKey) -> ScopeMissing:
    held = ", ".join(sorted(key.scopes))
    return ScopeMissing(
        f"The key {key.id} is good for {held}; this needs {scope}",
        scope=scope,
        key=key.id,
        remedy=f"Use a key that was made with --scope {scope}",
    )
