"""The list of munition concepts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.listing.fields import fields_of, sorts_by
from app.listing.kept import keep
from app.listing.listing import Listing
from app.schemas.munitions import MunitionAnswer, MunitionOut
from app.wiring import Materiel
from graph.claims.munition import Munition, broader_munitions, munitions
from graph.network.concepts import ConceptTold, count_concepts
from graph.network.filter import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class MunitionRow:
    """A concept, and what is told of it and of those below it."""

    place: int
    concept: Munition
    told: ConceptTold


@dataclass(frozen=True, slots=True, kw_only=True)
class MunitionRows:
    """All concepts in the order of the register, at one sequence number."""

    sequence: int
    rows: Sequence[MunitionRow]


_FIELDS = fields_of(
    MunitionOut,
    {
        "broader": lambda row: broader_munitions(row.concept.id),
        "claims": "told.claims",
        "suppliers": lambda row: len(row.told.suppliers),
        "recipients": lambda row: len(row.told.recipients),
        "url": lambda row: f"/v1/munitions/{row.concept.id}",
    },
    base="concept",
)

MUNITIONS = Listing(
    name="munitions",
    fields=_FIELDS,
    own=lambda row: (row.place,),
    sorts=sorts_by(_FIELDS, "id", "label", "claims", "suppliers", "recipients"),
)


def list_munitions(materiel: Materiel, wanted: Filter) -> MunitionRows:
    """List every concept, with what the claims that match tell of it."""
    return keep(materiel, ("munitions", wanted), lambda: _rows(materiel, wanted))


def show_munition(materiel: Materiel, identifier: str) -> MunitionAnswer:
    """Show a concept with its neighbours, and the models that claims name of it."""
    found = list_munitions(materiel, Filter())
    row = next(row for row in found.rows if row.concept.id == identifier)
    return MunitionAnswer.of(
        row.concept, row.told, found.sequence, _designations(materiel, identifier)
    )


def _designations(materiel: Materiel, identifier: str) -> Sequence[tuple[str, int]]:
    def build() -> Sequence[tuple[str, int]]:
        told = materiel.network.claims_of(Filter(munition=identifier)).claims
        named = Counter(placed.brief.designation for placed in told)
        counted = [(name, count) for name, count in named.items() if name]
        return sorted(counted, key=lambda one: (-one[1], one[0]))

    return keep(materiel, ("designations", identifier), build)


def _rows(materiel: Materiel, wanted: Filter) -> MunitionRows:
    with materiel.network.still() as sequence:
        supplies = materiel.network.supplies(wanted)
    told = count_concepts(supplies)
    rows = [
        MunitionRow(place=place, concept=concept, told=told[concept.id])
        for place, concept in enumerate(munitions().values())
    ]
    return MunitionRows(sequence=sequence, rows=rows)
