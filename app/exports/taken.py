"""Where an export takes its content from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from app.stores import build_iris
from app.wiring import Materiel
from graph.claims.reading import ReadArticle
from graph.network.drawn import Drawn, draw
from graph.network.filter import ALL_SUPPLIES, Filter
from graph.network.rolling import Level
from graph.network.supplies import SupplyRow
from graph.quads.iris import Iris
from graph.store.protocol import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The content of an export, as it stands at one sequence number or later.

    `since` leaves out what was known at that number already; `wanted` says which claims count in
    relationships, `level` what one stands for. What takes time to bring up to date is brought so
    only for a form that asks for it.
    """

    materiel: Materiel
    iris: Iris
    sequence: int
    since: int = 0
    wanted: Filter = ALL_SUPPLIES
    level: Level = Level.MUNITION

    def reads(self) -> Iterator[ReadArticle]:
        """Yield what the archive holds; of a delta, what was withdrawn too."""
        reads = self.materiel.archive.since(self.since)
        known = takewhile(lambda read: read.sequence <= self.sequence, reads)
        return known if self.since else (read for read in known if read.withdrawn is None)

    def rows(self) -> Sequence[SupplyRow]:
        """Give the rows of the network that are wanted."""
        self.materiel.pipeline.catch_up_network()
        return self.materiel.network.rolled_up(self.wanted, self.level).rows

    def drawn(self) -> Drawn:
        """Draw them."""
        self.materiel.pipeline.catch_up_network()
        return draw(self.materiel.network, self.wanted, self.level)

    def store(self) -> Store | None:
        """Give the store; None when it is not open here."""
        if self.materiel.store is not None:
            self.materiel.pipeline.catch_up()
        return self.materiel.store


def take(
    materiel: Materiel,
    *,
    since: int = 0,
    wanted: Filter = ALL_SUPPLIES,
    level: Level = Level.MUNITION,
) -> Taken:
    """Take the content as it stands: what changed since a sequence number, or what is wanted."""
    return Taken(
        materiel=materiel,
        iris=build_iris(materiel.settings),
        sequence=materiel.archive.sequence(),
        since=since,
        wanted=wanted,
        level=level,
    )
