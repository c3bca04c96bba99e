"""The projections of the archive, the store and the network, kept in step with it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from threading import RLock
from typing import Protocol, TypeVar

from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle
from graph.errors import StorageError, StorageFull, StoreDamaged
from graph.network.network import Network

COMPARED = 200
"""Last changes whose articles are compared with the store to the letter when it is opened."""

_COMPARISONS = 3
"""How often that is begun again because somebody writes meanwhile."""

_BEHIND = -2
"""What is noted as followed while the store stays behind."""

Item = TypeVar("Item")

_log = logging.getLogger(__name__)


class Projection(Protocol):
    """What can be made from the archive: the store and the network."""

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        """Take in articles in order of sequence, each in place of what it contributed before.

        One that is withdrawn contributes nothing, as if it had never come.
        """

    def sequence(self) -> int:
        """Tell the archive's sequence number that it has taken in, 0 when empty."""

    def clear(self) -> None:
        """Forget everything."""


class Kept(Projection, Protocol):
    """A projection on the disk."""

    def damage(self) -> str | None:
        """Say what was found wrong with what it holds, which `clear` mends; None if nothing."""

    def report_damage(self, message: str) -> None:
        """Take down that it was found damaged."""

    def differs(self, standing: Collection[str], last: Iterable[ReadArticle]) -> str | None:
        """Compare it with what stands in the archive and, to the letter, with some that do."""


class Projections:
    """Store and network, following the archive; threads may use them.

    `store` is None where another process holds it: that process catches up by itself.
    """

    def __init__(self, *, archive: Archive, store: Kept | None, network: Network) -> None:
        self._archive = archive
        self._store = store
        self._network = network
        self._following = RLock()
        self._followed = -1  # all projections have taken in the archive up to here

    def hold(self, store: Kept) -> None:
        """Let a store follow too, which another process held until now."""
        with self._following:
            self._store = store
            self._followed = -1
            self.catch_up()

    def let_go(self) -> None:
        """Let the store follow no longer: it is closed, or goes to another process."""
        with self._following:
            self._store = None

    def catch_up(self) -> int:
        """Let the projections follow the archive; count the articles that changed.

        Cheap when nothing changed, so that it can come before every answer. The network is first:
        it is up to date even if the store then raises StorageError. A store that is damaged is
        filled anew; one whose disk is full stays behind, and answers what it can.
        """
        if self._archive.sequence() == self._followed and not self._is_damaged():
            return 0
        with self._following:
            last = self._archive.sequence()
            taken = self._follow(self._network, last)
            try:
                taken = max(taken, self._store_follows(last))
            except StorageFull as full:
                if self._followed != _BEHIND:
                    _log.error("the store stays behind: %s", full)  # it says all
                self._followed = _BEHIND
                return taken
            self._followed = last
        return taken

    def compare(self) -> str | None:
        """Catch up, and compare the store with the archive; one that differs is filled anew.

        Of the last articles that changed every quad is compared, of all others that they are
        there: their files were compared when they were opened. Says what differed.
        """
        found = None
        if self._store is None:
            self.catch_up()
            return None
        for _ in range(_COMPARISONS):
            self.catch_up()
            standing, last = self._archive.standing()
            reads = self._archive.since(max(last - COMPARED, 0))
            try:
                found = self._store.differs(standing, reads)
            except StoreDamaged as damaged:
                found = str(damaged)
            if self._archive.sequence() == last == self._store.sequence():
                break  # else somebody wrote meanwhile
        if found is not None:
            self._store.report_damage(found)
            self.catch_up()
        return found

    def catch_up_network(self) -> int:
        """Let the network alone follow the archive, for answers that do not need the store."""
        if self._archive.sequence() == self._network.sequence():
            return 0
        with self._following:
            return self._follow(self._network, self._archive.sequence())

    def rebuild(self) -> int:
        """Make the projections anew from the archive; count the articles that stand."""
        with self._following:
            self._followed = -1
            self._network.clear()
            if self._store is not None:
                self._store.clear()
            self.catch_up()
            return self._network.counts().articles

    def follow_what_was_written(self) -> None:
        """Catch up after the archive said yes: from here on, nothing may take that back.

        What fails is logged, and made up for at the next catch_up.
        """
        try:
            self.catch_up()
        except (StorageError, OSError):
            _log.exception("a projection did not follow the archive; it will at the next catch_up")

    def _is_damaged(self) -> bool:
        return self._store is not None and self._store.damage() is not None

    def _store_follows(self, last: int) -> int:
        """Let the store take in what is new; all, into an empty one, where it is damaged."""
        if self._store is None:
            return 0
        try:
            if not self._is_damaged():
                return self._follow(self._store, last)
        except StoreDamaged:
            _log.exception("the store is found damaged")
        _log.error("the store is filled anew from the archive: %s", self._store.damage())
        self._store.clear()
        return self._follow(self._store, last)

    def _follow(self, projection: Projection, last: int) -> int:
        start = projection.sequence()
        if start > last:
            raise StorageError(
                f"The {type(projection).__name__} has taken in {start} changes, but the archive "
                f"holds {last}: it was made from another archive. Run `materiel rebuild` if the "
                "archive is the right one"
            )
        taken = 0

        def counted(coming: Iterable[Item]) -> Iterator[Item]:
            nonlocal taken
            for item in coming:
                taken += 1
                yield item

        if isinstance(projection, Network):
            briefs = self._archive.briefs(start, projection.marker)
            projection.follow(counted(briefs), self._archive, self._archive.muted)
        else:  # whole, so that an empty store can load in bulk
            projection.add_many(counted(self._archive.since(start)))
        return taken
