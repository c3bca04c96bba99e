"""Every shape is kept by what we write, and broken by a test."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from graph.claims.claim import Quantity, Stage, Status, Value
from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.quads.shapes import violations
from graph.quads.vocabulary import vocabulary_file
from graph.quads.write import agent_quads, article_quads, supply_quads
from ontology.terms import DCTERMS, EDTF, MA, OA, PROV, RDF, RDFS, SCHEMA, XSD
from tests.inventing import read_articles
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")
NOWHERE = NamedNode("https://example.org/id/nowhere")
SH_MESSAGE = NamedNode("http://www.w3.org/ns/shacl#message")
ARTICLE_BODY = NamedNode("https://schema.org/articleBody")
SKOS = "http://www.w3.org/2004/02/skos/core#"

Change = Callable[[list[Quad]], list[Quad]]


def written(read: ReadArticle) -> list[Quad]:
    return article_quads(read, IRIS) + agent_quads(read, IRIS) + supply_quads(read, IRIS)


def full_article(story: str) -> ReadArticle:
    """One claim with everything that a claim can have."""
    claim = told(
        "IRN",
        "RUS",
        "drone",
        munition_text="drones",
        designation="Model 1",
        source="Tehran",
        quantity=Quantity(text="about 20", min=20, max=25, unit="pieces", approximate=True),
        value=Value(amount=5e6, currency="USD"),
        date="2025-01",
        via=("name:example-shipping", "BLR"),
    )
    read = make_read(claim, story=story, published=date(2025, 2, 1))
    return replace(read, article=replace(read.article, url="https://example.org/story"))


def drop(predicate: NamedNode) -> Change:
    return lambda quads: [quad for quad in quads if quad.predicate != predicate]


def put(predicate: NamedNode, *values: NamedNode | Literal) -> Change:
    """Replace the values of a predicate, wherever it stands."""

    def change(quads: list[Quad]) -> list[Quad]:
        subjects = {quad.subject: quad.graph_name for quad in quads if quad.predicate == predicate}
        new = [Quad(s, predicate, v, g) for s, g in subjects.items() for v in values]
        return drop(predicate)(quads) + new

    return change


def say(kind: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Change:
    """Say something more of all instances of a class."""

    def change(quads: list[Quad]) -> list[Quad]:
        instances = [q for q in quads if q.predicate == RDF.TYPE and q.object == kind]
        return quads + [Quad(each.subject, predicate, value, each.graph_name) for each in instances]

    return change


def forget(kind: NamedNode) -> Change:
    """Let nothing be an instance of a class."""
    return lambda quads: [q for q in quads if not (q.predicate == RDF.TYPE and q.object == kind)]


def integer(value: int) -> Literal:
    return Literal(value)


def typed(text: str, datatype: NamedNode) -> Literal:
    return Literal(text, datatype=datatype)


CASES: list[tuple[str, Change]] = [
    ("A claim has one supplier", drop(MA.SUPPLIER)),
    ("A claim has one supplier", put(MA.SUPPLIER, NOWHERE)),
    ("A claim has one supplier", put(MA.SUPPLIER, IRIS.actor("IRN"), IRIS.actor("PRK"))),
    ("A claim has one recipient", drop(MA.RECIPIENT)),
    ("Nobody supplies themselves", put(MA.RECIPIENT, IRIS.actor("IRN"))),
    ("The munition is at most one concept", put(MA.MUNITION_PASSED, IRIS.munition("nonsense"))),
    ("The munition text is", put(MA.MUNITION_TEXT, Literal(""))),
    ("The designation is", put(MA.DESIGNATION, Literal("A"), Literal("B"))),
    ("A claim has one stage", put(MA.STAGE, MA.ASSERTED)),
    ("A claim has one stage", drop(MA.STAGE)),
    ("A claim has one status", put(MA.STATUS, MA.ASSERTED, MA.DENIED)),
    ("The confidence is", put(MA.CONFIDENCE, Literal(1.5))),
    ("The confidence is", put(MA.CONFIDENCE, Literal("high"))),
    ("The rank is", put(MA.RANK, integer(-1))),
    ("The date is at most", put(MA.DATE, Literal("2025-01"))),
    ("The earliest day is at most", put(MA.EARLIEST, Literal("2025-01-01"))),
    ("The latest day is at most", put(MA.LATEST, Literal("soon"))),
    ("The earliest day is not after", put(MA.EARLIEST, typed("2026-01-01", XSD.DATE))),
    ("Aid passes through actors", put(MA.VIA, NOWHERE)),
    ("Aid does not pass through its supplier", put(MA.VIA, IRIS.actor("IRN"))),
    ("Aid does not pass through its recipient", put(MA.VIA, IRIS.actor("RUS"))),
    ("The route is", put(MA.ROUTE, integer(2))),
    ("A claim has one quote", drop(MA.QUOTE)),
    ("A claim rests on one passage", drop(MA.RESTS_ON)),
    ("A claim is made by one article", drop(PROV.HAD_PRIMARY_SOURCE)),
    ("A claim has at most one evidence source", put(PROV.WAS_ATTRIBUTED_TO, NOWHERE)),
    ("A claim comes from one reading", forget(MA.READING)),
    ("A claim has at most one quantity", put(MA.QUANTITY, Literal("20"))),
    ("A claim has at most one worth", put(MA.WORTH, Literal("20"))),
    ("A claim has one identifier", put(DCTERMS.IDENTIFIER, Literal("7"))),
    ("A claim with a munition has the words", drop(MA.MUNITION_TEXT)),
    ("A claim with a munition has the words", drop(MA.MUNITION_PASSED)),
    ("A date has an earliest or a latest day", drop(MA.DATE)),
    ("A date has an earliest or a latest day", lambda q: drop(MA.EARLIEST)(drop(MA.LATEST)(q))),
    ("The date is at most", put(MA.DATE, typed("2025-13-40-1", EDTF.LEVEL1))),
    ("The quote of a claim is that of its passage", put(MA.QUOTE, Literal("invented"))),
    ("A supply claim is asserted or alleged", put(MA.STATUS, MA.DENIED)),
    ("A supply claim is asserted or alleged", put(MA.STAGE, MA.SUSPENSION)),
    ("A claim that is asserted or alleged", forget(MA.SUPPLY_CLAIM)),
    ("A claim rests on a passage of the article", put(PROV.WAS_QUOTED_FROM, NOWHERE)),
    ("A passage is quoted from one article", drop(PROV.WAS_QUOTED_FROM)),
    ("The source of a passage is the article", put(OA.HAS_SOURCE, NOWHERE)),
    ("A passage is found by its words", drop(OA.EXACT)),
    ("A passage is found by its place", drop(OA.START)),
    ("The place of a passage is as long", put(OA.END, integer(4000))),
    ("A quote selector has the exact words", put(OA.EXACT, Literal(""))),
    ("A position selector starts at", put(OA.START, integer(-1))),
    ("A position selector ends at", drop(OA.END)),
    ("A position selector starts before", put(OA.END, integer(0))),
    ("A quantity has the words", drop(MA.QUANTITY_TEXT)),
    ("A quantity says whether", put(MA.IS_APPROXIMATE, Literal("perhaps"))),
    ("The least of a quantity is at most one", put(SCHEMA.MIN_VALUE, integer(-5))),
    ("The most of a quantity is at most one", put(SCHEMA.MAX_VALUE, Literal("many"))),
    ("The least of a quantity is not above", put(SCHEMA.MAX_VALUE, integer(3))),
    ("The unit of a quantity", put(SCHEMA.UNIT_TEXT, integer(3))),
    ("An amount of money has one value", put(SCHEMA.VALUE, Literal(-1.0))),
    ("An amount of money has one currency", put(SCHEMA.CURRENCY, Literal("dollars"))),
    ("An article has one identifier", put(DCTERMS.IDENTIFIER, Literal("7"))),
    ("An article has at most one title", put(DCTERMS.TITLE, Literal("A"), Literal("B"))),
    ("An article has at most one day", put(DCTERMS.ISSUED, Literal("2025-02-01"))),
    ("An article has at most one publisher", put(DCTERMS.PUBLISHER, NOWHERE)),
    ("An article has at most one address", put(SCHEMA.URL, NOWHERE)),
    ("The full text of an article", say(SCHEMA.NEWS_ARTICLE, ARTICLE_BODY, Literal("All of it."))),
    ("An article graph is about one article", drop(PROV.WAS_DERIVED_FROM)),
    ("An article graph comes from one reading", drop(PROV.WAS_GENERATED_BY)),
    ("A reading is of one article", drop(PROV.USED)),
    ("A reading is by one extractor", drop(PROV.WAS_ASSOCIATED_WITH)),
    ("An actor has a name", say(MA.NAMED_ACTOR, RDFS.LABEL, Literal("Second", language="en"))),
    ("An actor has one identifier", say(MA.NAMED_ACTOR, DCTERMS.IDENTIFIER, Literal("second"))),
    ("An actor supplies actors", say(MA.NAMED_ACTOR, MA.SUPPLIES, NOWHERE)),
    ("An actor supplies another only if", say(MA.NAMED_ACTOR, MA.SUPPLIES, IRIS.actor("BLR"))),
    ("A supply has one actor who supplies", drop(RDF.SUBJECT)),
    ("A supply has one actor who is supplied", put(RDF.OBJECT, NOWHERE)),
    ("What a supply states is ma:supplies", put(RDF.PREDICATE, MA.SUPPLIER)),
    ("A supply is derived from supply claims", drop(PROV.WAS_DERIVED_FROM)),
    ("A supply rests on claims of its own two actors", put(RDF.SUBJECT, IRIS.actor("BLR"))),
]  # fmt: skip

# These are shared by articles, or are of the vocabulary: each in a check of its own.
SHARED_CASES: list[tuple[str, Change]] = [
    ("An evidence source has one name", say(MA.EVIDENCE_SOURCE, RDFS.LABEL, Literal("Second"))),
    ("An evidence source is of one kind", put(MA.SOURCE_KIND, MA.ASSERTED)),
    ("A publisher has one name", say(MA.PUBLISHER, RDFS.LABEL, Literal("Second"))),
    ("An extractor has one name", drop(SCHEMA.NAME)),
    ("An extractor has one version", drop(SCHEMA.SOFTWARE_VERSION)),
]

MUNITION_CASES: list[tuple[str, NamedNode, NamedNode | Literal]] = [
    ("A munition has one identifier", DCTERMS.IDENTIFIER, Literal("second")),
    ("A munition has a preferred", NamedNode(SKOS + "prefLabel"), Literal("B", language="en")),
    ("A munition stands below at most one", NamedNode(SKOS + "broader"), NOWHERE),
    ("A munition is close to categories", NamedNode(SKOS + "closeMatch"), NOWHERE),
]  # fmt: skip


@dataclass(frozen=True)
class Broken:
    quads: list[Quad]
    subjects: set[str]


def break_article(story: str, change: Change) -> Broken:
    quads = change(written(full_article(story)))
    return Broken(quads=quads, subjects={str(quad.subject).strip("<>") for quad in quads})


@pytest.fixture(scope="module")
def reports() -> list[tuple[set[str], tuple[str, ...]]]:
    """Break one article for every case and check them all at once, which takes far less time."""
    broken = [break_article(str(place), change) for place, (_, change) in enumerate(CASES)]
    agents = agent_quads(full_article("agents"), IRIS)
    found = violations([q for each in broken for q in each.quads] + agents, IRIS)
    return [
        (each.subjects, tuple(line for line in found if line.partition(": ")[0] in each.subjects))
        for each in broken
    ]


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(CASES)), ids=[message for message, _ in CASES])
def test_a_broken_shape_is_reported(
    place: int, reports: list[tuple[set[str], tuple[str, ...]]]
) -> None:
    message, _ = CASES[place]
    assert any(line.partition(": ")[2].startswith(message) for line in reports[place][1])


@pytest.mark.parametrize(("message", "change"), SHARED_CASES, ids=[m for m, _ in SHARED_CASES])
def test_a_broken_description_of_an_agent_is_reported(message: str, change: Change) -> None:
    found = violations(change(agent_quads(full_article("agents"), IRIS)), IRIS)
    assert any(line.partition(": ")[2].startswith(message) for line in found)


def test_a_broken_munition_is_reported() -> None:
    tank = IRIS.munition("battle-tank")
    found = violations(
        [Quad(tank, predicate, value) for _, predicate, value in MUNITION_CASES], IRIS
    )
    for message, _, _ in MUNITION_CASES:
        assert any(line.partition(": ")[2].startswith(message) for line in found), message


def test_a_claim_without_a_name_is_reported() -> None:
    found = violations([Quad(BlankNode("c"), RDF.TYPE, MA.CLAIM)], IRIS)
    assert any("A claim is named by an IRI" in line for line in found)


def test_every_message_of_the_shapes_has_a_test() -> None:
    shapes = parse(vocabulary_file("shapes"), format=RdfFormat.TURTLE)
    messages = {
        q.object.value
        for q in shapes
        if q.predicate == SH_MESSAGE and isinstance(q.object, Literal)
    }
    tested = [message for message, _ in CASES + SHARED_CASES]
    tested += [message for message, _, _ in MUNITION_CASES]
    tested.append("A claim is named by an IRI")
    assert [each for each in messages if not any(each.startswith(start) for start in tested)] == []
    assert len(messages) > 60


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(read_articles(most=2))
def test_whatever_is_written_conforms(read: ReadArticle) -> None:
    assert violations(written(read), IRIS) == ()


def test_a_full_claim_and_a_bare_denial_conform() -> None:
    bare = make_read(
        told("IRN", "RUS", None, status=Status.DENIED, stage=Stage.DELIVERY), story="b"
    )
    quads = dict.fromkeys(written(full_article("full")) + written(bare))
    assert violations(quads, IRIS) == ()


def test_nothing_conforms() -> None:
    assert violations([], IRIS) == ()
