"""The munition concepts keep their tree, are defined, and lead to the registers' categories."""

import csv
from itertools import pairwise

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.claims.munition import Munition, munitions
from graph.quads.iris import Iris
from ontology.terms import MA, PREFIXES, RDF
from tools import munition_concepts
from tools.munition_concepts import categories, definitions, munitions_turtle, schemes
from tools.turtle import FOLDER, parts

IRIS = Iris(base="https://example.org/")
LEXICON = FOLDER.parent / "graph" / "ingest" / "lexicons" / "munition_names.csv"


def skos(name: str) -> NamedNode:
    return NamedNode(PREFIXES["skos"] + name)


def of(predicate: NamedNode) -> list[Quad]:
    return [quad for quad in QUADS if quad.predicate == predicate]


QUADS = set(parse(munitions_turtle(), format=RdfFormat.TURTLE, base_iri=IRIS.base))
MUNITIONS = [IRIS.munition(each) for each in munitions()]


def test_the_tree_goes_both_ways() -> None:
    broader = {(quad.subject, quad.object) for quad in of(skos("broader"))}
    assert broader == {
        (IRIS.munition(each.id), IRIS.munition(each.broader))
        for each in munitions().values()
        if each.broader
    }
    assert {(q.object, q.subject) for q in of(skos("narrower"))} == broader


def test_every_scheme_knows_its_top_and_every_top_its_scheme() -> None:
    down = {(quad.subject, quad.object) for quad in of(skos("hasTopConcept"))}
    assert {(q.object, q.subject) for q in of(skos("topConceptOf"))} == down
    kinds = {q.subject for q in of(RDF.TYPE) if q.object == skos("ConceptScheme")}
    assert {scheme for scheme, _ in down} == kinds


@pytest.mark.parametrize("munition", MUNITIONS, ids=IRIS.id_of)
def test_every_munition_is_defined_and_has_other_names(munition: NamedNode) -> None:
    (defined,) = [q.object for q in of(skos("definition")) if q.subject == munition]
    assert isinstance(defined, Literal)
    assert defined.language == "en"
    assert defined.value[0].isupper()
    assert defined.value.endswith(".")
    others = [q for q in of(skos("altLabel")) if q.subject == munition]
    assert len(others) >= 2


def test_definitions_stand_in_the_order_of_the_munitions() -> None:
    assert list(definitions()) == list(munitions())
    assert len({each.definition for each in definitions().values()}) == len(definitions())


def test_other_names_are_those_by_which_texts_are_read() -> None:
    with LEXICON.open(encoding="utf-8", newline="") as lines:
        known = {(row["concept"], row["form"]) for row in csv.DictReader(lines)}
    for each in definitions().values():
        for name in parts(each.names):
            assert (each.id, name) in known, f"{name} is no name of {each.id} in {LEXICON.name}"


def test_no_name_stands_for_two_munitions() -> None:
    names = sorted(q.object.value.casefold() for q in of(skos("altLabel")) + of(skos("prefLabel"))
                   if q.subject in MUNITIONS and isinstance(q.object, Literal))  # fmt: skip
    assert [one for one, next_one in pairwise(names) if one == next_one] == []


def test_every_category_that_a_munition_has_is_described() -> None:
    matches = {q.object for q in of(skos("closeMatch"))}
    assert matches
    for category in matches:
        assert isinstance(category, NamedNode)
        assert Quad(category, RDF.TYPE, MA.CATEGORY) in QUADS


def test_a_category_has_notation_label_and_scheme() -> None:
    for each in categories():
        node = IRIS.category(each.scheme, each.notation)
        assert Quad(node, skos("notation"), Literal(each.notation)) in QUADS
        assert Quad(node, skos("prefLabel"), Literal(each.label, language="en")) in QUADS
        assert Quad(node, skos("inScheme"), IRIS.categories(each.scheme)) in QUADS
    assert len({(each.scheme, each.notation) for each in categories()}) == len(categories())


def test_the_registers_are_whole() -> None:
    held = {name: [c.notation for c in categories() if c.scheme == name] for name in schemes()}
    assert held["unroca"] == ["I", "II", "III", "IV", "V", "VI", "VII", "SALW"]
    assert held["eu-cml"] == [f"ML{number}" for number in range(1, 23)]
    assert len(held["sipri"]) == 12
    assert sum(len(each) for each in held.values()) == len(categories())


@pytest.mark.parametrize(
    ("munition", "register", "category"),
    [
        ("surface-to-air-missile", "unroca", "VII"),
        ("manpads", "unroca", "VII"),
        ("guided-bomb", "sipri", "Missiles"),
        ("torpedo", "sipri", "Naval weapons"),
        ("funding", "unroca", None),
        ("spare-parts", "eu-cml", "ML16"),
    ],
)
def test_a_munition_is_matched_as_munitions_csv_says(
    munition: str, register: str, category: str | None
) -> None:
    matches = {q.object for q in of(skos("closeMatch")) if q.subject == IRIS.munition(munition)}
    start = IRIS.categories(register).value
    found = [each for each in matches if isinstance(each, NamedNode) and start in each.value]
    assert found == ([IRIS.category(register, category)] if category else [])


def test_an_example_that_explains_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    only = Munition(
        id="mine", label='A "label"', broader=None, unroca=None, sipri=None, eu_cml=None,
        examples=("Long name", "X is a Y"),
    )  # fmt: skip
    monkeypatch.setattr(munition_concepts, "munitions", lambda: {"mine": only})
    made = munitions_turtle()
    assert 'skos:example "Long name"@en' in made
    assert 'skos:scopeNote "X is a Y"@en' in made
    assert r'rdfs:label "A \"label\""@en' in made
