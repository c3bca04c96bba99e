"""The network in memory: claims by cell, and the answers that come from them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from threading import RLock
from typing import TypeVar

from graph.claims.reading import ReadArticle
from graph.network.cells import Cell, CellKey, NetworkClaim, network_claims
from graph.network.edges import Snapshot
from graph.network.filter import Filter
from graph.network.index import CellIndex
from graph.network.remembered import Remembered
from graph.network.supplies import SupplyRow, build_row, row_order

Answer = TypeVar("Answer")
Kept = TypeVar("Kept")

KEPT = 32
"""Filters whose rows over all actors, or edges, are kept until something is added."""

ALL_SUPPLIES = Filter()
"""The filter that asks for nothing in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkCounts:
    """How much there is; `cells` are supplier-recipient-munition triples of any claim."""

    articles: int
    claims: int
    cells: int
    pairs: int
    actors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """Some of the claims that match a filter, out of `total`, at one sequence number."""

    sequence: int
    total: int
    claims: tuple[NetworkClaim, ...]


class Network:
    """Who supplies whom, as a projection of the archive; any number of threads may use it.

    Every answer belongs to one sequence number: readers and writers take turns, and a turn is
    short. Long computations work on what `edges` hands out, which never changes.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._sequence = 0
        self._revision = 0
        self._index = CellIndex()
        self._articles: dict[str, tuple[NetworkClaim, ...]] = {}
        self._claims: dict[str, NetworkClaim] = {}
        self._unlisted: dict[str, None] = {}  # articles whose claims are not in _claims yet
        self._rows: dict[CellKey, SupplyRow | None] = {}
        self._wide_rows: dict[Filter, tuple[SupplyRow, ...]] = {}
        self._snapshots: dict[Filter, Snapshot] = {}
        self._answers: Remembered[object] = Remembered()

    def add(self, read: ReadArticle) -> None:
        """Take in an article, in place of what it contributed before; forget a withdrawn one."""
        placed = () if read.withdrawn else network_claims(read)
        with self._lock:
            self._remove(read.article.id)
            if not read.withdrawn:
                self._articles[read.article.id] = placed
                self._unlisted[read.article.id] = None
            for claim in placed:
                if claim.stands:
                    self._index.add(claim)
                    self._forget_rows(claim)
            self._sequence = max(self._sequence, read.sequence)
            self._change()

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        """Take in articles one after the other; answers are given in between."""
        for read in reads:
            self.add(read)

    def clear(self) -> None:
        """Forget everything; the sequence number is 0 again."""
        with self._lock:
            self._index = CellIndex()
            self._articles.clear()
            self._claims.clear()
            self._unlisted.clear()
            self._rows.clear()
            self._sequence = 0
            self._change()

    def sequence(self) -> int:
        """Tell the archive's sequence number that answers belong to."""
        return self._sequence

    @contextmanager
    def still(self) -> Iterator[int]:
        """Keep the network as it is, so that several answers belong to the sequence number given.

        Everyone else waits meanwhile: ask and leave.
        """
        with self._lock:
            yield self._sequence

    def supplies(self, wanted: Filter = ALL_SUPPLIES) -> tuple[SupplyRow, ...]:
        """Answer who supplies whom with what, by supplier, recipient, claims and munition."""
        with self._lock:
            if wanted.supplier is not None or wanted.recipient is not None:
                return self._build_rows(wanted)
            if wanted not in self._wide_rows:
                _make_room(self._wide_rows)
                self._wide_rows[wanted] = self._build_rows(wanted)
            return self._wide_rows[wanted]

    def claim(self, claim_id: str) -> NetworkClaim | None:
        """Find a claim with the heading of its article, a rejected one too."""
        with self._lock:
            # Hashing is left until someone asks by id, so that a rebuild does not wait for it.
            for article_id in self._unlisted:
                self._claims.update((placed.id, placed) for placed in self._articles[article_id])
            self._unlisted.clear()
            return self._claims.get(claim_id)

    def claims_of(
        self, wanted: Filter = ALL_SUPPLIES, *, offset: int = 0, limit: int | None = None
    ) -> ClaimList:
        """List claims that match, earliest published first, then in the order of the article."""
        with self._lock:
            sequence = self._sequence
            found = [claim for _, claims in self._matching(wanted) for claim in claims]
        found.sort(key=_claim_order)
        end = None if limit is None else offset + limit
        return ClaimList(sequence=sequence, total=len(found), claims=tuple(found[offset:end]))

    def edges(self, wanted: Filter = ALL_SUPPLIES) -> Snapshot:
        """Take the edges that matching claims make."""
        with self._lock:
            if wanted not in self._snapshots:
                _make_room(self._snapshots)
                self._snapshots[wanted] = Snapshot(
                    sequence=self._sequence,
                    revision=self._revision,
                    wanted=wanted,
                    edges=self._index.edges()
                    if wanted == ALL_SUPPLIES
                    else self._index.edges_of(self._matching(wanted)),
                )
            return self._snapshots[wanted]

    def remember(self, snapshot: Snapshot, asked: Hashable, build: Callable[[], Answer]) -> Answer:
        """Build an answer from a snapshot once for as long as nothing is added.

        `build` must not ask the network: whoever waits for the answer may hold it still.
        """
        key = (asked, snapshot.wanted)
        answer: Answer = self._answers.find(snapshot.revision, key, build)  # type: ignore[assignment]  # one type of answer per kind of question
        return answer

    def counts(self) -> NetworkCounts:
        """Tell how much there is."""
        with self._lock:
            return NetworkCounts(
                articles=len(self._articles),
                claims=self._index.claims,
                cells=self._index.count_cells(),
                pairs=self._index.count_pairs(),
                actors=self._index.count_actors(),
            )

    def _remove(self, article_id: str) -> None:
        placed = self._articles.pop(article_id, ())
        if article_id in self._unlisted:
            del self._unlisted[article_id]
        else:
            for claim in placed:
                self._claims.pop(claim.id, None)
        for claim in placed:
            if claim.stands:
                self._forget_rows(claim)
                self._index.remove(claim)

    def _forget_rows(self, claim: NetworkClaim) -> None:
        """Forget the rows a claim has a part in; one that disputes has it in others of its pair."""
        self._rows.pop(claim.key, None)
        if claim.disputes:
            for key in self._index.keys_of_pair(claim.claim.supplier, claim.claim.recipient):
                self._rows.pop(key, None)

    def _change(self) -> None:
        self._revision += 1
        self._wide_rows.clear()
        self._snapshots.clear()

    def _build_rows(self, wanted: Filter) -> tuple[SupplyRow, ...]:
        if wanted.is_plain:
            found = (self._plain_row(cell) for cell in self._index.cells(wanted))
            rows = [row for row in found if row is not None]
        else:
            rows = [
                build_row(cell, claims, self._index.disputes(cell))
                for cell, claims in self._matching(wanted)
            ]
        return tuple(sorted(rows, key=row_order))

    def _plain_row(self, cell: Cell) -> SupplyRow | None:
        key = (cell.supplier, cell.recipient, cell.munition)
        if key not in self._rows:
            claims = [placed for placed in cell.claims if placed.is_supply]
            disputed = self._index.disputes(cell)
            self._rows[key] = build_row(cell, claims, disputed) if claims else None
        return self._rows[key]

    def _matching(self, wanted: Filter) -> Iterator[tuple[Cell, list[NetworkClaim]]]:
        for cell in self._index.cells(wanted):
            claims = [placed for placed in cell.claims if wanted.admits(placed)]
            if claims:
                yield cell, claims


def _make_room(kept: dict[Filter, Kept]) -> None:
    if len(kept) >= KEPT:
        del kept[next(iter(kept))]


def _claim_order(placed: NetworkClaim) -> tuple[date, str, int, int, str]:
    passage = placed.claim.passage
    published = placed.article.published or date.max
    return published, placed.article.id, passage.start, passage.end, _content(placed)


def _content(placed: NetworkClaim) -> str:
    claim = placed.claim
    return f"{claim.supplier} {claim.recipient} {claim.munition} {claim.stage} {claim.status}"
