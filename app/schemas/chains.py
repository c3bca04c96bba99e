"""Chains as JSON: ways that arms may have taken in time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from app.schemas.claims import Out
from app.schemas.network import DEFAULT_HOPS, HOPS, CarriedOut, MeasureAnswer, NetworkTold
from app.schemas.supplies import Labelled
from app.schemas.wanted import MAX_PAGE, Name, Wanted
from graph.ingest.resolve.names import find_actor
from graph.network.best_first import Shared
from graph.network.chains import Chain, ChainsAsked, ChainsFound
from graph.network.hop import ChainHop
from graph.network.strength import Strength


class ChainsWanted(Wanted):
    """Which chains, on which claims."""

    source: Annotated[str, Field(alias="from", description="Actor at the start, in any spelling")]
    target: Name = Field(
        default=None,
        alias="to",
        description="Actor at the end, in any spelling; left out, onward transfers to anyone",
    )
    max_hops: int = Field(default=DEFAULT_HOPS, description="1 to 5", json_schema_extra=HOPS)
    shared: Shared | None = Field(
        default=None,
        description="All hops are about one category, or may be about the same munition",
    )
    through: bool = Field(
        default=False,
        description="Count a claim that names stops on its way as hops from stop to stop",
    )
    limit: int = Field(default=50, ge=1, le=MAX_PAGE)

    def asked(self) -> ChainsAsked:
        """Resolve the names; raises UnknownActor, naming the field."""
        target = find_actor(self.target, field="to").id if self.target else None
        return ChainsAsked(
            source=find_actor(self.source, field="from").id,
            target=target,
            max_hops=self.max_hops,
            shared=self.shared,
            through=self.through,
        )


class ChainHopOut(Out):
    """A hop, told by the claims that fit into the chain's order of time."""

    supplier: Labelled
    recipient: Labelled
    strength: Strength | None = Field(description="Null where no claim says yes")
    claims: int
    origins: int = Field(description="Independent origins of these claims")
    munitions: tuple[CarriedOut, ...]
    first: date | None = Field(description="First day that these claims can mean; null if open")
    last: date | None
    via: tuple[tuple[Labelled, ...], ...] = Field(description="Stops that claims name on the way")
    in_transit: int = Field(description="Claims of which this hop is but a leg")
    evidence: tuple[str, ...] = Field(description="Addresses of these claims, ten at most")

    @classmethod
    def of(cls, hop: ChainHop) -> Self:
        """Show a hop."""
        return cls(
            supplier=Labelled.actor(hop.supplier),
            recipient=Labelled.actor(hop.recipient),
            strength=hop.strength,
            claims=hop.claims,
            origins=hop.origins,
            munitions=tuple(map(CarriedOut.of, hop.munitions)),
            first=hop.first,
            last=hop.last,
            via=tuple(tuple(map(Labelled.actor, stops)) for stops in hop.via),
            in_transit=hop.in_transit,
            evidence=tuple(f"/v1/claims/{claim_id}" for claim_id in hop.evidence),
        )


class ChainOut(Out):
    """A way in an order of time that its claims allow."""

    actors: tuple[str, ...]
    common: Labelled | None = Field(description="The category or munition that all hops share")
    strength: Strength | None = Field(description="Of its weakest hop")
    weakest: int = Field(description="Independent origins of its weakest hop")
    hops: tuple[ChainHopOut, ...]

    @classmethod
    def of(cls, chain: Chain) -> Self:
        """Show a chain."""
        return cls(
            actors=chain.actors,
            common=Labelled.munition(chain.common),
            strength=chain.strength,
            weakest=chain.weakest,
            hops=tuple(map(ChainHopOut.of, chain.hops)),
        )


class ChainsAnswer(MeasureAnswer):
    """Chains, strongest weakest hop first, then shortest: what claims allow, not what texts say."""

    source: Labelled
    target: Labelled | None
    max_hops: int
    shared: Shared | None
    through: bool
    complete: bool = Field(description="False when there are, or may be, weaker ones beside these")
    chains: tuple[ChainOut, ...]

    @classmethod
    def heading(cls, found: ChainsFound, asked: ChainsAsked) -> Self:
        """Tell all but the chains."""
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            source=Labelled.actor(asked.source),
            target=Labelled.actor(asked.target) if asked.target else None,
            max_hops=asked.max_hops,
            shared=asked.shared,
            through=asked.through,
            complete=found.complete,
            chains=(),
        )

    @classmethod
    def of(cls, found: ChainsFound, asked: ChainsAsked) -> Self:
        """Show the chains."""
        chains = tuple(map(ChainOut.of, found.chains))
        return cls.heading(found, asked).model_copy(update={"chains": chains})
