"""Which claims an answer is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from graph.claims.claim import AFFIRMED, NOT_SUPPLY, Stage, Status
from graph.claims.munition import munitions, narrower_munitions
from graph.errors import InvalidField, UnknownMunition
from graph.network.strength import Strength

if TYPE_CHECKING:
    from graph.network.cells import NetworkClaim

ANY_AID = "military-aid"
"""The concept above all others: it alone also covers claims that name no munition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What claims must match; `None` asks for nothing.

    - `supplier`, `recipient`: actor ids; `suppliers`, `recipients`: any of these; `actors`: any of
      these on either side. `munition`: this concept and all below it.
    - `exact`: the munition without those below it; without a munition, claims that name none.
    - `stage`, `status`: exactly that. Without a status, claims that say yes (asserted or alleged);
      without a stage, at any but request and suspension: with neither, `Claim.is_supply`. So no
      denial counts as a supply unless denials are asked for.
    - `since`, `until` (inclusive days): the time from earliest to latest day that the claim's
      date can mean overlaps them; a claim without a date counts by its article's publication
      day, and with neither it matches no time.
    - `as_of`: what was known at the end of that day: claims of articles published by then, or,
      where that is not told, that had come in; with neither, it was not known.
    - `strength`: of what the claims that match add up to, at least this.

    Raises UnknownMunition for a munition that is no concept, InvalidField if `until` comes
    before `since`.
    """

    supplier: str | None = None
    recipient: str | None = None
    suppliers: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    munition: str | None = None
    exact: bool = False
    stage: Stage | None = None
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    strength: Strength | None = None

    def __post_init__(self) -> None:
        if self.munition is not None and self.munition not in munitions():
            raise UnknownMunition(
                f"No munition has the id {self.munition!r}",
                field="munition",
                value=self.munition,
                matches=(),
            )
        if self.since is not None and self.until is not None and self.until < self.since:
            raise InvalidField(
                f"until ({self.until}) is before since ({self.since})",
                field="until",
                value=self.until.isoformat(),
                remedy="Give a day on or after since",
            )

    @property
    def is_plain(self) -> bool:
        """Tell whether it asks nothing of a claim but to be a supply of its cell."""
        timeless = not self._asks_time and self.as_of is None
        return self.stage is None and self.status is None and timeless

    @property
    def is_of_pairs(self) -> bool:
        """Tell whether it asks for whole pairs: for all supplies of those that it names."""
        return self.is_plain and self.munition is None and not self.exact

    @property
    def names_actor(self) -> bool:
        """Tell whether it asks for the supplies of some actors, or to some."""
        one = self.supplier is not None or self.recipient is not None
        return one or bool(self.suppliers or self.recipients or self.actors)

    def concerns(self, supplier: str, recipient: str) -> bool:
        """Tell whether a supplier and a recipient are among those asked for."""
        return (
            self.supplier in (None, supplier)
            and self.recipient in (None, recipient)
            and (not self.suppliers or supplier in self.suppliers)
            and (not self.recipients or recipient in self.recipients)
            and (not self.actors or not self.actors.isdisjoint((supplier, recipient)))
        )

    def asked(self) -> Mapping[str, str | tuple[str, ...]]:
        """Give what it asks for as an address does; several actors in order."""
        told: dict[str, str | tuple[str, ...]] = {}
        for one, several in (("supplier", self.suppliers), ("recipient", self.recipients)):
            named = tuple(sorted(several)) or getattr(self, one)
            if named:
                told[one] = named
        if self.actors:
            told["actor"] = tuple(sorted(self.actors))
        plain = ("munition", "exact", "stage", "status", "since", "until", "as_of", "strength")
        told.update((name, str(getattr(self, name))) for name in plain if getattr(self, name))
        return told

    @property
    def _asks_time(self) -> bool:
        return self.since is not None or self.until is not None

    def munition_ids(self) -> frozenset[str | None] | None:
        """List the munitions that match, `None` among them if no munition does; None for all."""
        if self.exact:
            return frozenset({self.munition})
        if self.munition is None:
            return None
        below: frozenset[str | None] = narrower_munitions(self.munition)
        return below | {None} if self.munition == ANY_AID else below

    def covers(self, munition: str | None) -> bool:
        """Tell whether a munition is among those asked for."""
        wanted = self.munition_ids()
        return wanted is None or munition in wanted

    def admits(self, placed: NetworkClaim) -> bool:
        """Tell whether stage, status and time of the claim match."""
        claim = placed.brief
        if self.stage is None and self.status is None:
            if not placed.is_supply:
                return False
        elif not (self._is_at_stage(claim.stage) and self._has_status(claim.status)):
            return False
        return self.knows(placed) and (not self._asks_time or self._is_in_time(placed))

    def knows(self, placed: NetworkClaim) -> bool:
        """Tell whether a claim was known on the day of `as_of`."""
        known = placed.article.known
        return self.as_of is None or (known is not None and known <= self.as_of)

    def _is_at_stage(self, stage: Stage) -> bool:
        return stage not in NOT_SUPPLY if self.stage is None else stage is self.stage

    def _has_status(self, status: Status) -> bool:
        return status in AFFIRMED if self.status is None else status is self.status

    def _is_in_time(self, placed: NetworkClaim) -> bool:
        earliest, latest = placed.earliest, placed.latest
        if placed.brief.date is None:
            earliest = latest = placed.article.published
            if earliest is None:
                return False
        starts_in_time = self.until is None or earliest is None or earliest <= self.until
        ends_in_time = self.since is None or latest is None or latest >= self.since
        return starts_in_time and ends_in_time


def without_ends(wanted: Filter) -> Filter:
    """Ask the same of all suppliers and recipients; actors on either side stay asked for."""
    return replace(
        wanted, supplier=None, recipient=None, suppliers=frozenset(), recipients=frozenset()
    )


ALL_SUPPLIES = Filter()
"""The filter that asks for nothing in particular."""
