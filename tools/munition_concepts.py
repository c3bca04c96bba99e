"""`munitions.ttl`: the munition concepts, and the registers' categories that they are close to."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from graph.claims.munition import Munition, munitions
from tools.turtle import FOLDER, PLACEHOLDER, block, document, parts, relative, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A row of `definitions.csv`: what a munition is, and its other names."""

    id: str
    definition: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A row of `schemes.csv`: a register of the field."""

    scheme: str
    label: str
    page: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A row of `categories.csv`; `title` is the register's own heading where ours is shorter."""

    scheme: str
    notation: str
    label: str
    title: str


def definitions() -> dict[str, Definition]:
    """Read what the munitions are, by id."""
    with (FOLDER / "definitions.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: Definition(**row) for row in csv.DictReader(lines)}


def schemes() -> dict[str, Scheme]:
    """Read the registers, by the name of their scheme."""
    with (FOLDER / "schemes.csv").open(encoding="utf-8", newline="") as lines:
        return {row["scheme"]: Scheme(**row) for row in csv.DictReader(lines)}


def categories() -> list[Category]:
    """Read the categories of the registers."""
    with (FOLDER / "categories.csv").open(encoding="utf-8", newline="") as lines:
        return [Category(**row) for row in csv.DictReader(lines)]


def munitions_turtle() -> str:
    """Write the munition concepts, and the categories that they are close to."""
    return document(
        "Munition concepts and the registers' categories that they are close to.",
        ("dcterms", "ma", "rdfs", "skos"),
        [
            *_own_scheme(),
            *(line for each in munitions().values() for line in _munition(each)),
            *(line for each in schemes().values() for line in _register(each)),
        ],
    )


def _own_scheme() -> Iterator[str]:
    tops = [each.id for each in munitions().values() if each.broader is None]
    facts = [
        'dcterms:identifier "munitions"',
        f"rdfs:label {text('Kinds of military aid')}",
        f"dcterms:title {text('Kinds of military aid')}",
        "dcterms:license <https://www.apache.org/licenses/LICENSE-2.0>",
        *(f"skos:hasTopConcept {_concept(top)}" for top in tops),
    ]
    yield from block(relative(PLACEHOLDER.munitions().value), "skos:ConceptScheme", facts)


def _munition(munition: Munition) -> Iterator[str]:
    facts = [
        f'dcterms:identifier "{munition.id}"',
        f"rdfs:label {text(munition.label)}",
        f"skos:prefLabel {text(munition.label)}",
        *_meaning(munition),
        f"skos:inScheme {relative(PLACEHOLDER.munitions().value)}",
        *_place(munition),
    ]
    registers = zip(schemes(), (munition.unroca, munition.sipri, munition.eu_cml), strict=True)
    facts += [
        f"skos:closeMatch {relative(PLACEHOLDER.category(scheme, notation).value)}"
        for scheme, notation in registers
        if notation is not None
    ]
    yield from block(_concept(munition.id), "ma:Munition , skos:Concept", facts)


def _meaning(munition: Munition) -> Iterator[str]:
    described = definitions()[munition.id]
    yield from (f"skos:altLabel {text(name)}" for name in parts(described.names))
    yield f"skos:definition {text(described.definition)}"
    for example in munition.examples:
        # An example that explains ("X is guided") is a note.
        predicate = "skos:scopeNote" if " is " in example else "skos:example"
        yield f"{predicate} {text(example)}"


def _place(munition: Munition) -> Iterator[str]:
    if munition.broader is None:
        yield f"skos:topConceptOf {relative(PLACEHOLDER.munitions().value)}"
    else:
        yield f"skos:broader {_concept(munition.broader)}"
    for other in munitions().values():
        if other.broader == munition.id:
            yield f"skos:narrower {_concept(other.id)}"


def _concept(munition_id: str) -> str:
    return relative(PLACEHOLDER.munition(munition_id).value)


def _register(scheme: Scheme) -> Iterator[str]:
    node = relative(PLACEHOLDER.categories(scheme.scheme).value)
    own = [each for each in categories() if each.scheme == scheme.scheme]
    nodes = [relative(PLACEHOLDER.category(each.scheme, each.notation).value) for each in own]
    facts = [
        f'dcterms:identifier "{scheme.scheme}"',
        f"rdfs:label {text(scheme.label)}",
        f"dcterms:title {text(scheme.label)}",
        f"rdfs:seeAlso <{scheme.page}>",
        f"skos:note {text(scheme.note)}",
        *(f"skos:hasTopConcept {each}" for each in nodes),
    ]
    yield from block(node, "skos:ConceptScheme", facts)
    for category, each in zip(own, nodes, strict=True):
        yield from block(each, "ma:Category , skos:Concept", _category(category, node))


def _category(category: Category, scheme: str) -> list[str]:
    facts = [
        f'skos:notation "{category.notation}"',
        f"rdfs:label {text(category.label)}",
        f"skos:prefLabel {text(category.label)}",
        f"skos:inScheme {scheme}",
        f"skos:topConceptOf {scheme}",
    ]
    return facts + ([f"dcterms:title {text(category.title)}"] if category.title else [])
