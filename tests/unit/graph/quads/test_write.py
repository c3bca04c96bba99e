from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from graph.claims.claim import Stage, Status
from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.write import agent_quads, article_quads, supply_pairs, supply_quads
from ontology.terms import DCTERMS, EDTF, MA, PROV, RDF, RDFS, XSD
from tests.inventing import read_articles
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")


def written(read: ReadArticle) -> list[Quad]:
    return article_quads(read, IRIS) + agent_quads(read, IRIS) + supply_quads(read, IRIS)


def values(quads: list[Quad], subject: NamedNode, predicate: NamedNode) -> list[object]:
    return [q.object for q in quads if q.subject == subject and q.predicate == predicate]


@given(read_articles())
def test_no_blank_node_and_each_quad_once(read: ReadArticle) -> None:
    quads = written(read)
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(term, BlankNode) for q in quads for term in (q.subject, q.object))


@given(read_articles())
def test_a_subject_is_described_in_one_graph_only(read: ReadArticle) -> None:
    places: dict[object, set[object]] = {}
    for quad in article_quads(read, IRIS) + agent_quads(read, IRIS):
        places.setdefault(quad.subject, set()).add(quad.graph_name)
    assert all(len(found) == 1 for found in places.values())


@given(read_articles())
def test_quads_are_the_same_after_a_store_and_after_a_file(read: ReadArticle) -> None:
    quads = written(read)
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)
    file = serialize(quads, format=RdfFormat.N_QUADS)
    assert set(parse(file, format=RdfFormat.N_QUADS)) == set(quads)


def test_a_claim_says_who_whom_what_and_in_which_words() -> None:
    read = make_read(told("POL", "UKR", munition_text="tanks", date="2025-10", source="Warsaw"))
    ((claim_id, claim),) = read.identified_claims()
    node, quads = IRIS.claim(claim_id), article_quads(read, IRIS)
    assert values(quads, node, MA.SUPPLIER) == [IRIS.actor("POL")]
    assert values(quads, node, MA.RECIPIENT) == [IRIS.actor("UKR")]
    assert values(quads, node, MA.MUNITION_PASSED) == [IRIS.munition("battle-tank")]
    assert values(quads, node, MA.QUOTE) == [Literal(claim.passage.quote)]
    assert values(quads, node, MA.EARLIEST) == [Literal("2025-10-01", datatype=XSD.DATE)]
    assert values(quads, node, MA.LATEST) == [Literal("2025-10-31", datatype=XSD.DATE)]
    assert claim.source is not None
    assert values(quads, node, PROV.WAS_ATTRIBUTED_TO) == [IRIS.source(claim.source)]
    assert {quad.graph_name for quad in quads} == {IRIS.graph(read.article.id)}


def test_the_text_of_the_article_is_not_written() -> None:
    read = make_read(told("POL", "UKR"), story="A secret of the newsroom and more.")
    text = serialize(written(read), format=RdfFormat.N_QUADS)
    assert text is not None
    assert read.article.text.encode() not in text
    assert read.reading.claims[0].passage.quote.encode() in text


def test_metadata_of_the_article() -> None:
    read = make_read(published=date(2025, 1, 5), publisher="Example Daily")
    node, quads = IRIS.article(read.article.id), written(read)
    assert values(quads, node, DCTERMS.ISSUED) == [Literal("2025-01-05", datatype=XSD.DATE)]
    publisher = IRIS.publisher("Example Daily")
    assert values(quads, node, DCTERMS.PUBLISHER) == [publisher]
    assert values(quads, publisher, RDFS.LABEL) == [Literal("Example Daily")]


@pytest.mark.parametrize(
    ("stage", "status", "makes_edge"),
    [
        (Stage.DELIVERY, Status.ASSERTED, True),
        (Stage.COMMITMENT, Status.ALLEGED, True),
        (Stage.DELIVERY, Status.DENIED, False),
        (Stage.DELIVERY, Status.HYPOTHETICAL, False),
        (Stage.REQUEST, Status.ASSERTED, False),
        (Stage.SUSPENSION, Status.ASSERTED, False),
    ],
)
def test_only_a_claim_that_says_yes_makes_an_edge(
    stage: Stage, status: Status, makes_edge: bool
) -> None:
    read = make_read(told("IRN", "RUS", stage=stage, status=status))
    edge = Quad(IRIS.actor("IRN"), MA.SUPPLIES, IRIS.actor("RUS"), IRIS.supplies_graph())
    assert [q for q in supply_quads(read, IRIS) if q.predicate == MA.SUPPLIES] == (
        [edge] if makes_edge else []
    )
    kinds = values(article_quads(read, IRIS), IRIS.claim(read.identified_claims()[0][0]), RDF.TYPE)
    assert (MA.SUPPLY_CLAIM in kinds) is makes_edge


