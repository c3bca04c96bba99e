"""Paths and chains as JSON, written from what the network found, without a model for each hop.

Hops keep what they look like until their claims change: many ways have hops in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import orjson
from fastapi import Request, Response
from pydantic import BaseModel

from app.deps import etag_of
from app.listing.fields import OPTIONS, Field, Take, fields_of, objects
from app.listing.labels import actor_label, actor_takes, munition_takes
from app.schemas.chains import ChainOut, ChainsAnswer, ChainsWanted
from app.schemas.network import PathOut, PathsAnswer, PathsWanted, claims_of_hops
from app.schemas.supplies import ends_of
from app.wiring import Materiel
from graph.ingest.resolve.names import find_actor
from graph.network.chains import ChainsAsked, ChainsFound, find_chains
from graph.network.edges import Edge
from graph.network.hop import ChainHop
from graph.network.paths import PathsFound, find_paths

Ends: TypeAlias = tuple[str, str]

_HOPS = "hops"
_HOP_TAKES: Mapping[str, Take | str] = {
    **actor_takes("hops.supplier"),
    **actor_takes("hops.recipient"),
    **munition_takes("hops.munitions.munition"),
}


def _stops(hop: ChainHop) -> list[list[dict[str, str]]]:
    return [[{"id": one, "label": actor_label(one)} for one in stops] for stops in hop.via]


def _evidence(hop: ChainHop) -> list[str]:
    return [f"/v1/claims/{claim_id}" for claim_id in hop.evidence]


def _kept(fields: Sequence[Field], **takes: Take) -> tuple[Field, ...]:
    """Let hops keep what they look like, and take some of their values so."""
    return tuple(
        replace(
            field,
            kept=True,
            fields=tuple(
                replace(one, take=takes[one.name], fields=(), many=False)
                if one.name in takes
                else one
                for one in field.fields
            ),
        )
        if field.name == _HOPS
        else field
        for field in fields
    )


_PATHS = fields_of(PathOut, _HOP_TAKES)
_CHAINS = _kept(
    fields_of(ChainOut, {**_HOP_TAKES, **munition_takes("common")}),
    via=_stops,
    evidence=_evidence,
)


def _find_paths(wanted: PathsWanted, materiel: Materiel) -> tuple[PathsFound, Ends]:
    """Find what is wanted; raises UnknownActor, naming the field, and InvalidField."""
    source = find_actor(wanted.source, field="from").id
    target = find_actor(wanted.target, field="to").id
    found = find_paths(
        materiel.network,
        source,
        target,
        max_hops=wanted.max_hops,
        wanted=wanted.filter(),
        limit=wanted.limit,
    )
    return found, (source, target)


def _find_chains(wanted: ChainsWanted, materiel: Materiel) -> tuple[ChainsFound, ChainsAsked]:
    """Find what is wanted; raises UnknownActor, naming the field, and InvalidField."""
    asked = wanted.asked()
    return find_chains(materiel.network, asked, wanted.filter(), limit=wanted.limit), asked


def answer_paths(wanted: PathsWanted, materiel: Materiel, request: Request) -> Response:
    """Answer with the paths that are wanted."""
    found, ends = _find_paths(wanted, materiel)
    written = write_paths(found, *ends, wanted.max_hops)
    return _answer(request, written, found.on.sequence)


def answer_chains(wanted: ChainsWanted, materiel: Materiel, request: Request) -> Response:
    """Answer with the chains that are wanted."""
    found, asked = _find_chains(wanted, materiel)
    return _answer(request, write_chains(found, asked), found.on.sequence)


def show_paths(wanted: PathsWanted, materiel: Materiel) -> PathsAnswer:
    """Show the paths that are wanted."""
    found, ends = _find_paths(wanted, materiel)
    return PathsAnswer.of(found, *ends, wanted.max_hops)


def show_chains(wanted: ChainsWanted, materiel: Materiel) -> ChainsAnswer:
    """Show the chains that are wanted."""
    return ChainsAnswer.of(*_find_chains(wanted, materiel))


def write_paths(found: PathsFound, source: str, target: str, max_hops: int) -> bytes:
    """Write the answer that PathsAnswer describes."""
    claims = claims_of_hops(found.on.wanted)

    def address(edge: Edge) -> str:
        return claims + ends_of(edge.supplier, edge.recipient)

    # What an edge looks like is kept with it: edges belong to one filter.
    fields = _kept(_PATHS, claims_url=address)
    heading = PathsAnswer.heading(found, source, target, max_hops)
    return _write(heading, "paths", objects(fields, found.paths))


def write_chains(found: ChainsFound, asked: ChainsAsked) -> bytes:
    """Write the answer that ChainsAnswer describes."""
    return _write(ChainsAnswer.heading(found, asked), "chains", objects(_CHAINS, found.chains))


def _answer(request: Request, written: bytes, sequence: int) -> Response:
    headers = {
        "ETag": etag_of(request.app.state.materiel, request, sequence),
        "Cache-Control": "no-cache",
        "Vary": "Accept",
    }
    return Response(written, media_type="application/json", headers=headers)


def _write(heading: BaseModel, name: str, ways: list[dict[str, Any]]) -> bytes:
    """Put the ways in their place, which is the last one, of an answer that has none yet."""
    return orjson.dumps({**heading.model_dump(mode="json"), name: ways}, option=OPTIONS)
