"""The network in memory: what was added to it, and the answers that come from that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from threading import RLock
from typing import TypeVar

from graph.claims.brief import BriefArticle, Marker, Wordings, put_in_brief
from graph.claims.claim import Status
from graph.claims.reading import ReadArticle
from graph.network.cells import CellKey, NetworkClaim, Pair, claim_order
from graph.network.contents import Contents
from graph.network.dated import DatedEdges, Near
from graph.network.edges import Snapshot
from graph.network.filter import ALL_SUPPLIES, Filter
from graph.network.freed import give_back
from graph.network.headings import Printed
from graph.network.index import NetworkCounts
from graph.network.marks import TextMarker
from graph.network.remembered import Remembered
from graph.network.rolled import RolledUp, build_rolled
from graph.network.rolling import Gathered, Level
from graph.network.rules import Rules
from graph.network.strength import SpeaksFor, nobody
from graph.network.supplies import SupplyRow
from graph.network.words import WordsElsewhere

Answer = TypeVar("Answer")

AT_ONCE = 500
"""Articles that are taken in before others have a turn."""


MANY = 2000
"""Articles after which what it took to take them in is given back to the system."""


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
        self.marker: Marker = TextMarker()
        self._words = WordsElsewhere()
        self._contents = Contents(self._words, speaks_for)
        self._answers: Remembered[object] = Remembered()

    @property
    def rules(self) -> Rules:
        """What claims are judged by, as it changes with them."""
        return self._contents.rules

    def add(self, read: ReadArticle) -> None:
        """Take in an article with its words, which are kept here, in place of what it was before.

        One that is withdrawn is forgotten.
        """
        marks = b"" if read.withdrawn else self.marker.mark(read)
        reading = 0 if read.withdrawn else self._words.keep(read)
        self._take([put_in_brief(read, reading, marks)])

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        """Take in articles one after the other; answers are given in between."""
        for read in reads:
            self.add(read)

    def follow(
        self,
        briefs: Iterable[BriefArticle],
        words: Wordings,
        muted: Callable[[], frozenset[str]] | None = None,
    ) -> None:
        """Take in articles in brief, as `add` does; their words are fetched when they are shown.

        Answers are given in between. The marks must be those of `marker`. `muted` tells the ids of
        publishers that are muted: it is asked after the last articles came, so that it is no older.
        """
        self._words.kept_by(words)
        coming, taken = iter(briefs), 0
        others = list(islice(coming, AT_ONCE))
        while some := others:
            others = list(islice(coming, AT_ONCE))
            self._take(some, muted() if muted and not others else None)
            taken += len(some)
        if taken >= MANY:
            give_back()

    def mute(self, publishers: frozenset[str]) -> None:
        """Let the claims of these publishers, by their ids, establish nothing, and no others'."""
        with self._lock:
            self._contents.mute(publishers)

    def clear(self) -> None:
        """Forget everything; the sequence number is 0 again."""
        with self._lock:
            self._contents.clear()

    def sequence(self) -> int:
        """Tell the archive's sequence number that answers belong to."""
        return self._contents.sequence

    @contextmanager
    def still(self) -> Iterator[int]:
        """Keep the network as it is, so that several answers belong to the sequence number given.

        Everyone else waits meanwhile: ask and leave.
        """
        with self._lock:
            yield self._contents.sequence

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
            return self._contents.rows.rows(wanted)

    def rows_at_hand(self, wanted: Filter, few: int) -> bool:
        """Tell whether the supplies of a filter that names an actor can be told at once.

        That is where at most a few of their cells must be added up first.
        """
        with self._lock:
            return self._contents.rows.at_hand(wanted, few)

    def claim(self, claim_id: str) -> NetworkClaim | None:
        """Find a claim with the heading of its article, a rejected one too."""
        with self._lock:
            row = self._contents.held.find(claim_id)
            if row is None:
                return None
            return self._contents.held.rejected(row) or self._contents.index.claim(row)

    def claims_of(
        self, wanted: Filter = ALL_SUPPLIES, *, offset: int = 0, limit: int | None = None
    ) -> ClaimList:
        """List claims that match, earliest published first, then in the order of the article."""
        with self._lock:
            sequence = self._contents.sequence
            found = [
                claim for _, claims in self._contents.rows.matching(wanted) for claim in claims
            ]
        found.sort(key=claim_order)
        end = None if limit is None else offset + limit
        return ClaimList(sequence=sequence, total=len(found), claims=tuple(found[offset:end]))

    def gather(
        self, wanted: Filter = ALL_SUPPLIES, among: Collection[Pair] | None = None
    ) -> Gathered:
        """Gather the claims that match by cell, and what disputes any of their pairs.

        Of the filter all counts but the strength, which is that of what they add up to. A pair that
        is named has its disputes even if no claim matches. Those of some pairs alone if told which.
        """
        with self._lock:
            admitted = self._contents.rows.admitted(wanted, among)
            cells = {cell.key: tuple(claims) for cell, claims in admitted}
            pairs = {(supplier, recipient): None for supplier, recipient, _ in cells}
            if wanted.supplier is not None and wanted.recipient is not None:
                pairs[wanted.supplier, wanted.recipient] = None
            noes = {pair: self._contents.index.disputes_of(*pair) for pair in pairs}
            sequence, rules = self._contents.sequence, self.rules_now()
        return Gathered(
            sequence=sequence,
            wanted=wanted,
            cells=cells,
            against={
                pair: tuple(no for no in told if wanted.knows(no)) for pair, told in noes.items()
            },
            rules=rules,
        )

    def rolled_up(self, wanted: Filter, level: Level) -> RolledUp:
        """Answer who supplies whom at a level, ordered as supplies are.

        What whole pairs add up to is kept until something of the pair changes.
        """
        if level is Level.MUNITION:
            with self._lock:
                return RolledUp(
                    sequence=self._contents.sequence, rows=self._contents.rows.rows(wanted)
                )
        if not wanted.is_of_pairs:
            gathered = self.gather(wanted)
            built = build_rolled(gathered, level)
            return RolledUp.of(gathered.sequence, built.values(), wanted.strength)
        with self._lock:
            kept = self._contents.rolled[level]
            known, missing = kept.look_up(self._contents.index.pairs(wanted))
            gathered = self.gather(ALL_SUPPLIES, missing)
            revision = self._contents.revision
        built = build_rolled(gathered, level)  # which takes its time: nobody waits for it
        fresh = {pair: built.get(pair, ()) for pair in missing}
        with self._lock:
            kept.keep(fresh, revision)
        rows = (*known.values(), *fresh.values())
        return RolledUp.of(gathered.sequence, rows, wanted.strength)

    def claims_in(self, article_id: str) -> list[NetworkClaim] | None:
        """List the claims of an article that stand; None if the article does not."""
        with self._lock:
            if article_id not in self._contents.held.headings:
                return None
            return [self._contents.index.claim(row) for row in self._contents.held.rows(article_id)]

    def claims_between(self, supplier: str, recipient: str) -> list[NetworkClaim]:
        """List all claims of a pair that stand, whatever their stage and status."""
        pair = Filter(supplier=supplier, recipient=recipient)
        with self._lock:
            return [placed for cell in self._contents.index.cells(pair) for placed in cell.claims]

    def all_claims(self) -> CellClaims:
        """Take all claims that stand by their cells, whatever their stage and status."""
        with self._lock:
            cells = {
                cell.key: tuple(cell.claims) for cell in self._contents.index.cells(ALL_SUPPLIES)
            }
            return CellClaims(sequence=self._contents.sequence, cells=cells)

    def article_by(self, publisher: str) -> str | None:
        """Find any article that stands of a publisher, by the publisher's id."""
        with self._lock:
            return self._contents.held.headings.article_by(publisher)

    def printed(self) -> Printed:
        """Tell how many articles each publisher printed on each day, and who is muted."""
        with self._lock:
            return Printed(
                sequence=self._contents.sequence,
                articles=self._contents.held.headings.printed(),
                cells=self.all_claims().cells,
                muted=self.rules.muted,
                first=self._contents.rules_now().first,
            )

    def edges(self, wanted: Filter = ALL_SUPPLIES) -> Snapshot:
        """Take the edges that matching claims make."""
        with self._lock:
            return self._contents.edges(wanted)

    def edges_at_hand(self) -> Snapshot | None:
        """Take the edges that all supplies make, if they need not be made first."""
        with self._lock:
            return self._contents.edges_at_hand(ALL_SUPPLIES)

    def dated_edges(self, wanted: Filter, near: Near) -> DatedEdges:
        """Take the edges, and the matching claims of those pairs that `near` picks of them."""
        with self._lock:
            snapshot = self._contents.edges(wanted)
            return DatedEdges(
                snapshot=snapshot,
                steps=self._contents.steps_between(wanted, near(snapshot.edges)),
                rules=self._contents.rules_now(),
            )

    def rules_now(self, gone: Mapping[str, str] | None = None) -> Rules:
        """Give the rules as they judge now, for whoever goes on without us.

        `gone` are articles that stand no longer, with their texts: they are held against those that
        do, to judge what was.
        """
        with self._lock:
            rules, find = self._contents.rules_now(), self._contents.copies.find
            then = {each: find(text) or each for each, text in (gone or {}).items()}
        first = rules.first
        return replace(rules, first=lambda each: then.get(each) or first(each)) if then else rules

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
                articles=len(self._contents.held.headings),
                claims=self._contents.index.claims,
                cells=self._contents.index.count_cells(),
                pairs=self._contents.index.count_pairs(),
                actors=self._contents.index.count_actors(),
            )

    def count_statuses(self) -> dict[Status, int]:
        """Count the claims that stand by status; waits for nothing but another answer."""
        with self._lock:
            return self._contents.held.count_statuses()

    def _take(self, briefs: Collection[BriefArticle], muted: frozenset[str] | None = None) -> None:
        with self._lock:
            if muted is not None:
                self._contents.mute(muted)
            self._contents.take(briefs)
