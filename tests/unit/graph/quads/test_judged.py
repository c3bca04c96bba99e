"""What is written of verdicts, and what is no longer told because of them."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.claim import Quantity, Stage
from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.nanopub import nanopub_quads
from graph.quads.write import agent_quads, article_quads, supply_quads
from ontology.terms import MA, PROV, RDF, RDFS, SCHEMA
from tests.making import judge, make_read, told
from tests.quads import read_reading

IRIS = Iris(base="https://example.org/id/")
READ = make_read(
    told("POL", "UKR", source="Warsaw", munition_text="tanks", date="2024"), told("CZE", "UKR")
)
(CLAIM_ID, _), (OTHER_ID, _) = READ.identified_claims()
CLAIM = IRIS.claim(CLAIM_ID)


def written(read: ReadArticle) -> list[Quad]:
    return article_quads(read, IRIS) + agent_quads(read, IRIS) + supply_quads(read, IRIS)


def values(quads: list[Quad], subject: object, predicate: NamedNode) -> list[object]:
    return [q.object for q in quads if q.subject == subject and q.predicate == predicate]


def edges(quads: list[Quad]) -> set[tuple[object, object]]:
    return {(q.subject, q.object) for q in quads if q.predicate == MA.SUPPLIES}


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_a_verdict_tells_who_decided_what_when_and_why(decision: str) -> None:
    read = judge(READ, 0, decision)
    quads = written(read)
    (node,) = values(quads, CLAIM, MA.VERDICT_ON)
    assert isinstance(node, NamedNode)
    assert node.value == f"{CLAIM.value}#verdict-{read.verdicts[0].id}"
    assert values(quads, node, PROV.USED) == [CLAIM]
    assert values(quads, node, MA.DECISION) == [NamedNode(MA.NAMESPACE + decision)]
    assert values(quads, node, MA.REASON) == [Literal("It says so")]
    (ended,) = values(quads, node, PROV.ENDED_AT_TIME)
    assert isinstance(ended, Literal)
    assert ended.value == "2025-01-17T08:15:00.5Z"
    (who,) = values(quads, node, PROV.WAS_ASSOCIATED_WITH)
    assert values(quads, who, RDFS.LABEL) == [Literal("A reviewer")]


def test_a_rejected_claim_is_described_but_is_no_claim_and_makes_no_edge() -> None:
    quads = written(judge(READ, 0, "reject"))
    assert values(quads, CLAIM, RDF.TYPE) == [MA.REJECTED_CLAIM]
    assert values(quads, CLAIM, MA.SUPPLIER) == [IRIS.actor("POL")]
    assert edges(quads) == {(IRIS.actor("CZE"), IRIS.actor("UKR"))}
    assert not [q for q in quads if q.predicate == PROV.WAS_DERIVED_FROM and q.object == CLAIM]
    assert [q.subject for q in quads if q.object == MA.CLAIM] == [IRIS.claim(OTHER_ID)]


def test_a_corrected_claim_tells_what_it_is_now_and_what_was_misread() -> None:
    quantity = Quantity(text="ten", min=10, max=None, unit=None, approximate=False)
    source = Source(name="Prague", kind=SourceKind.OFFICIAL)
    read = judge(READ, 0, "correct", supplier="SVK", quantity=quantity, source=source, date=None)
    quads = written(read)
    assert set(values(quads, CLAIM, RDF.TYPE)) == {MA.CLAIM, MA.SUPPLY_CLAIM}
    assert values(quads, CLAIM, MA.SUPPLIER) == [IRIS.actor("SVK")]
    assert values(quads, CLAIM, MA.DATE) == values(quads, CLAIM, MA.EARLIEST) == []
    assert values(quads, IRIS.quantity(CLAIM_ID), SCHEMA.MIN_VALUE) == [Literal(10)]
    assert edges(quads) == {(IRIS.actor(each), IRIS.actor("UKR")) for each in ("SVK", "CZE")}
    (node,) = values(quads, CLAIM, MA.VERDICT_ON)
    misread = {
        (values(quads, each, RDF.PREDICATE)[0], values(quads, each, RDF.OBJECT)[0])
        for each in values(quads, node, PROV.INVALIDATED)
        if values(quads, each, RDF.SUBJECT) == [CLAIM]
    }
    before = [q for q in written(READ) if q.subject == CLAIM]
    gone = {(q.predicate, q.object) for q in before} - {
        (q.predicate, q.object) for q in quads if q.subject == CLAIM
    }
    assert misread == gone
    assert {p for p, _ in gone} == {
        MA.SUPPLIER, MA.DATE, MA.EARLIEST, MA.LATEST, PROV.WAS_ATTRIBUTED_TO
    }  # fmt: skip
    labels = {q.object for q in quads if q.predicate == RDFS.LABEL}
    assert {Literal("Warsaw"), Literal("Prague")} <= labels


def test_a_claim_may_be_corrected_out_of_an_edge_and_into_one() -> None:
    quads = written(judge(READ, 0, "correct", stage=Stage.SUSPENSION))
    assert values(quads, CLAIM, RDF.TYPE) == [MA.CLAIM]
    assert edges(quads) == {(IRIS.actor("CZE"), IRIS.actor("UKR"))}
    halted = make_read(told("POL", "UKR", stage=Stage.SUSPENSION))
    assert edges(written(halted)) == set()
    resumed = written(judge(halted, 0, "correct", stage=Stage.ORDER))
    assert edges(resumed) == {(IRIS.actor("POL"), IRIS.actor("UKR"))}


def test_claims_come_back_as_they_stand() -> None:
    read = judge(judge(READ, 0, "correct", supplier="SVK"), 1, "reject")
    expected = replace(READ.reading, claims=tuple(claim for _, claim in read.standing_claims()))
    assert read_reading(written(read), IRIS) == expected


def test_no_description_stands_in_two_graphs_and_none_is_a_blank_node() -> None:
    quads = written(judge(READ, 0, "correct", supplier="name:example-arms", via=("SVK",)))
    graphs: dict[object, set[object]] = {}
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        if quad.predicate == RDF.TYPE:
            graphs.setdefault(quad.subject, set()).add(quad.graph_name)
    assert all(len(each) == 1 for each in graphs.values())
    assert IRIS.actor("name:example-arms") in graphs


def test_a_nanopublication_is_of_the_claim_as_it_stands_and_says_who_corrected_it() -> None:
    read = judge(READ, 0, "correct", supplier="SVK")
    claim = dict(read.standing_claims())[CLAIM_ID]
    quads = nanopub_quads(read, CLAIM_ID, claim, IRIS)
    assertion = IRIS.nanopub_graph(CLAIM_ID, "assertion")
    provenance = IRIS.nanopub_graph(CLAIM_ID, "provenance")
    assert Quad(CLAIM, MA.SUPPLIER, IRIS.actor("SVK"), assertion) in quads
    assert Quad(CLAIM, MA.VERDICT_ON, IRIS.verdict(read.verdicts[0]), provenance) in quads
    assert Quad(IRIS.reviewer("A reviewer"), RDF.TYPE, MA.REVIEWER, provenance) in quads
