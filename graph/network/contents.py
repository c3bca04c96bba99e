"""All that the network holds and keeps, and how it changes as articles come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.claims.brief import BriefArticle
from graph.network.cells import NetworkClaim, Pair
from graph.network.copies import Copies
from graph.network.edges import Edges, Snapshot
from graph.network.filter import ALL_SUPPLIES, Filter
from graph.network.held import HeldClaims
from graph.network.hop import HopSteps
from graph.network.index import CellIndex
from graph.network.kept import KeptByPair
from graph.network.kept_edges import edges_of
from graph.network.marks import signature_in
from graph.network.rolled import OfPair
from graph.network.rolling import Level
from graph.network.rows import WIDE, Rows, make_room
from graph.network.rules import Rules
from graph.network.steps import Steps
from graph.network.strength import SpeaksFor
from graph.network.words import WordsElsewhere

FEW_PAIRS = 500
"""Pairs up to which looking up each is sooner done than going through all cells."""

PAIRS_KEPT = 65_536
"""Pairs whose rows are kept, at each level above munitions."""

STEPS_KEPT = 32_768
"""Steps that are kept of pairs as hops of chains."""


class Contents:
    """Claims, copies, and what was made of them; not safe for threads by itself.

    `sequence` is that of the archive; `revision` another after each change.
    """

    def __init__(self, words: WordsElsewhere, speaks_for: SpeaksFor) -> None:
        self.words = words
        self.copies = Copies()
        self.rules = Rules(first=self.copies.first, speaks_for=speaks_for)
        self.revision = 0
        self._empty()

    def _empty(self) -> None:
        self.sequence = 0
        self.held = HeldClaims(self.words)
        self.index = CellIndex(self.held)
        self.rows = Rows(self.index, self.rules)
        self.rolled: Mapping[Level, KeptByPair[OfPair]] = {
            level: KeptByPair(PAIRS_KEPT) for level in Level
        }
        self._hops: KeptByPair[HopSteps] = KeptByPair(STEPS_KEPT, len)
        self._snapshots: dict[Filter, Snapshot] = {}
        self._rules_now: Rules | None = None

    def clear(self) -> None:
        """Forget everything; the sequence number is 0 again."""
        self.copies.clear()
        self._empty()
        self._change()

    def take(self, briefs: Collection[BriefArticle]) -> None:
        """Take in some articles, each in place of what it contributed before."""
        last = {brief.id: brief for brief in briefs}
        for brief in last.values():
            self._remove(brief.id)
        self._place([brief for brief in last.values() if brief.stands])
        for brief in last.values():
            if not brief.claims:
                self._part(brief.id)
        self.sequence = max(self.sequence, *(brief.sequence for brief in briefs))
        self._change()

    def mute(self, publishers: frozenset[str]) -> None:
        """Let the claims of these publishers, by their ids, establish nothing, and no others'."""
        if publishers == self.rules.muted:
            return
        self.rules = replace(self.rules, muted=publishers)
        self.rows = Rows(self.index, self.rules)
        for kept in self._kept_by_pair():
            kept.forget_all(self.revision + 1)
        self.index.tell_all_anew()
        self._change()

    def rules_now(self) -> Rules:
        """Give the rules as they judge now, for whoever goes on while we change."""
        if self._rules_now is None:
            self._rules_now = replace(self.rules, first=self.copies.as_now())
        return self._rules_now

    def edges(self, wanted: Filter) -> Snapshot:
        """Take the edges that matching claims make."""
        if wanted not in self._snapshots:
            make_room(self._snapshots, WIDE)
            self._snapshots[wanted] = Snapshot(
                sequence=self.sequence,
                revision=self.revision,
                wanted=wanted,
                edges=self._edges(wanted),
            )
        return self._snapshots[wanted]

    def edges_at_hand(self, wanted: Filter) -> Snapshot | None:
        """Take the edges that matching claims make if nothing was added since they were made."""
        return self._snapshots.get(wanted)

    def _edges(self, wanted: Filter) -> Edges:
        if wanted == ALL_SUPPLIES:
            return self.index.edges(self.rules)
        matching = self.rows.matching(wanted)
        return edges_of(((cell.key[:2], claims) for cell, claims in matching), self.rules)

    def steps_between(self, wanted: Filter, pairs: Collection[Pair]) -> Mapping[Pair, HopSteps]:
        """Find the claims of some pairs that match; those of all supplies are kept."""
        if wanted != ALL_SUPPLIES:
            return self._steps_of(self._claims_between(wanted, pairs), wanted)
        known, missing = self._hops.look_up(pairs)
        cells = self.index.cells_between(missing)
        fresh = self._steps_of(((cell.key[:2], cell.claims) for cell in cells), wanted)
        self._hops.keep(fresh, self.revision)
        return {**known, **fresh}

    def _steps_of(
        self, held: Iterator[tuple[Pair, Sequence[NetworkClaim]]], wanted: Filter
    ) -> dict[Pair, HopSteps]:
        claims: dict[Pair, list[NetworkClaim]] = {}
        for pair, placed in held:
            matching = [one for one in self.rules.heard(placed) if wanted.admits(one)]
            if matching:
                claims.setdefault(pair, []).extend(matching)
        return {pair: Steps.of(of_pair) for pair, of_pair in claims.items()}

    def _claims_between(
        self, wanted: Filter, pairs: Collection[Pair]
    ) -> Iterator[tuple[Pair, list[NetworkClaim]]]:
        """Find claims of some pairs that may match: one by one, or among all where they are many.

        Only where strength is asked for they are held against the filter already.
        """
        one_by_one = (replace(wanted, supplier=a, recipient=b) for a, b in pairs)
        among = frozenset(pairs)
        for asked in one_by_one if len(among) <= FEW_PAIRS else (wanted,):
            cells = ((cell, cell.claims) for cell in self.index.cells(asked))
            for cell, claims in cells if wanted.strength is None else self.rows.matching(asked):
                pair = (cell.supplier, cell.recipient)
                if pair in among:
                    yield pair, claims

    def _place(self, briefs: Sequence[BriefArticle]) -> None:
        """Put the claims of articles into their cells, and the articles among their copies."""
        if briefs:
            self.index.add(self.held.add(briefs))
        signed = ((one.id, signature_in(one.marks)) for one in briefs if one.claims)
        self.copies.add_signed(signed)
        if self.rows.any or any(kept.any for kept in self._kept_by_pair()):
            for brief in briefs:
                self._forget_rows(brief.id)

    def _remove(self, article_id: str) -> None:
        headings = self.held.headings
        if article_id in headings:
            self._forget_rows(article_id)
            for row in self.held.rows(article_id):
                self.index.remove(row)
            self.words.forget(headings.reading(article_id))
            self.held.remove(article_id)

    def _part(self, article_id: str) -> None:
        """Take an article from its copies; those of which it was the first are grouped anew."""
        for regrouped in self.copies.remove(article_id):
            self._forget_rows(regrouped)
            for row in self.held.rows(regrouped):
                self.index.tell_anew(row)

    def _forget_rows(self, article_id: str) -> None:
        for row in self.held.rows(article_id):
            cell = self.index.cell_of(row)
            self.rows.forget(cell, disputes=self.held.disputes(row))
            for kept in self._kept_by_pair():
                kept.forget(self.index.pair_of(cell), self.revision + 1)

    def _kept_by_pair(self) -> Iterator[KeptByPair[OfPair] | KeptByPair[HopSteps]]:
        yield from self.rolled.values()
        yield self._hops

    def _change(self) -> None:
        self.revision += 1
        self.rows.change()
        self._snapshots.clear()
        self._rules_now = None
