"""The network in memory: claims by cell, and the answers that come from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import RLock
from typing import TypeVar

from graph.claims.article import Article
from graph.claims.reading import ReadArticle
from graph.network.cells import Cell, CellKey, NetworkClaim, claim_order, network_claims
from graph.network.copies import Copies
from graph.network.dated import DatedEdges, Near, Pair
from graph.network.edges import Snapshot
from graph.network.filter import Filter
from graph.network.index import CellIndex
from graph.network.remembered import Remembered
from graph.network.rolling import Gathered
from graph.network.strength import SpeaksFor, nobody
from graph.network.supplies import Rules, SupplyRow, build_row, row_order

Answer = TypeVar("Answer")
Kept = TypeVar("Kept")

KEPT = 32
"""Filters whose rows over all actors, or edges, are kept until something is added."""

FEW_PAIRS = 500
"""Pairs up to which looking up each is sooner done than going through all cells."""

NEAR_KEPT = 1024
"""The same for filters that name an actor, whose rows are few."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CellClaims:
    """Claims by the cell that they fall into, at one sequence number."""

    sequence: int
    cells: Mapping[CellKey, tuple[NetworkClaim, ...]]


class Network:
    """Who supplies whom, as a projection of the archive; any number of threads may use it.

    Every answer belongs to one sequence number: readers and writers take turns, and a turn is
    short. Long computations work on what `edges` hands out, which never changes.
    """

    def __init__(self, speaks_for: SpeaksFor = nobody) -> None:
        self._lock = RLock()
        self._copies = Copies()
        self.rules = Rules(first=self._copies.first, speaks_for=speaks_for)
        self._sequence = 0
        self._revision = 0
        self._index = CellIndex()
        self._articles: dict[str, tuple[NetworkClaim, ...]] = {}
        self._claims: dict[str, NetworkClaim] = {}
        self._unlisted: dict[str, None] = {}  # articles whose claims are not in _claims yet
        self._rows: dict[CellKey, SupplyRow | None] = {}
        self._wide_rows: dict[Filter, tuple[SupplyRow, ...]] = {}
        self._near_rows: dict[Filter, tuple[SupplyRow, ...]] = {}
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
            self._compare(read.article, placed)
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
            self._copies.clear()
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

    @contextmanager
    def at_once(self) -> Iterator[bool]:
        """Keep the network as it is if nobody else does, and tell whether: for who may not wait."""
        taken = self._lock.acquire(blocking=False)
        try:
            yield taken
        finally:
            if taken:
                self._lock.release()

    def supplies(self, wanted: Filter = ALL_SUPPLIES) -> tuple[SupplyRow, ...]:
        """Answer who supplies whom with what, by supplier, recipient, claims and munition."""
        with self._lock:
            kept = self._near_rows if wanted.names_actor else self._wide_rows
            if wanted not in kept:
                _make_room(kept, NEAR_KEPT if wanted.names_actor else KEPT)
                kept[wanted] = self._build_rows(wanted)
            return kept[wanted]

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
        found.sort(key=claim_order)
        end = None if limit is None else offset + limit
        return ClaimList(sequence=sequence, total=len(found), claims=tuple(found[offset:end]))

    def gather(self, wanted: Filter = ALL_SUPPLIES) -> Gathered:
        """Gather the claims that match by cell, and what disputes any of their pairs.

        Of the filter all counts but the strength, which is that of what they add up to. A pair that
        is named has its disputes even if no claim matches.
        """
        with self._lock:
            cells = {cell.key: tuple(claims) for cell, claims in self._admitted(wanted)}
            pairs = {(supplier, recipient): None for supplier, recipient, _ in cells}
            if wanted.supplier is not None and wanted.recipient is not None:
                pairs[wanted.supplier, wanted.recipient] = None
            noes = {pair: self._index.disputes_of(*pair) for pair in pairs}
            sequence, rules = self._sequence, self.rules_now()
        return Gathered(
            sequence=sequence,
            wanted=wanted,
            cells=cells,
            against={
                pair: tuple(no for no in told if wanted.knows(no)) for pair, told in noes.items()
            },
            rules=rules,
        )

    def claims_in(self, article_id: str) -> list[NetworkClaim] | None:
        """List the claims of an article that stand; None if the article does not."""
        with self._lock:
            placed = self._articles.get(article_id)
            return None if placed is None else [claim for claim in placed if claim.stands]

    def claims_between(self, supplier: str, recipient: str) -> list[NetworkClaim]:
        """List all claims of a pair that stand, whatever their stage and status."""
        pair = Filter(supplier=supplier, recipient=recipient)
        with self._lock:
            return [placed for cell in self._index.cells(pair) for placed in cell.claims]

    def all_claims(self) -> CellClaims:
        """Take all claims that stand by their cells, whatever their stage and status."""
        with self._lock:
            cells = {cell.key: tuple(cell.claims) for cell in self._index.cells(ALL_SUPPLIES)}
            return CellClaims(sequence=self._sequence, cells=cells)

    def edges(self, wanted: Filter = ALL_SUPPLIES) -> Snapshot:
        """Take the edges that matching claims make."""
        with self._lock:
            if wanted not in self._snapshots:
                _make_room(self._snapshots, KEPT)
                self._snapshots[wanted] = Snapshot(
                    sequence=self._sequence,
                    revision=self._revision,
                    wanted=wanted,
                    edges=self._index.edges(self._copies.first)
                    if wanted == ALL_SUPPLIES
                    else self._index.edges_of(self._matching(wanted), self._copies.first),
                )
            return self._snapshots[wanted]

    def dated_edges(self, wanted: Filter, near: Near) -> DatedEdges:
        """Take the edges, and the matching claims of those pairs that `near` picks of them."""
        with self._lock:
            snapshot = self.edges(wanted)
            held = list(self._claims_between(wanted, near(snapshot.edges)))
            rules = self.rules_now()
        claims: dict[Pair, list[NetworkClaim]] = {}
        for pair, placed in held:
            claims.setdefault(pair, []).extend(filter(wanted.admits, placed))
        return DatedEdges(snapshot=snapshot, claims=claims, rules=rules)

    def rules_now(self, gone: Mapping[str, str] | None = None) -> Rules:
        """Give the rules as they judge now, for whoever goes on without us.

        `gone` are articles that stand no longer, with their texts: they are held against those that
        do, to judge what was.
        """
        with self._lock:
            first = self._copies.as_now()
            then = {each: self._copies.find(text) or each for each, text in (gone or {}).items()}
        return replace(self.rules, first=lambda each: then.get(each) or first(each))

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

    def _compare(self, article: Article, placed: Sequence[NetworkClaim]) -> None:
        """Find the copies of an article with claims, or take it away from them."""
        if placed:
            self._copies.add(article.id, article.text)
            return
        for regrouped in self._copies.remove(article.id):
            for claim in self._articles[regrouped]:
                self._rows.pop(claim.key, None)
                self._index.tell_anew(claim)

    def _forget_rows(self, claim: NetworkClaim) -> None:
        """Forget the rows a claim has a part in; one that disputes has it in others of its pair."""
        self._rows.pop(claim.key, None)
        if claim.disputes:
            for key in self._index.keys_of_pair(claim.claim.supplier, claim.claim.recipient):
                self._rows.pop(key, None)

    def _change(self) -> None:
        self._revision += 1
        self._wide_rows.clear()
        self._near_rows.clear()
        self._snapshots.clear()

    def _build_rows(self, wanted: Filter) -> tuple[SupplyRow, ...]:
        found = self._plain_rows(wanted) if wanted.is_plain else self._filtered_rows(wanted)
        least = wanted.strength
        if least is not None:
            found = (row for row in found if row.reaches(least))
        return tuple(sorted(found, key=row_order))

    def _plain_rows(self, wanted: Filter) -> Iterator[SupplyRow]:
        for cell in self._index.cells(wanted):
            row = self._plain_row(cell)
            if row is not None:
                yield row

    def _plain_row(self, cell: Cell) -> SupplyRow | None:
        key = cell.key
        if key not in self._rows:
            claims = [placed for placed in cell.claims if placed.is_supply]
            self._rows[key] = self._build_row(cell, claims, ALL_SUPPLIES) if claims else None
        return self._rows[key]

    def _filtered_rows(self, wanted: Filter) -> Iterator[SupplyRow]:
        for cell, claims in self._admitted(wanted):
            yield self._build_row(cell, claims, wanted)

    def _build_row(self, cell: Cell, claims: Sequence[NetworkClaim], wanted: Filter) -> SupplyRow:
        against = [no for no in self._index.against(*cell.key) if wanted.knows(no)]
        return build_row(cell.key, claims, against, self.rules)

    def _matching(self, wanted: Filter) -> Iterator[tuple[Cell, list[NetworkClaim]]]:
        """Find the claims that match, in cells that are strong enough."""
        least = wanted.strength
        for cell, claims in self._admitted(wanted):
            if least is None:
                yield cell, claims
                continue
            row = (
                self._plain_row(cell) if wanted.is_plain else self._build_row(cell, claims, wanted)
            )
            if row and row.reaches(least):
                yield cell, claims

    def _claims_between(
        self, wanted: Filter, pairs: Collection[Pair]
    ) -> Iterator[tuple[Pair, list[NetworkClaim]]]:
        """Find claims of some pairs that may match: one by one, or among all where they are many.

        Only where strength is asked for they are held against the filter already.
        """
        one_by_one = (replace(wanted, supplier=a, recipient=b) for a, b in pairs)
        for asked in one_by_one if len(pairs) <= FEW_PAIRS else (wanted,):
            cells = ((cell, cell.claims) for cell in self._index.cells(asked))
            for cell, claims in cells if wanted.strength is None else self._matching(asked):
                pair = (cell.supplier, cell.recipient)
                if pair in pairs:
                    yield pair, list(claims)

    def _admitted(self, wanted: Filter) -> Iterator[tuple[Cell, list[NetworkClaim]]]:
        for cell in self._index.cells(wanted):
            claims = [placed for placed in cell.claims if wanted.admits(placed)]
            if claims:
                yield cell, claims


def _make_room(kept: dict[Filter, Kept], most: int) -> None:
    if len(kept) >= most:
        del kept[next(iter(kept))]
