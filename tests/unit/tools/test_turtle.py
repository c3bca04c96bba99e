"""What is written can be read again, whatever it holds."""

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from tools.turtle import PLACEHOLDER, block, document, parts, relative, text

LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.mark.parametrize("value", ['a "quoted" name', "back\\slash", "حزب الله", "L'Aquila"])
def test_any_text_comes_back_as_it_went(value: str) -> None:
    node = relative(PLACEHOLDER.actor("PRK").value)
    lines = block(node, "ma:Actor , ma:State", [f"rdfs:label {text(value, 'fr')}"])
    written = document("Title.", ("ma", "rdfs"), lines)
    read = list(parse(written, format=RdfFormat.TURTLE, base_iri="https://example.org/"))
    assert {quad.subject for quad in read} == {NamedNode("https://example.org/actor/PRK")}
    assert [q.object for q in read if q.predicate == LABEL] == [Literal(value, language="fr")]


def test_a_file_says_whence_it_comes() -> None:
    assert "edit those" in document("Title.", (), [])


def test_cells_hold_several_names() -> None:
    assert parts("a; b c ;; d") == ["a", "b c", "d"]
    assert parts("") == []
