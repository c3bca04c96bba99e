"""Paths and centralities as JSON."""

from __future__ import annotations

from typing import Annotated, Self
from urllib.parse import urlencode

from pydantic import Field
from pydantic.config import JsonDict

from app.schemas.claims import Out
from app.schemas.supplies import Labelled, ends_of
from app.schemas.wanted import MAX_PAGE, Wanted
from graph.network.centrality import MEASURES, Centrality, Score
from graph.network.edges import Carried, Edge
from graph.network.filter import Filter, without_ends
from graph.network.paths import MAX_HOPS, Path, PathsFound
from graph.network.projection import ComputedOn

DEFAULT_HOPS = 3
HOPS: JsonDict = {"minimum": 1, "maximum": MAX_HOPS}
"""What the description says of hops; the network itself refuses others, with a reason."""
DEFAULT_MEASURE = "pagerank"


class PathsWanted(Wanted):
    """Which paths; `supplier` and `recipient` are here the ends."""

    source: Annotated[str, Field(alias="from", description="Actor at the start, in any spelling")]
    target: Annotated[str, Field(alias="to", description="Actor at the end, in any spelling")]
    max_hops: int = Field(default=DEFAULT_HOPS, description="1 to 5", json_schema_extra=HOPS)
    limit: int = Field(default=100, ge=1, le=MAX_PAGE)


class CentralityWanted(Wanted):
    """Which measure, on which claims."""

    measure: str = Field(default=DEFAULT_MEASURE, json_schema_extra={"enum": list(MEASURES)})
    limit: int = Field(default=50, ge=1, le=MAX_PAGE)


def claims_of_hops(wanted: Filter) -> str:
    """Write where the claims are that hops count, but for the ends of a hop."""
    asked = urlencode(without_ends(wanted).asked(), doseq=True)
    return f"/v1/claims?{asked}&" if asked else "/v1/claims?"


class NetworkTold(Out):
    """What an answer was computed on: asked again at this sequence number, it is the same."""

    sequence: int = Field(description="State of the archive that this answer belongs to")
    filters: dict[str, str | tuple[str, ...]] = Field(
        description="Which claims count, as they were asked for"
    )
    nodes: int = Field(description="Actors that such a claim names")
    edges: int = Field(description="Pairs of supplier and recipient with such a claim")

    @classmethod
    def of(cls, on: ComputedOn) -> Self:
        """Tell the network."""
        filters = dict(on.wanted.asked())
        return cls(sequence=on.sequence, filters=filters, nodes=on.nodes, edges=on.edges)


class MeasureAnswer(Out):
    """What every answer about the network says of itself."""

    sequence: int = Field(description="State of the archive that this answer belongs to")
    network: NetworkTold


class CarriedOut(Out):
    """A munition on a hop; null when claims name none."""

    munition: Labelled | None
    claims: int
    origins: int = Field(description="Independent origins that tell of it")

    @classmethod
    def of(cls, carried: Carried) -> Self:
        """Show a munition."""
        return cls(
            munition=Labelled.munition(carried.munition),
            claims=carried.claims,
            origins=carried.origins,
        )


class HopOut(Out):
    """One step from supplier to recipient."""

    supplier: Labelled
    recipient: Labelled
    claims: int
    origins: int = Field(description="Independent origins of these claims: the weight of the hop")
    munitions: tuple[CarriedOut, ...]
    claims_url: str = Field(description="Address of these claims")

    @classmethod
    def of(cls, edge: Edge, claims: str) -> Self:
        """Show a hop; `claims` is where those of the network are, but for its ends."""
        return cls(
            supplier=Labelled.actor(edge.supplier),
            recipient=Labelled.actor(edge.recipient),
            claims=edge.claims,
            origins=edge.origins,
            munitions=tuple(map(CarriedOut.of, edge.munitions)),
            claims_url=claims + ends_of(edge.supplier, edge.recipient),
        )


class PathOut(Out):
    """A way from one actor to another."""

    actors: tuple[str, ...]
    hops: tuple[HopOut, ...]
    weakest: int = Field(description="Independent origins of the hop that has fewest")

    @classmethod
    def of(cls, path: Path, claims: str) -> Self:
        """Show a path; `claims` is where those of the network are, but for the ends of a hop."""
        hops = tuple(HopOut.of(edge, claims) for edge in path.hops)
        return cls(actors=path.actors, hops=hops, weakest=path.weakest)


class PathsAnswer(MeasureAnswer):
    """Ways that arms may take: what claims connect, not what a text says."""

    source: Labelled
    target: Labelled
    max_hops: int
    total: int
    complete: bool = Field(description="False when there are too many to look at")
    paths: tuple[PathOut, ...]

    @classmethod
    def heading(cls, found: PathsFound, source: str, target: str, max_hops: int) -> Self:
        """Tell all but the paths."""
        return cls(
            sequence=found.on.sequence,
            network=NetworkTold.of(found.on),
            source=Labelled.actor(source),
            target=Labelled.actor(target),
            max_hops=max_hops,
            total=found.found,
            complete=found.complete,
            paths=(),
        )

    @classmethod
    def of(cls, found: PathsFound, source: str, target: str, max_hops: int) -> Self:
        """Show the paths that were found."""
        claims = claims_of_hops(found.on.wanted)
        paths = tuple(PathOut.of(path, claims) for path in found.paths)
        heading = cls.heading(found, source, target, max_hops)
        return heading.model_copy(update={"paths": paths})


class ScoreOut(Out):
    """An actor's score."""

    actor: Labelled
    value: float

    @classmethod
    def of(cls, score: Score) -> Self:
        """Show a score."""
        return cls(actor=Labelled.actor(score.actor), value=score.value)


class CentralityAnswer(MeasureAnswer):
    """Scores, highest first."""

    measure: str
    description: str
    total: int = Field(description="Actors that have a score")
    scores: tuple[ScoreOut, ...]

    @classmethod
    def of(cls, measured: Centrality, limit: int) -> Self:
        """Show the highest scores."""
        return cls(
            sequence=measured.on.sequence,
            network=NetworkTold.of(measured.on),
            measure=measured.measure,
            description=measured.description,
            total=len(measured.scores),
            scores=tuple(ScoreOut.of(score) for score in measured.scores[:limit]),
        )
