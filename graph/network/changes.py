"""What became known since: relationships before and after articles came, went or were judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.claims.publisher import publisher_id
from graph.claims.reading import ReadArticle, Revision
from graph.network.cells import CellKey, NetworkClaim, Pair, network_claims
from graph.network.disputes import disputing
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.rules import Rules
from graph.network.supplies import SupplyRow, build_row


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
    network: Network,
    since: int,
    read: Callable[[int], Iterable[Revision]],
    wanted: Filter,
    muted: frozenset[str] = frozenset(),
) -> Changes:
    """Compare the relationships that match a filter before and after articles changed.

    `read` gives what changed after a sequence number, each article as it stood at `since`. It is
    asked twice: for all, and while the network is held still, for the little that came meanwhile;
    so that the answer is of one state. How an article is now, the network tells. Which articles are
    copies of one another is judged as of now. Nobody waits while it is judged. A strength that is
    asked for leaves out what neither was nor is so strong. `muted` are the publishers that were
    muted at `since`: where others are now, all that these said is compared.
    """
    past = _Past()
    last = since
    for revision in read(since):
        past.add(revision)
        last = revision.now.sequence
    with network.still() as sequence:
        for revision in read(last):
            past.add(revision)
        past.compare(network)
        rules = network.rules_now(past.gone)
        past.touch(network, muted ^ rules.muted)
        pairs = sorted(pair for pair in past.pairs if _asked(wanted, pair))
        told = [(pair, network.claims_between(*pair)) for pair in pairs]
    judging = _Judging(rules, replace(rules, muted=muted), wanted)
    found = (change for pair, now in told for change in _of_pair(judging, past, pair, now))
    return Changes(since=since, sequence=sequence, changes=tuple(found))


@dataclass(frozen=True, slots=True)
class _Judging:
    """How rows are judged, and were, and which are wanted."""

    rules: Rules
    then: Rules
    wanted: Filter


class _Past:
    """What revised articles told before, and of which cells they tell or told.

    `gone` are those that stand no longer, with their texts.
    """

    def __init__(self) -> None:
        self._articles: dict[str, ReadArticle | None] = {}
        self._claims: dict[str, list[NetworkClaim]] = {}
        self._before: dict[Pair, list[NetworkClaim]] = {}
        self._touched: dict[CellKey, dict[str, None]] = {}
        self.gone: dict[str, str] = {}

    def add(self, revision: Revision) -> None:
        """Note how an article stood."""
        article_id, before = revision.now.article.id, revision.before
        if article_id not in self._articles:
            self._articles[article_id] = before
            claims = () if before is None else network_claims(before)
            self._claims[article_id] = [placed for placed in claims if placed.stands]

    def compare(self, network: Network) -> None:
        """Find what the articles tell now; all of them are noted."""
        for article_id, before in self._articles.items():
            told, now = self._claims[article_id], network.claims_in(article_id)
            if before is not None and now is None:
                self.gone[article_id] = before.article.text
            for placed in told:
                self._before.setdefault(placed.key[:2], []).append(placed)
            for placed in (*told, *(now or ())):
                self._touched.setdefault(placed.key, {})[article_id] = None

    def touch(self, network: Network, publishers: frozenset[str]) -> None:
        """Note what publishers tell that were muted, or are heard again."""
        if not publishers:
            return
        for key, claims in network.all_claims().cells.items():
            for placed in claims:
                if publisher_id(placed.article.publisher or "") in publishers:
                    self._touched.setdefault(key, {})[placed.article.id] = None

    @property
    def pairs(self) -> frozenset[Pair]:
        """The pairs of which anything was told."""
        return frozenset((supplier, recipient) for supplier, recipient, _ in self._touched)

    def before(self, pair: Pair, now: Iterable[NetworkClaim]) -> list[NetworkClaim]:
        """List the claims of a pair as they were, where these are those of now."""
        kept = [placed for placed in now if placed.article.id not in self._articles]
        return kept + self._before.get(pair, [])

    def articles(self, key: CellKey) -> tuple[str, ...]:
        """List the articles that told of a cell, or of one whose disputes bear on it."""
        supplier, recipient, munition = key
        told = (
            self._touched.get((supplier, recipient, other), {})
            for other in disputing(munition) | {munition}
        )
        return tuple(sorted({article for articles in told for article in articles}))


def _of_pair(
    judging: _Judging, past: _Past, pair: Pair, now: Sequence[NetworkClaim]
) -> Iterable[Change]:
    was, has = _by_cell(past.before(pair, now)), _by_cell(now)
    for key in sorted(was.keys() | has.keys(), key=lambda one: one[2] or ""):
        articles = past.articles(key) if judging.wanted.covers(key[2]) else ()
        if articles:
            rows = (
                _row(judging.wanted, judging.then, key, was),
                _row(judging.wanted, judging.rules, key, has),
            )
            kinds = tuple(_kinds(*rows)) if _is_strong(judging.wanted, rows) else ()
            if kinds:
                supplier, recipient, munition = key
                yield Change(
                    supplier=supplier,
                    recipient=recipient,
                    munition=munition,
                    kinds=kinds,
                    before=rows[0],
                    now=rows[1],
                    articles=articles,
                )


def _by_cell(claims: Iterable[NetworkClaim]) -> Mapping[CellKey, list[NetworkClaim]]:
    cells: dict[CellKey, list[NetworkClaim]] = {}
    for placed in claims:
        cells.setdefault(placed.key, []).append(placed)
    return cells


def _asked(wanted: Filter, pair: Pair) -> bool:
    return wanted.concerns(*pair)


def _row(
    wanted: Filter, rules: Rules, key: CellKey, cells: Mapping[CellKey, Sequence[NetworkClaim]]
) -> SupplyRow | None:
    """Add up a cell, among those of its pair."""
    said = [placed for placed in cells.get(key, ()) if wanted.admits(placed)]
    if not said:
        return None
    against = [
        no
        for munition in disputing(key[2])
        for no in cells.get((*key[:2], munition), ())
        if no.disputes and wanted.knows(no)
    ]
    return build_row(key, said, against, rules)


def _is_strong(wanted: Filter, rows: Iterable[SupplyRow | None]) -> bool:
    """Tell whether a relationship is or was as strong as asked for."""
    least = wanted.strength
    return least is None or any(row is not None and row.reaches(least) for row in rows)


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
    if was.strength != has.strength:  # None is none at all
        gained = has.strength and (was.strength is None or has.strength.reaches(was.strength))
        yield ChangeKind.STRONGER if gained else ChangeKind.WEAKER
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
