"""What became known since: relationships before and after articles came, went or were judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.claims.reading import ReadArticle
from graph.network.cells import CellKey, NetworkClaim, network_claims
from graph.network.disputes import disputing
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.supplies import SupplyRow, build_row


class ChangeKind(StrEnum):
    """What happened to a relationship."""

    KNOWN = "known"
    GONE = "gone"
    STRONGER = "stronger"
    WEAKER = "weaker"
    CONTESTED = "contested"
    UNCONTESTED = "uncontested"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An article as it stood before, None if it did not, and as it is now."""

    before: ReadArticle | None
    now: ReadArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A relationship that changed: how, from what, to what, and by which articles."""

    supplier: str
    recipient: str
    munition: str | None
    kinds: tuple[ChangeKind, ...]
    before: SupplyRow | None
    now: SupplyRow | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed between two sequence numbers, by supplier, recipient and munition."""

    since: int
    sequence: int
    changes: tuple[Change, ...]


def find_changes(
    network: Network, span: tuple[int, int], revisions: Iterable[Revision], wanted: Filter
) -> Changes:
    """Compare the relationships that match a filter before and after articles changed.

    The revisions are all since the first sequence number of the span; what came after the second
    may be told too, and again by whoever asks what changed since then: nothing is passed over.
    Which articles are copies of one another is judged as of now.
    """
    with network.still():
        past = _Past(revisions)
        found = [
            change
            for pair in sorted(past.pairs)
            for change in _of_pair(network, past, wanted, pair)
        ]
    return Changes(since=span[0], sequence=span[1], changes=tuple(found))


class _Past:
    """What revised articles told before and tell now, by claim and by cell."""

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self.articles: dict[str, None] = {}
        self.before: list[NetworkClaim] = []
        self.touched: dict[CellKey, dict[str, None]] = {}
        for one in revisions:
            self.articles[one.now.article.id] = None
            if one.before is not None:
                told = _standing(one.before)
                self.before += told
                self._touch(one.now.article.id, told)
            if one.now.withdrawn is None:
                self._touch(one.now.article.id, _standing(one.now))

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs of which anything was told."""
        return frozenset((supplier, recipient) for supplier, recipient, _ in self.touched)

    def _touch(self, article_id: str, claims: Iterable[NetworkClaim]) -> None:
        for placed in claims:
            self.touched.setdefault(placed.key, {})[article_id] = None


def _standing(read: ReadArticle) -> list[NetworkClaim]:
    return [placed for placed in network_claims(read) if placed.stands]


def _of_pair(
    network: Network, past: _Past, wanted: Filter, pair: tuple[str, str]
) -> Iterable[Change]:
    if not _asked(wanted, pair):
        return
    now = network.claims_between(*pair)
    before = [placed for placed in now if placed.article.id not in past.articles]
    before += [one for one in past.before if (one.claim.supplier, one.claim.recipient) == pair]
    keys = {placed.key for placed in (*now, *before)}
    for key in sorted(keys, key=lambda one: one[2] or ""):
        articles = _articles(past, key)
        if articles and wanted.covers(key[2]):
            was, has = (_row(network, key, told, wanted) for told in (before, now))
            kinds = tuple(_kinds(was, has))
            if kinds:
                supplier, recipient, munition = key
                yield Change(
                    supplier=supplier,
                    recipient=recipient,
                    munition=munition,
                    kinds=kinds,
                    before=was,
                    now=has,
                    articles=articles,
                )


def _articles(past: _Past, key: CellKey) -> tuple[str, ...]:
    """List the articles that told of a cell, or of one whose disputes bear on it."""
    supplier, recipient, munition = key
    bearing = disputing(munition) | {munition}
    told = (past.touched.get((supplier, recipient, other), {}) for other in bearing)
    return tuple(sorted({article for articles in told for article in articles}))


def _asked(wanted: Filter, pair: tuple[str, str]) -> bool:
    asked = (wanted.supplier, wanted.recipient)
    return all(end is None or end == of_pair for end, of_pair in zip(asked, pair, strict=True))


def _row(
    network: Network, key: CellKey, told: Sequence[NetworkClaim], wanted: Filter
) -> SupplyRow | None:
    said = [placed for placed in told if placed.key == key and wanted.admits(placed)]
    if not said:
        return None
    scope = disputing(key[2])
    against = [no for no in told if no.disputes and no.claim.munition in scope and wanted.knows(no)]
    row = build_row(key, said, against, network.rules)
    return row if wanted.strength is None or row.reaches(wanted.strength) else None


def _kinds(was: SupplyRow | None, has: SupplyRow | None) -> Iterable[ChangeKind]:
    if was is None or has is None:
        if has is not None:
            yield ChangeKind.KNOWN
            yield from _flags(has)
        elif was is not None:
            yield ChangeKind.GONE
        return
    if was.strength != has.strength and was.strength and has.strength:
        yield ChangeKind.STRONGER if has.strength.reaches(was.strength) else ChangeKind.WEAKER
    for yes, no, before, now in (
        (ChangeKind.CONTESTED, ChangeKind.UNCONTESTED, was.contested, has.contested),
        (ChangeKind.SUSPENDED, ChangeKind.RESUMED, was.suspended, has.suspended),
    ):
        if before != now:
            yield yes if now else no
    if has.claims > was.claims:
        yield ChangeKind.REPORTED


def _flags(row: SupplyRow) -> Iterable[ChangeKind]:
    if row.contested:
        yield ChangeKind.CONTESTED
    if row.suspended:
        yield ChangeKind.SUSPENDED
