"""How much rows tell of each munition concept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.claims.munition import broader_munitions, munitions
from graph.network.supplies import SupplyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptTold:
    """The claims about a munition concept or one below it, and who supplies and receives it."""

    munition: str
    claims: int
    suppliers: frozenset[str]
    recipients: frozenset[str]


def count_concepts(rows: Iterable[SupplyRow]) -> Mapping[str, ConceptTold]:
    """Sum rows up to every concept of the register; rows without a munition count for none."""
    own: dict[str, list[SupplyRow]] = {}
    for row in rows:
        if row.munition is not None:
            own.setdefault(row.munition, []).append(row)
    claims = dict.fromkeys(munitions(), 0)
    suppliers: dict[str, set[str]] = {concept: set() for concept in claims}
    recipients: dict[str, set[str]] = {concept: set() for concept in claims}
    for munition, about in own.items():
        giving = {row.supplier for row in about}
        taking = {row.recipient for row in about}
        count = sum(row.claims for row in about)
        for concept in (munition, *broader_munitions(munition)):
            claims[concept] += count
            suppliers[concept] |= giving
            recipients[concept] |= taking
    return {
        concept: ConceptTold(
            munition=concept,
            claims=claims[concept],
            suppliers=frozenset(suppliers[concept]),
            recipients=frozenset(recipients[concept]),
        )
        for concept in claims
    }
