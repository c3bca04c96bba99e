"""What became known since: relationships before and after articles came, went or were judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.claims.reading import ReadArticle
from graph.network.cells import CellKey, NetworkClaim, network_claims
from graph.network.disputes import disputing
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.supplies import Rules, SupplyRow, build_row


class ChangeKind(StrEnum):
    """What happened to a relationship.

    Reported: more claims than before; retracted: fewer; revised: nothing but details, as dates,
    amounts or what disputes it.
    """

    KNOWN = "known"
    GONE = "gone"
    STRONGER = "stronger"
    WEAKER = "weaker"
    CONTESTED = "contested"
    UNCONTESTED = "uncontested"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    REPORTED = "reported"
    RETRACTED = "retracted"
    REVISED = "revised"


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
    network: Network, since: int, revisions: Iterable[Revision], wanted: Filter
) -> Changes:
    """Compare the relationships that match a filter before and after articles changed.

    The revisions are all since the sequence number; the answer tells at which number the network
    stood, so that who read them can see whether they are of that state too. Which articles are
    copies of one another is judged as of then. Nobody waits while it is judged.
    """
    past = _Past(revisions)
    pairs = sorted(pair for pair in past.pairs if _asked(wanted, pair))
    with network.still() as sequence:
        rules = network.rules_now(past.gone)
        told = [(pair, network.claims_between(*pair)) for pair in pairs]
    found = [
        change
        for pair, now in told
        for change in _of_pair(_Judging(rules, wanted), past, pair, now)
    ]
    return Changes(since=since, sequence=sequence, changes=tuple(found))


@dataclass(frozen=True, slots=True)
class _Judging:
    """How rows are judged, and which are wanted."""

    rules: Rules
    wanted: Filter


class _Past:
    """What revised articles told before and tell now, by claim and by cell."""

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self.articles: dict[str, None] = {}
        self.gone: dict[str, str] = {}
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
            else:
                self.gone[one.now.article.id] = one.now.article.text

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
    judging: _Judging, past: _Past, pair: tuple[str, str], now: Sequence[NetworkClaim]
) -> Iterable[Change]:
    before = [placed for placed in now if placed.article.id not in past.articles]
    before += [one for one in past.before if (one.claim.supplier, one.claim.recipient) == pair]
    keys = {placed.key for placed in (*now, *before)}
    for key in sorted(keys, key=lambda one: one[2] or ""):
        articles = _articles(past, key)
        if articles and judging.wanted.covers(key[2]):
            was, has = (_row(judging, key, told) for told in (before, now))
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


def _row(judging: _Judging, key: CellKey, told: Sequence[NetworkClaim]) -> SupplyRow | None:
    wanted = judging.wanted
    said = [placed for placed in told if placed.key == key and wanted.admits(placed)]
    if not said:
        return None
    scope = disputing(key[2])
    against = [no for no in told if no.disputes and no.claim.munition in scope and wanted.knows(no)]
    row = build_row(key, said, against, judging.rules)
    return row if wanted.strength is None or row.reaches(wanted.strength) else None


def _kinds(was: SupplyRow | None, has: SupplyRow | None) -> Iterable[ChangeKind]:
    if was is None or has is None:
        if has is not None:
            yield ChangeKind.KNOWN
            yield from _flags(has)
        elif was is not None:
            yield ChangeKind.GONE
        return
    found = tuple(_compared(was, has))
    yield from found
    if not found and replace(was, quotes=()) != replace(has, quotes=()):
        yield ChangeKind.REVISED


def _compared(was: SupplyRow, has: SupplyRow) -> Iterable[ChangeKind]:
    if was.strength != has.strength and was.strength and has.strength:
        yield ChangeKind.STRONGER if has.strength.reaches(was.strength) else ChangeKind.WEAKER
    for yes, no, before, now in (
        (ChangeKind.CONTESTED, ChangeKind.UNCONTESTED, was.contested, has.contested),
        (ChangeKind.SUSPENDED, ChangeKind.RESUMED, was.suspended, has.suspended),
    ):
        if before != now:
            yield yes if now else no
    if has.claims != was.claims:
        yield ChangeKind.REPORTED if has.claims > was.claims else ChangeKind.RETRACTED


def _flags(row: SupplyRow) -> Iterable[ChangeKind]:
    if row.contested:
        yield ChangeKind.CONTESTED
    if row.suspended:
        yield ChangeKind.SUSPENDED
