"""What the page shows is what the files say, each term once and in reach."""

import pytest
from pyoxigraph import RdfFormat, parse

from app.routers.vocabulary import Concept, Scheme, Term, Vocabulary, read_vocabulary
from graph.claims.munition import broader_munitions, munitions
from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_file
from ontology.terms import MA

IRIS = Iris(base="https://example.org/id/")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    aid, concepts = (
        parse(vocabulary_file(name), format=RdfFormat.TURTLE, base_iri=IRIS.base)
        for name in ("aid", "munitions")
    )
    return read_vocabulary(aid, concepts, IRIS)


def find(terms: tuple[Term, ...], anchor: str) -> Term:
    return next(each for each in terms if each.anchor == anchor)


def shown(term: Term, fact: str) -> list[str]:
    return [link.text for link in dict(term.facts).get(fact, ())]


def test_the_header_names_version_and_licence(vocabulary: Vocabulary) -> None:
    assert vocabulary.header["namespace"] == MA.NAMESPACE
    assert all(vocabulary.header.values())


def test_a_class_shows_what_it_stands_below_and_what_it_has(vocabulary: Vocabulary) -> None:
    claim = find(vocabulary.classes, "Claim")
    assert claim.short == "ma:Claim"
    assert shown(claim, "subclass of") == ["prov:Entity", "schema:Claim"]
    assert shown(claim, "has subclasses") == ["ma:SupplyClaim", "ma:RejectedClaim"]
    assert {"ma:supplier", "ma:quote"} <= set(shown(claim, "in the domain of"))
    assert shown(find(vocabulary.classes, "Passage"), "in the range of") == ["ma:restsOn"]


def test_a_property_shows_its_domain_and_range(vocabulary: Vocabulary) -> None:
    supplier = find(vocabulary.properties, "supplier")
    assert shown(supplier, "domain") == ["ma:Claim"]
    assert shown(supplier, "range") == ["ma:Actor"]
    assert shown(supplier, "subproperty of") == ["schema:about"]
    assert supplier.traits == ("at most one",)
    assert supplier.examples


def test_links_within_the_page_are_anchors_and_others_lead_out(vocabulary: Vocabulary) -> None:
    links = dict(find(vocabulary.classes, "Claim").facts)["subclass of"]
    assert links[0].href == "http://www.w3.org/ns/prov#Entity"
    passage = dict(find(vocabulary.classes, "Passage").facts)["subclass of"]
    assert "#oa-SpecificResource" in [link.href for link in passage]
    assert find(vocabulary.borrowed, "oa-SpecificResource").comment == "A part of an article."


def test_values_stand_in_their_schemes(vocabulary: Vocabulary) -> None:
    sizes = {scheme.anchor: len(scheme.terms) for scheme in vocabulary.values}
    assert sizes == {"stages": 7, "statuses": 5, "sourceKinds": 8, "decisions": 3}


def test_no_own_term_is_left_out(vocabulary: Vocabulary) -> None:
    shown_terms = (*vocabulary.classes, *vocabulary.properties)
    values = [each for scheme in vocabulary.values for each in scheme.terms]
    schemes = [scheme.anchor for scheme in vocabulary.values]
    anchors = [each.anchor for each in (*shown_terms, *values)] + schemes
    known = {each.value for each in vars(MA).values() if hasattr(each, "value")}
    assert sorted(MA.NAMESPACE + each for each in anchors) == sorted(known)


def test_munitions_come_as_a_tree(vocabulary: Vocabulary) -> None:
    depths = {each.notation: each.depth for each in vocabulary.munitions}
    assert depths == {each: len(broader_munitions(each)) for each in munitions()}
    order = list(depths)
    for munition in munitions().values():
        if munition.broader:
            assert order.index(munition.broader) < order.index(munition.id)


def concept(concepts: tuple[Concept, ...], notation: str) -> Concept:
    return next(each for each in concepts if each.notation == notation)


def register(vocabulary: Vocabulary, anchor: str) -> Scheme:
    return next(each for each in vocabulary.registers if each.anchor == anchor)


def test_munitions_and_categories_lead_to_each_other(vocabulary: Vocabulary) -> None:
    tank = concept(vocabulary.munitions, "battle-tank")
    assert tank.anchor == "munition-battle-tank"
    assert tank.href == "/id/munition/battle-tank"
    assert [link.text for link in tank.close] == ["UNROCA I", "SIPRI Armoured vehicles", "EU ML6"]
    first = concept(register(vocabulary, "category-unroca").concepts, "I")
    assert tank.close[0].href == f"#{first.anchor}"
    assert [(link.text, link.href) for link in first.close] == [
        ("Battle tanks", "#munition-battle-tank")
    ]


def test_registers_are_whole(vocabulary: Vocabulary) -> None:
    sizes = {each.anchor: len(each.concepts) for each in vocabulary.registers}
    assert sizes == {"category-unroca": 8, "category-sipri": 12, "category-eu-cml": 22}
    assert all(each.page.startswith("http") for each in vocabulary.registers)