def test_a_supply_points_to_the_claims_it_is_derived_from() -> None:
    read = make_read(told("IRN", "RUS", "missile"), told("IRN", "RUS", "drone"), told("RUS", "MLI"))
    node = IRIS.supply("IRN", "RUS")
    about = {q.predicate: q.object for q in supply_quads(read, IRIS) if q.subject == node}
    assert about == {
        RDF.TYPE: MA.SUPPLY,
        RDF.SUBJECT: IRIS.actor("IRN"),
        RDF.PREDICATE: MA.SUPPLIES,
        RDF.OBJECT: IRIS.actor("RUS"),
    }
    derived = {q.object for q in article_quads(read, IRIS) if q.subject == node}
    ids = [claim_id for claim_id, claim in read.identified_claims() if claim.supplier == "IRN"]
    assert derived == {IRIS.claim(one) for one in ids}


def test_a_pair_of_several_claims_is_one_edge() -> None:
    read = make_read(told("IRN", "RUS", "missile"), told("IRN", "RUS", "drone"), told("PRK", "RUS"))
    assert supply_pairs(read) == (("IRN", "RUS"), ("PRK", "RUS"))


def test_a_company_is_described_and_a_state_is_not() -> None:
    quads = agent_quads(make_read(told("name:example-arms", "UKR", via=("POL",))), IRIS)
    company = IRIS.actor("name:example-arms")
    assert values(quads, company, RDFS.LABEL) == [Literal("Example Arms", language="en")]
    assert not any(quad.subject in (IRIS.actor("UKR"), IRIS.actor("POL")) for quad in quads)


def test_the_same_claim_twice_is_written_once() -> None:
    read = make_read(told("POL", "UKR"))
    twice = replace(read.reading, claims=read.reading.claims * 2)
    assert article_quads(replace(read, reading=twice), IRIS) == article_quads(read, IRIS)


def test_a_date_that_is_none_is_kept_but_bounds_nothing() -> None:
    quads = article_quads(make_read(told("POL", "UKR", date="last spring")), IRIS)
    assert [quad.object for quad in quads if quad.predicate == MA.DATE] == [
        Literal("last spring", datatype=EDTF.LEVEL1)
    ]
    assert not any(quad.predicate in (MA.EARLIEST, MA.LATEST) for quad in quads)


def test_a_lone_surrogate_never_stops_the_writing() -> None:
    read = make_read(told("POL", "UKR"), publisher="half a \ud83d letter")
    labels = [quad.object for quad in agent_quads(read, IRIS) if quad.predicate == RDFS.LABEL]
    assert labels == [Literal("half a \ufffd letter")]


@pytest.mark.parametrize(
    ("moment", "lexical"),
    [
        (datetime(2025, 1, 16, 9, 30, tzinfo=UTC), "2025-01-16T09:30:00Z"),
        (datetime(2025, 1, 16, 9, 30, 0, 250_000, tzinfo=UTC), "2025-01-16T09:30:00.25Z"),
        (datetime(2025, 1, 16, 9, 30, tzinfo=timezone(timedelta(hours=2))), "2025-01-16T07:30:00Z"),
    ],
)
def test_a_reading_tells_when_it_was_done(moment: datetime, lexical: str) -> None:
    read = replace(make_read(told("POL", "UKR")), read_at=moment)
    node = IRIS.reading(read.article.id, read.reading.extractor)
    found = values(article_quads(read, IRIS), node, PROV.ENDED_AT_TIME)
    assert found == [Literal(lexical, datatype=XSD.DATE_TIME)]


def test_a_reading_whose_time_is_not_known_tells_none() -> None:
    quads = article_quads(replace(make_read(told("POL", "UKR")), read_at=None), IRIS)
    assert not any(quad.predicate == PROV.ENDED_AT_TIME for quad in quads)


def test_of_two_claims_of_one_id_the_first_is_written() -> None:
    read = make_read(told("POL", "UKR", confidence=0.9))
    (claim,) = read.reading.claims
    both = replace(read.reading, claims=(claim, replace(claim, confidence=0.1)))
    quads = article_quads(replace(read, reading=both), IRIS)
    (claim_id, _), _ = replace(read, reading=both).identified_claims()
    assert values(quads, IRIS.claim(claim_id), MA.CONFIDENCE) == [Literal(0.9)]
