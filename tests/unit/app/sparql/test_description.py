import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from app.sparql.description import describe
from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS, AnswerFormat
from graph.store.limits import query_limits

SD = "http://www.w3.org/ns/sparql-service-description#"
ENDPOINT = "http://127.0.0.1:8000/sparql"


@pytest.mark.parametrize("wanted", TRIPLE_FORMATS, ids=lambda each: each.name)
def test_the_description_is_the_same_in_every_format(wanted: AnswerFormat) -> None:
    content = describe(ENDPOINT, query_limits(), wanted)
    form = RdfFormat.from_media_type(wanted.media_type)
    triples = {quad.triple for quad in parse(content, format=form)}
    turtle = describe(ENDPOINT, query_limits(), TRIPLE_FORMATS[0])
    assert triples == {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)}


def test_every_format_of_answers_is_described() -> None:
    content = describe(ENDPOINT, query_limits(), TRIPLE_FORMATS[0])
    quads = list(parse(content, format=RdfFormat.TURTLE))
    offered = [quad for quad in quads if quad.predicate == NamedNode(SD + "resultFormat")]
    assert len(offered) == len(TABLE_FORMATS) + len(TRIPLE_FORMATS)
    assert {quad.subject for quad in offered} == {NamedNode(ENDPOINT)}
