"""Every nanopublication keeps to the guidelines, and loads wherever nanopublications do."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize
from rdflib import Dataset

from graph.claims.reading import ReadArticle
from graph.quads.facts import distinct_claims
from graph.quads.iris import Iris
from graph.quads.nanopub import NANOPUB_PREFIXES, nanopub_quads
from graph.quads.write import agent_quads, article_quads
from ontology.terms import DCTERMS, MA, NP, OA, PROV, RDF, RDFS, SCHEMA, XSD
from tests.golden.questions.corpus import demo_reads
from tests.inventing import read_articles
from tests.making import READ_AT, make_read, told

IRIS = Iris(base="https://example.org/id/")
LINKS = (NP.HAS_ASSERTION, NP.HAS_PROVENANCE, NP.HAS_PUBLICATION_INFO)
Graphs = dict[NamedNode, list[Quad]]


def all_of(read: ReadArticle) -> list[list[Quad]]:
    return [nanopub_quads(read, *each, IRIS) for each in distinct_claims(read).items()]


def graphs_of(quads: list[Quad]) -> Graphs:
    found: Graphs = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        found[quad.graph_name].append(quad)
    return found


def check(quads: list[Quad]) -> tuple[NamedNode, dict[NamedNode, NamedNode]]:
    """Hold quads against the guidelines; give the nanopublication, and its graphs by link."""
    assert len(set(quads)) == len(quads)
    graphs = graphs_of(quads)
    (typed,) = (q for q in quads if (q.predicate, q.object) == (RDF.TYPE, NP.NANOPUBLICATION))
    node, head = typed.subject, typed.graph_name
    assert isinstance(node, NamedNode)
    assert isinstance(head, NamedNode)
    links: dict[NamedNode, NamedNode] = {}
    for quad in quads:
        if quad.predicate in LINKS:
            assert (quad.subject, quad.graph_name) == (node, head)
            assert quad.predicate not in links
            assert isinstance(quad.object, NamedNode)
            links[quad.predicate] = quad.object
    assert set(links) == set(LINKS)
    names = {node, head, *links.values()}
    assert len(names) == 5, "all names differ"
    assert set(graphs) == names - {node}, "no triple stands elsewhere, and no graph is empty"
    assert len(graphs[head]) == 4
    assertion, provenance, information = (links[each] for each in LINKS)
    assert any(q.subject == assertion for q in graphs[provenance])
    assert any(q.subject == node for q in graphs[information])
    return node, links


@given(read_articles())
def test_any_claim_makes_a_nanopublication_that_loads_everywhere(read: ReadArticle) -> None:
    for quads in all_of(read):
        _, links = check(quads)
        said = {q.predicate for q in quads if q.graph_name == links[NP.HAS_ASSERTION]}
        assert {MA.SUPPLIER, MA.RECIPIENT, MA.STAGE, MA.STATUS} <= said
        for form in (RdfFormat.TRIG, RdfFormat.N_QUADS):
            file = serialize(quads, format=form, prefixes=dict(NANOPUB_PREFIXES)) or b""
            assert set(parse(file, format=form)) == set(quads)


# rdflib's own parser of TriG asks its Dataset for what Dataset calls deprecated.
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
def test_every_claim_of_the_demo_corpus_loads_in_rdflib_and_pyoxigraph() -> None:
    quads = [quad for read in demo_reads() for each in all_of(read) for quad in each]
    file = serialize(quads, format=RdfFormat.TRIG, prefixes=dict(NANOPUB_PREFIXES)) or b""
    assert file.startswith(b"@prefix")
    store, dataset = Store(), Dataset()
    store.load(file, format=RdfFormat.TRIG)
    dataset.parse(data=file, format="trig")
    assert len(store) == len(quads) == sum(1 for _ in dataset.quads())
    for read in demo_reads():
        for each in all_of(read):
            check(each)


def test_no_two_nanopublications_share_a_graph() -> None:
    made = [graphs_of(each) for read in demo_reads() for each in all_of(read)]
    names = [name for graphs in made for name in graphs]
    assert len(set(names)) == len(names) == 4 * len(made)


def objects(quads: list[Quad], subject: NamedNode, predicate: NamedNode) -> list[object]:
    return [q.object for q in quads if (q.subject, q.predicate) == (subject, predicate)]


def test_each_graph_tells_its_part() -> None:
    read = make_read(told("POL", "name:example-arms", source="Warsaw", date="2025-01"))
    ((claim_id, claim),) = read.identified_claims()
    quads = nanopub_quads(read, claim_id, claim, IRIS)
    node, links = check(quads)
    assert node.value == f"https://example.org/id/nanopub/{claim_id}"
    told_of, article = IRIS.claim(claim_id), IRIS.article(read.article.id)
    graphs = graphs_of(quads)
    assertion, provenance, information = (graphs[links[each]] for each in LINKS)
    assert objects(assertion, told_of, MA.SUPPLIER) == [IRIS.actor("POL")]
    assert objects(assertion, told_of, MA.RECIPIENT) == [IRIS.actor("name:example-arms")]
    assert objects(assertion, IRIS.actor("name:example-arms"), RDFS.LABEL)
    for predicate in (PROV.WAS_DERIVED_FROM, PROV.HAD_PRIMARY_SOURCE):
        assert objects(provenance, links[NP.HAS_ASSERTION], predicate) == [article]
    source = IRIS.source(claim.source) if claim.source else None
    assert objects(provenance, links[NP.HAS_ASSERTION], PROV.WAS_ATTRIBUTED_TO) == [source]
    assert objects(provenance, IRIS.words(claim_id), OA.EXACT) == [Literal(claim.passage.quote)]
    assert objects(provenance, article, DCTERMS.TITLE) == [Literal("Story")]
    extractor = IRIS.extractor(claim.extractor)
    when = Literal("2025-01-16T09:30:00.25Z", datatype=XSD.DATE_TIME)
    assert objects(information, node, DCTERMS.CREATED) == [when]
    assert objects(information, node, PROV.WAS_ATTRIBUTED_TO) == [extractor]
    assert objects(information, extractor, SCHEMA.SOFTWARE_VERSION) == [Literal("1")]
    reading = IRIS.reading(read.article.id, claim.extractor)
    assert objects(provenance, reading, PROV.ENDED_AT_TIME) == [when]


def test_it_tells_nothing_of_a_claim_that_the_store_does_not() -> None:
    read = make_read(told("POL", "UKR", source="Warsaw", date="2025-01"), told("IRN", "RUS"))
    held = {quad.triple for quad in (*article_quads(read, IRIS), *agent_quads(read, IRIS))}
    for quads in all_of(read):
        node, links = check(quads)
        own = {node, *links.values()}
        assert {quad.triple for quad in quads if quad.subject not in own} <= held


def test_its_name_stays_when_the_article_is_read_again() -> None:
    read = make_read(told("POL", "UKR"))
    later = replace(read, read_at=READ_AT.replace(year=2026))
    (first,), (second,) = all_of(read), all_of(later)
    assert check(first) == check(second)
    assert set(first) != set(second)


@pytest.mark.parametrize("read_at", [READ_AT, None])
def test_a_time_that_is_not_known_is_not_told(read_at: object) -> None:
    (quads,) = all_of(replace(make_read(told("POL", "UKR")), read_at=read_at))  # type: ignore[arg-type]
    check(quads)
    assert any(quad.predicate == DCTERMS.CREATED for quad in quads) == (read_at is not None)
