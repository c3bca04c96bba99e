"""Two readings of one article compared: which claims stayed, came, went, or changed."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TypeAlias

from graph.claims.claim import Claim
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Verdict

Identified: TypeAlias = Mapping[str, Claim]
"""Claims by id, in the order of the text."""

_NOT_COMPARED = frozenset({"confidence", "extractor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedClaim:
    """A claim of the same two actors that is told otherwise: ids, and the fields that differ."""

    before: str
    now: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What became of the claims of an article, and verdicts whose claim is no longer read.

    A claim has the same id while all of it but confidence and extractor is the same.
    """

    kept: int
    added: Identified
    dropped: Identified
    changed: tuple[ChangedClaim, ...]
    lost: tuple[Verdict, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether both readings say the same."""
        return not (self.added or self.dropped or self.changed)


def compare_readings(before: ReadArticle, now: ReadArticle) -> Compared:
    """Compare an article's reading with a later one.

    Of claims that went and came, those between the same two actors are taken for one that changed:
    first those of the same passage, then others in the order of the text.
    """
    was, has = dict(before.identified_claims()), dict(now.identified_claims())
    dropped = {each: claim for each, claim in was.items() if each not in has}
    added = {each: claim for each, claim in has.items() if each not in was}
    changed: list[ChangedClaim] = []
    for key in (_passage, _actors):
        for gone, come in _pairs(dropped, added, key):
            names = _differing(dropped.pop(gone), added.pop(come))
            changed.append(ChangedClaim(before=gone, now=come, fields=names))
    return Compared(
        kept=len(was.keys() & has.keys()),
        added=added,
        dropped=dropped,
        changed=tuple(changed),
        lost=tuple(
            each for each in before.verdicts if each.claim_id in was and each.claim_id not in has
        ),
    )


def _actors(claim: Claim) -> Hashable:
    return claim.supplier, claim.recipient


def _passage(claim: Claim) -> Hashable:
    return claim.supplier, claim.recipient, claim.passage.start, claim.passage.end


def _pairs(
    dropped: Identified, added: Identified, key: Callable[[Claim], Hashable]
) -> Iterable[tuple[str, str]]:
    waiting: dict[Hashable, deque[str]] = defaultdict(deque)
    for each, claim in added.items():
        waiting[key(claim)].append(each)
    found = [(each, waiting[key(claim)]) for each, claim in dropped.items()]
    return [(each, same.popleft()) for each, same in found if same]


def _differing(before: Claim, now: Claim) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(Claim)
        if field.name not in _NOT_COMPARED
        and getattr(before, field.name) != getattr(now, field.name)
    )
