"""Make `munitions.ttl` and `actors.ttl` anew from the CSV files beside them.

    python -m tools.make_ontology            write both
    python -m tools.make_ontology --check    exit with 1 when one is not up to date

IRIs of ours are relative in both files: they stand below the base of the service that loads them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.claims.actor import Actor, ActorKind, actors
from graph.claims.munition import Munition, munitions
from graph.quads.iris import Iris
from ontology.terms import PREFIXES

FOLDER = Path(__file__).resolve().parent.parent / "ontology"
PLACEHOLDER = Iris(base="http://base.invalid/")

CLASSES = {
    ActorKind.STATE: "ma:State",
    ActorKind.HISTORICAL_STATE: "ma:HistoricalState",
    ActorKind.ORGANISATION: "ma:Organisation",
    ActorKind.NON_STATE: "ma:NonStateActor",
    ActorKind.NAMED: "ma:NamedActor",
}
HAS_ALPHA3 = frozenset({ActorKind.STATE, ActorKind.HISTORICAL_STATE})

SCHEMES = {
    "unroca": "Categories of the United Nations Register of Conventional Arms",
    "sipri": "Categories of the SIPRI Arms Transfers Database",
    "eu-cml": "Categories of the Common Military List of the European Union",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A row of `categories.csv`."""

    scheme: str
    notation: str
    label: str


def categories() -> list[Category]:
    """Read the categories of the registers."""
    with (FOLDER / "categories.csv").open(encoding="utf-8") as lines:
        return [Category(**row) for row in csv.DictReader(lines)]


def munitions_turtle() -> str:
    """Write the munition concepts, and the categories that they are close to."""
    return _file(
        "Munition concepts and the registers' categories that they are close to.",
        ("dcterms", "ma", "rdfs", "skos"),
        [
            *_scheme(
                _relative(PLACEHOLDER.munitions().value), "munitions", "Kinds of military aid"
            ),
            *(line for each in munitions().values() for line in _munition(each)),
            *(line for each in SCHEMES for line in _register(each)),
        ],
    )


def actors_turtle() -> str:
    """Write the register of actors."""
    return _file(
        "The register of actors: states, states of the past, organisations, armed groups.",
        ("dcterms", "ma", "rdfs", "xsd"),
        [line for each in actors().values() for line in _actor(each)],
    )


def _file(title: str, prefixes: Iterable[str], lines: Iterable[str]) -> str:
    head = [
        f"# {title}",
        "# Made by tools/make_ontology.py from the CSV files beside it; edit those.",
        "# Relative IRIs stand below the base of the service that loads the file.",
        *(f"@prefix {name}: <{PREFIXES[name]}> ." for name in prefixes),
    ]
    return "\n".join([*head, "", *lines])


def _munition(munition: Munition) -> Iterator[str]:
    facts = [
        f'dcterms:identifier "{munition.id}"',
        f"rdfs:label {_text(munition.label)}",
        f"skos:prefLabel {_text(munition.label)}",
        f"skos:inScheme {_relative(PLACEHOLDER.munitions().value)}",
    ]
    if munition.broader is None:
        facts.append(f"skos:topConceptOf {_relative(PLACEHOLDER.munitions().value)}")
    else:
        facts.append(f"skos:broader {_relative(PLACEHOLDER.munition(munition.broader).value)}")
    for example in munition.examples:
        # An example that explains ("X is guided") is a note, not a name.
        predicate = "skos:scopeNote" if " is " in example else "skos:altLabel"
        facts.append(f"{predicate} {_text(example)}")
    registers = zip(SCHEMES, (munition.unroca, munition.sipri, munition.eu_cml), strict=True)
    facts += [
        f"skos:closeMatch {_relative(PLACEHOLDER.category(scheme, notation).value)}"
        for scheme, notation in registers
        if notation is not None
    ]
    node = _relative(PLACEHOLDER.munition(munition.id).value)
    yield from _block(node, "ma:Munition , skos:Concept", facts)


def _register(scheme: str) -> Iterator[str]:
    node = _relative(PLACEHOLDER.categories(scheme).value)
    yield from _scheme(node, scheme, SCHEMES[scheme])
    for category in categories():
        if category.scheme == scheme:
            facts = [
                f'skos:notation "{category.notation}"',
                f"rdfs:label {_text(category.label)}",
                f"skos:prefLabel {_text(category.label)}",
                f"skos:inScheme {node}",
                f"skos:topConceptOf {node}",
            ]
            own = _relative(PLACEHOLDER.category(scheme, category.notation).value)
            yield from _block(own, "ma:Category , skos:Concept", facts)


def _scheme(node: str, identifier: str, label: str) -> Iterator[str]:
    facts = [
        f'dcterms:identifier "{identifier}"',
        f"rdfs:label {_text(label)}",
        f"dcterms:title {_text(label)}",
    ]
    yield from _block(node, "skos:ConceptScheme", facts)


def _actor(actor: Actor) -> Iterator[str]:
    facts = [f'dcterms:identifier "{actor.id}"', f"rdfs:label {_text(actor.label)}"]
    if actor.alpha2 is not None:
        facts.append(f'ma:alpha2 "{actor.alpha2}"')
    if actor.kind in HAS_ALPHA3:
        facts.append(f'ma:alpha3 "{actor.id}"')
    if actor.home is not None:
        facts.append(f"ma:homeState {_relative(PLACEHOLDER.actor(actor.home).value)}")
    if actor.from_year is not None:
        facts.append(f'ma:fromYear "{actor.from_year:04}"^^xsd:gYear')
    if actor.until_year is not None:
        facts.append(f'ma:untilYear "{actor.until_year:04}"^^xsd:gYear')
    node = _relative(PLACEHOLDER.actor(actor.id).value)
    yield from _block(node, f"ma:Actor , {CLASSES[actor.kind]}", facts)


def _block(node: str, kinds: str, facts: list[str]) -> Iterator[str]:
    yield f"{node} a {kinds} ;"
    yield from (f"    {fact} ;" for fact in facts[:-1])
    yield f"    {facts[-1]} ."
    yield ""


def _relative(iri: str) -> str:
    return f"<{iri.removeprefix(PLACEHOLDER.base)}>"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@en'


def main() -> int:
    """Write the files, or check them."""
    made = {"munitions.ttl": munitions_turtle(), "actors.ttl": actors_turtle()}
    stale = [
        name
        for name, content in made.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != content
    ]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"ontology/{name} is not up to date: run python -m tools.make_ontology")
        return 1 if stale else 0
    for name in stale:
        (FOLDER / name).write_text(made[name], encoding="utf-8")
        print(f"wrote ontology/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
