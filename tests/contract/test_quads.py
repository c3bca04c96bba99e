from dataclasses import replace

import pytest
from hypothesis import given
from pyoxigraph import Quad, Store

from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.write import agent_quads, article_quads
from ontology.terms import MA, OA
from tests.inventing import read_articles
from tests.making import make_read, told
from tests.quads import read_article, read_reading

IRIS = Iris()


def written(read: ReadArticle) -> list[Quad]:
    return article_quads(read, IRIS) + agent_quads(read, IRIS)


@given(read_articles())
def test_a_reading_comes_back_as_it_went_in(read: ReadArticle) -> None:
    store = Store()
    store.extend(written(read))
    assert read_reading(store, IRIS) == read.reading


@given(read_articles())
def test_an_article_comes_back_without_its_text(read: ReadArticle) -> None:
    assert read_article(written(read), IRIS) == replace(read.article, text="")


@pytest.mark.parametrize("missing", [MA.SUPPLIER, MA.QUOTE, MA.RANK, MA.STAGE, OA.START])
def test_a_quad_that_is_missing_is_named(missing: object) -> None:
    quads = [quad for quad in written(make_read(told("POL", "UKR"))) if quad.predicate != missing]
    with pytest.raises(ValueError, match="has no"):
        read_reading(quads, IRIS)


def test_a_term_that_does_not_belong_is_named() -> None:
    quads = [
        Quad(quad.subject, quad.predicate, MA.ASSERTED, quad.graph_name)
        if quad.predicate == MA.STAGE
        else quad
        for quad in written(make_read(told("POL", "UKR")))
    ]
    with pytest.raises(ValueError, match="asserted"):
        read_reading(quads, IRIS)


@pytest.mark.parametrize("read", [read_article, read_reading])
def test_quads_of_two_articles_are_refused(read: object) -> None:
    two = written(make_read(story="one")) + written(make_read(story="two"))
    for quads in ([], two):
        with pytest.raises(ValueError, match="quads of one article"):
            read(quads, IRIS)  # type: ignore[operator]
