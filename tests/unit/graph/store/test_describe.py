"""What a store says of one thing."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.quads.iris import Iris
from graph.store import describe as describing
from graph.store.describe import describe
from ontology.terms import DCTERMS, MA, PROV, RDFS

IRIS = Iris(base="https://arms.example.org/id/")
NORWAY, GRAPH = IRIS.actor("NOR"), IRIS.graph("a")


def store_of(*told: tuple[NamedNode, NamedNode, NamedNode | Literal]) -> Store:
    store = Store()
    store.extend(Quad(*each, GRAPH) for each in told)
    return store


def supplied_by_norway(count: int) -> list[tuple[NamedNode, NamedNode, NamedNode]]:
    return [(IRIS.claim(str(each)), MA.SUPPLIER, NORWAY) for each in range(count)]


NAMED = (NORWAY, RDFS.LABEL, Literal("Norway", language="en"))


def test_what_points_to_a_thing_is_cut_and_the_rest_counted() -> None:
    found = describe(store_of(NAMED, *supplied_by_norway(7)), NORWAY, 3)
    assert found is not None
    assert (len(found.told), len(found.pointing), found.more) == (1, 3, 4)


def test_none_of_it_is_looked_for_where_the_thing_tells_of_itself() -> None:
    found = describe(store_of(NAMED, *supplied_by_norway(7)), NORWAY, 0)
    assert found is not None
    assert (len(found.told), found.pointing, found.more) == (1, (), 0)


@pytest.mark.parametrize("most", [0, 3])
def test_it_comes_whole_where_nothing_is_told_of_the_thing(most: int) -> None:
    found = describe(store_of(*supplied_by_norway(7)), NORWAY, most)
    assert found is not None
    assert (found.told, len(found.pointing), found.more) == ((), 7, 0)


def test_a_thing_that_nothing_speaks_of_is_none() -> None:
    assert describe(store_of(NAMED), IRIS.actor("SWE"), 3) is None


def test_there_is_an_end_to_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describing, "COUNTED", 2)
    found = describe(store_of(NAMED, *supplied_by_norway(7)), NORWAY, 3)
    assert found is not None
    assert found.more == 2


def test_what_a_thing_says_of_itself_does_not_point_to_it() -> None:
    found = describe(store_of((NORWAY, PROV.WAS_DERIVED_FROM, NORWAY)), NORWAY, 3)
    assert found is not None
    assert (len(found.told), found.pointing) == (1, ())


def test_parts_are_told_with_the_thing_and_parts_of_others_name_their_owner() -> None:
    claim, article = IRIS.claim("1"), IRIS.article("a")
    store = store_of(
        (claim, MA.QUOTE, Literal("Oslo sends tanks.")),
        (claim, DCTERMS.IDENTIFIER, Literal("1")),
        (claim, MA.RESTS_ON, IRIS.passage("1")),
        (IRIS.passage("1"), PROV.WAS_QUOTED_FROM, article),
        (article, DCTERMS.TITLE, Literal("Tanks")),
    )
    found = describe(store, claim, 3)
    assert found is not None
    assert {quad.subject for quad in found.told} == {claim, IRIS.passage("1")}
    assert found.names == {claim.value: "Oslo sends tanks.", article.value: "Tanks"}
    pointed = describe(store, article, 3)
    assert pointed is not None
    assert pointed.names[claim.value] == "Oslo sends tanks."


def test_english_names_are_taken_first() -> None:
    labels = [(NORWAY, RDFS.LABEL, Literal("Norvège", language="fr")), NAMED]
    found = describe(store_of(*labels), NORWAY, 0)
    assert found is not None
    assert found.names[NORWAY.value] == "Norway"
