"""Every shape is kept by what we write, and broken by a test."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from graph.claims.claim import Quantity, Stage, Status, Value
from graph.claims.reading import ReadArticle
from graph.claims.verdict import CorrectedValue
from graph.quads.iris import Iris
from graph.quads.shapes import violations
from graph.quads.vocabulary import vocabulary_file
from graph.quads.write import agent_quads, article_quads, supply_quads
from ontology.terms import DCTERMS, EDTF, MA, OA, PROV, RDF, RDFS, SCHEMA, XSD
from tests.breaking import (
    YEAR,
    Change,
    copy,
    day,
    drop,
    english,
    forget,
    integer,
    put,
    say,
    twice,
    typed,
)
from tests.inventing import read_articles
from tests.making import judge, make_read, told
from tests.unit.ontology.test_shapes import REGISTER_CASES, STORE_CASES

IRIS = Iris(base="https://example.org/id/")
NOWHERE = NamedNode("https://example.org/id/nowhere")
SH_MESSAGE = NamedNode("http://www.w3.org/ns/shacl#message")
ARTICLE_BODY = NamedNode("https://schema.org/articleBody")


def written(read: ReadArticle) -> list[Quad]:
    return article_quads(read, IRIS) + agent_quads(read, IRIS) + supply_quads(read, IRIS)


def full_article(story: str) -> ReadArticle:
    """One claim with everything that a claim can have, of actors that no other story has."""
    claim = told(
        f"name:supplier-{story}",
        f"name:recipient-{story}",
        "drone",
        munition_text="drones",
        designation="Model 1",
        source="Tehran",
        quantity=Quantity(text="about 20", min=20, max=25, unit="pieces", approximate=True),
        value=Value(amount=5e6, currency="USD"),
        date="2025-01",
        via=("TUR", "BLR"),
    )
    read = make_read(claim, story=story, published=date(2025, 2, 1))
    return replace(read, article=replace(read.article, url="https://example.org/story"))


CASES: list[tuple[str, Change]] = [
    ("A claim has one supplier", drop(MA.SUPPLIER)),
    ("A claim has one supplier", put(MA.SUPPLIER, NOWHERE)),
    ("A claim has one supplier", put(MA.SUPPLIER, IRIS.actor("IRN"), IRIS.actor("PRK"))),
    ("Nothing is of two classes", say(MA.CLAIM, RDF.TYPE, MA.ACTOR)),
    ("Nothing is of two classes", say(MA.SUPPLY, RDF.TYPE, MA.PASSAGE)),
    ("Every property and class", say(MA.CLAIM, NamedNode(MA.NAMESPACE + "suplier"), NOWHERE)),
    ("Every property and class", say(MA.CLAIM, RDF.TYPE, NamedNode(MA.NAMESPACE + "Clam"))),
    ("A claim has one recipient", drop(MA.RECIPIENT)),
    ("Nobody supplies themselves", copy(MA.RECIPIENT, MA.SUPPLIER)),
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
    ("The date is at most", put(MA.DATE, typed("2025-13", EDTF.LEVEL1))),
    ("The date is at most", put(MA.DATE, typed("2025-01-32", EDTF.LEVEL1))),
    ("The date is at most", put(MA.DATE, typed("../..", EDTF.LEVEL1))),
    ("The earliest and the latest day", put(MA.EARLIEST, day("2024-12-31"))),
    ("The earliest and the latest day", put(MA.LATEST, day("2025-02-28"))),
    ("The earliest and the latest day", drop(MA.EARLIEST)),
    ("The earliest and the latest day", put(MA.DATE, typed("../2025-01", EDTF.LEVEL1))),
    ("The earliest and the latest day", put(MA.DATE, typed("199X", EDTF.LEVEL1))),
    ("The earliest day is at most", put(MA.EARLIEST, Literal("2025-01-01"))),
    ("The latest day is at most", put(MA.LATEST, Literal("soon"))),
    ("The earliest day is not after", put(MA.EARLIEST, day("2026-01-01"))),
    ("Aid passes through actors", put(MA.VIA, NOWHERE)),
    ("Aid does not pass through its supplier", copy(MA.VIA, MA.SUPPLIER)),
    ("Aid does not pass through its recipient", copy(MA.VIA, MA.RECIPIENT)),
    ("The route is", put(MA.ROUTE, integer(2))),
    ("The route is", put(MA.ROUTE, Literal("TUR,BLR"))),
    ("A route names the actors", drop(MA.ROUTE)),
    ("A route names the actors", put(MA.ROUTE, Literal("TUR POL"))),
    ("A route names the actors", put(MA.VIA, IRIS.actor("TUR"))),
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
    ("A supply claim is no request", put(MA.STAGE, MA.SUSPENSION)),
    ("A supply claim is also said to be a claim", forget(MA.CLAIM)),
    ("A supply claim makes a supply", drop(PROV.WAS_DERIVED_FROM)),
    ("A supply claim makes a supply", forget(MA.SUPPLY)),
    ("A claim that is asserted or alleged", forget(MA.SUPPLY_CLAIM)),
    ("A claim rests on a passage, and", put(PROV.WAS_QUOTED_FROM, NOWHERE)),
    ("A claim rests on a passage, and", put(PROV.USED, NOWHERE)),
    ("The IRI of a claim ends", put(DCTERMS.IDENTIFIER, Literal("0" * 32))),
    ("A passage is also said to be", forget(OA.SPECIFIC_RESOURCE)),
    ("A passage is that of one claim", drop(MA.RESTS_ON)),
    ("A passage has two selectors", drop(OA.HAS_SELECTOR)),
    ("A selector is that of one passage", drop(OA.HAS_SELECTOR)),
    ("A passage is quoted from one article", drop(PROV.WAS_QUOTED_FROM)),
    ("The source of a passage is the article", put(OA.HAS_SOURCE, NOWHERE)),
    ("A passage is found by its words", drop(OA.EXACT)),
    ("A passage is found by its place", drop(OA.START)),
    ("The place of a passage is as long", put(OA.END, integer(4000))),
    ("A quote selector has the exact words", put(OA.EXACT, Literal(""))),
    ("A position selector starts at", put(OA.START, integer(-1))),
    ("A position selector ends at", drop(OA.END)),
    ("A position selector starts before", put(OA.END, integer(0))),
    ("A quantity is that of one claim", drop(MA.QUANTITY)),
    ("A quantity has the words", drop(MA.QUANTITY_TEXT)),
    ("A quantity says whether", put(MA.IS_APPROXIMATE, Literal("perhaps"))),
    ("The least of a quantity is at most one", put(SCHEMA.MIN_VALUE, integer(-5))),
    ("The most of a quantity is at most one", put(SCHEMA.MAX_VALUE, Literal("many"))),
    ("The least of a quantity is not above", put(SCHEMA.MAX_VALUE, integer(3))),
    ("The unit of a quantity", put(SCHEMA.UNIT_TEXT, integer(3))),
    ("The unit of a quantity", put(SCHEMA.UNIT_TEXT, Literal(""))),
    ("An amount of money is that of one claim", drop(MA.WORTH)),
    ("An amount of money has one value", put(SCHEMA.VALUE, Literal(-1.0))),
    ("An amount of money has one currency", put(SCHEMA.CURRENCY, Literal("dollars"))),
    ("An article has one identifier", put(DCTERMS.IDENTIFIER, Literal("7"))),
    ("The IRI of an article ends", put(DCTERMS.IDENTIFIER, Literal("0" * 32))),
    ("An article has at most one title", put(DCTERMS.TITLE, Literal("A"), Literal("B"))),
    ("An article has at most one title", put(DCTERMS.TITLE, Literal(""))),
    ("An article has at most one day", put(DCTERMS.ISSUED, Literal("2025-02-01"))),
    ("An article has at most one publisher", put(DCTERMS.PUBLISHER, NOWHERE)),
    ("An article has at most one address", put(SCHEMA.URL, NOWHERE)),
    ("An article has at most one address", put(SCHEMA.URL, typed("a file", XSD.ANY_URI))),
    ("An article has one graph", forget(MA.ARTICLE_GRAPH)),
    ("An article graph comes from a reading of", put(PROV.USED, NOWHERE)),
    ("The full text of an article", say(SCHEMA.NEWS_ARTICLE, ARTICLE_BODY, Literal("All of it."))),
    ("An article graph is about one article", drop(PROV.WAS_DERIVED_FROM)),
    ("An article graph comes from one reading", drop(PROV.WAS_GENERATED_BY)),
    ("A reading is of one article", drop(PROV.USED)),
    ("A reading is by one extractor", drop(PROV.WAS_ASSOCIATED_WITH)),
    ("A reading ends once", put(PROV.ENDED_AT_TIME, Literal("yesterday"))),
    ("An actor of any kind is also said", forget(MA.ACTOR)),
    ("An actor is of one kind", forget(MA.NAMED_ACTOR)),
    ("An actor is of one kind", say(MA.NAMED_ACTOR, RDF.TYPE, MA.ORGANISATION)),
    ("An actor has one rdfs:label", say(MA.NAMED_ACTOR, RDFS.LABEL, english("Second"))),
    ("An actor has one identifier", say(MA.NAMED_ACTOR, DCTERMS.IDENTIFIER, Literal("second"))),
    ("The IRI of an actor ends", say(MA.NAMED_ACTOR, DCTERMS.IDENTIFIER, Literal("second"))),
    ("The identifier of an actor that no", say(MA.NAMED_ACTOR, DCTERMS.IDENTIFIER, Literal("x"))),
    ("An actor supplies actors", say(MA.NAMED_ACTOR, MA.SUPPLIES, NOWHERE)),
    ("An actor supplies another only if", say(MA.NAMED_ACTOR, MA.SUPPLIES, IRIS.actor("BLR"))),
    ("That an actor supplies another", forget(MA.SUPPLY)),
    ("Only a state of the past", say(MA.NAMED_ACTOR, MA.FROM_YEAR, typed("1990", YEAR))),
    ("A supply has one actor who supplies", drop(RDF.SUBJECT)),
    ("A supply has one actor who is supplied", put(RDF.OBJECT, NOWHERE)),
    ("What a supply states is ma:supplies", put(RDF.PREDICATE, MA.SUPPLIER)),
    ("A supply is derived from supply claims", drop(PROV.WAS_DERIVED_FROM)),
    ("A supply rests on claims of its own two actors", put(RDF.SUBJECT, IRIS.actor("BLR"))),
    ("A supply stands beside the edge", drop(MA.SUPPLIES)),
    ("Of two actors there is one supply", lambda quads: twice(MA.SUPPLY, quads)),
]  # fmt: skip

# Of a claim that a verdict accepts, corrects or rejects.
VERDICT_CASES: list[tuple[str, str, Change]] = [
    ("A claim has at most one verdict", "accept", put(MA.VERDICT_ON, NOWHERE)),
    ("A rejected claim has a verdict", "reject", drop(MA.VERDICT_ON)),
    ("A rejected claim has a verdict", "reject", put(MA.DECISION, MA.ACCEPT)),
    ("A rejected claim is not said", "reject", say(MA.REJECTED_CLAIM, RDF.TYPE, MA.CLAIM)),
    ("A verdict is on one claim", "accept", drop(PROV.USED)),
    ("A verdict is on the claim that names it", "accept", drop(MA.VERDICT_ON)),
    ("A verdict is on the claim that names it", "accept", drop(PROV.USED)),
    ("A verdict has one decision", "accept", put(MA.DECISION, MA.DENIED)),
    ("A verdict is by one reviewer", "accept", forget(MA.REVIEWER)),
    ("A verdict was made at one time", "accept", put(PROV.ENDED_AT_TIME, Literal("today"))),
    ("A verdict has at most one reason", "accept", put(MA.REASON, Literal(""))),
    ("A verdict that does not accept", "correct", drop(MA.REASON)),
    ("A verdict that does not accept", "reject", drop(MA.REASON)),
    ("A claim that a verdict rejects", "accept", put(MA.DECISION, MA.REJECT)),
    ("What a verdict sets right", "correct", put(PROV.INVALIDATED, NOWHERE)),
    ("A misreading is of one thing", "correct", drop(RDF.SUBJECT)),
    ("A misreading is of one property", "correct", drop(RDF.PREDICATE)),
    ("A misreading is of one value", "correct", drop(RDF.OBJECT)),
    ("A misreading was set right by one", "correct", put(MA.DECISION, MA.ACCEPT)),
    ("A misreading was set right by one", "correct", drop(PROV.INVALIDATED)),
    ("What was set right is told no longer", "correct",
     lambda quads: [*quads, *misread(quads)]),
    ("A reviewer has one name", "accept", say(MA.REVIEWER, RDFS.LABEL, Literal("Second"))),
]  # fmt: skip


def misread(quads: list[Quad]) -> list[Quad]:
    """Tell again what was set right."""
    told_of = {(quad.subject, quad.predicate): quad.object for quad in quads}
    found: list[Quad] = []
    for quad in quads:
        if quad.predicate == RDF.TYPE and quad.object == MA.MISREADING:
            subject, predicate = (told_of[quad.subject, p] for p in (RDF.SUBJECT, RDF.PREDICATE))
            assert isinstance(subject, NamedNode)
            assert isinstance(predicate, NamedNode)
            found.append(Quad(subject, predicate, told_of[quad.subject, RDF.OBJECT]))
    return found


# These are shared by articles, or are of the vocabulary: each in a check of its own.
SHARED_CASES: list[tuple[str, Change]] = [
    ("An evidence source has one name", say(MA.EVIDENCE_SOURCE, RDFS.LABEL, Literal("Second"))),
    ("An evidence source is of one kind", put(MA.SOURCE_KIND, MA.ASSERTED)),
    ("A publisher has one name", say(MA.PUBLISHER, RDFS.LABEL, Literal("Second"))),
    ("An extractor has one name", drop(SCHEMA.NAME)),
    ("An extractor has one version", drop(SCHEMA.SOFTWARE_VERSION)),
]


MESSAGES = [message for message, _ in CASES] + [message for message, _, _ in VERDICT_CASES]


@dataclass(frozen=True)
class Broken:
    quads: list[Quad]
    subjects: set[str]


CORRECTED: dict[str, CorrectedValue] = {
    "supplier": "PRK",
    "munition": "howitzer",
    "quantity": Quantity(text="ten", min=10, max=10, unit="pieces", approximate=False),
    "date": None,
    "source": None,
    "via": ("CHN",),
}


def judged_article(story: str, decision: str) -> ReadArticle:
    """Judge the one claim of a full article, in the name of a reviewer of its own."""
    corrected = CORRECTED if decision == "correct" else {}
    read = judge(full_article(story), 0, decision, **corrected)
    return replace(read, verdicts=tuple(replace(v, who=f"Desk {story}") for v in read.verdicts))


def break_article(read: ReadArticle, change: Change) -> Broken:
    quads = change(written(read))
    return Broken(quads=quads, subjects={str(quad.subject).strip("<>") for quad in quads})


@pytest.fixture(scope="module")
def reports() -> list[tuple[set[str], tuple[str, ...]]]:
    """Break one article for every case and check them all at once, which takes far less time."""
    broken = [
        break_article(full_article(str(place)), change) for place, (_, change) in enumerate(CASES)
    ] + [
        break_article(judged_article(f"judged-{place}", decision), change)
        for place, (_, decision, change) in enumerate(VERDICT_CASES)
    ]
    agents = agent_quads(full_article("agents"), IRIS)
    found = violations([q for each in broken for q in each.quads] + agents, IRIS)
    return [
        (each.subjects, tuple(line for line in found if line.partition(": ")[0] in each.subjects))
        for each in broken
    ]


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(MESSAGES)), ids=MESSAGES)
def test_a_broken_shape_is_reported(
    place: int, reports: list[tuple[set[str], tuple[str, ...]]]
) -> None:
    message = MESSAGES[place]
    assert any(line.partition(": ")[2].startswith(message) for line in reports[place][1])


@pytest.mark.parametrize(("message", "change"), SHARED_CASES, ids=[m for m, _ in SHARED_CASES])
def test_a_broken_description_of_an_agent_is_reported(message: str, change: Change) -> None:
    found = violations(change(agent_quads(full_article("agents"), IRIS)), IRIS)
    assert any(line.partition(": ")[2].startswith(message) for line in found)


def test_claims_of_the_same_rank_are_reported() -> None:
    two = make_read(told("POL", "UKR", None), told("IRN", "RUS", None), story="ranks")
    assert violations(written(two), IRIS) == ()
    found = violations(put(MA.RANK, integer(0))(written(two)), IRIS)
    assert any(line.endswith(": No two claims of an article have the same rank") for line in found)


@pytest.mark.parametrize(
    "date",
    ["2025", "2025-10", "2025-10-21", "2025-12-24", "2024~", "2024/2025", "../2026", "2022/..",
     "2022/", "199X", "19XX?", "2025-22", "2025-24", "2025-24/2026-21", "2025-01-31%"],
)  # fmt: skip
def test_days_of_any_precision_conform(date: str) -> None:
    read = make_read(told("POL", "UKR", munition_text="tanks", date=date), story=date)
    assert violations(written(read), IRIS) == ()


@pytest.mark.slow
def test_what_has_no_name_is_reported() -> None:
    kinds = (MA.CLAIM, MA.PASSAGE, SCHEMA.QUANTITATIVE_VALUE)
    unnamed = [Quad(BlankNode(str(place)), RDF.TYPE, kind) for place, kind in enumerate(kinds)]
    found = violations(unnamed, IRIS)
    assert sum("A claim is named by an IRI" in line for line in found) == 1
    assert sum("Everything is named by an IRI" in line for line in found) == len(kinds)


def test_every_message_of_the_shapes_has_a_test() -> None:
    shapes = parse(vocabulary_file("shapes"), format=RdfFormat.TURTLE)
    messages = {
        q.object.value
        for q in shapes
        if q.predicate == SH_MESSAGE and isinstance(q.object, Literal)
    }
    tested = [message for message, _ in CASES + SHARED_CASES]
    tested += [case[0] for case in (*VERDICT_CASES, *REGISTER_CASES, *STORE_CASES)]
    tested += ["A claim is named by an IRI", "Everything is named by an IRI"]
    tested.append("No two claims of an article have the same rank")
    assert [each for each in messages if not any(each.startswith(start) for start in tested)] == []
    assert len(messages) > 110


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(read_articles(most=2))
def test_whatever_is_written_conforms(read: ReadArticle) -> None:
    # An address is checked before an article is kept; here it is any text.
    url = "https://example.org/story" if read.article.url else None
    kept = replace(read, article=replace(read.article, url=url))
    assert violations(written(kept), IRIS) == ()


def test_a_full_claim_and_a_bare_denial_conform() -> None:
    bare = make_read(
        told("IRN", "RUS", None, status=Status.DENIED, stage=Stage.DELIVERY), story="b"
    )
    quads = dict.fromkeys(written(full_article("full")) + written(bare))
    assert violations(quads, IRIS) == ()


@pytest.mark.parametrize("decision", ["accept", "reject", "correct"])
def test_a_claim_with_a_verdict_conforms(decision: str) -> None:
    assert violations(written(judged_article("judged", decision)), IRIS) == ()


def test_a_correction_may_see_what_no_word_names() -> None:
    read = judge(make_read(told("POL", "UKR", None)), 0, "correct", munition="battle-tank")
    assert violations(written(read), IRIS) == ()


def test_nothing_conforms() -> None:
    assert violations([], IRIS) == ()
