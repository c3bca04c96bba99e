"""What is said of claims, and of what stands around them, before it has a graph to stand in.

A claim's content is what it tells; its grounds are why it is told: the words, the article, the
evidence source, the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode

from graph.claims.actor import NAMED, describe_actor, is_actor_id
from graph.claims.article import Article
from graph.claims.claim import Claim, Extractor
from graph.claims.edtf import bounds, is_edtf
from graph.claims.evidence import Source
from graph.claims.reading import ReadArticle
from graph.quads.concepts import SOURCE_KINDS, STAGES, STATUSES
from graph.quads.iris import Iris
from ontology.terms import DCTERMS, EDTF, MA, OA, PROV, RDF, RDFS, SCHEMA, XSD

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]

_SURROGATE = re.compile("[\ud800-\udfff]")


def distinct_claims(read: ReadArticle) -> dict[str, Claim]:
    """Give the claims that stand by their ids, in the order of the reading.

    Two of one id are the first; those that were rejected are left out, corrected ones as they are.
    """
    found: dict[str, Claim] = {}
    for claim_id, claim in read.standing_claims():
        found.setdefault(claim_id, claim)
    return found


def content_facts(claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    """Tell what a claim tells: who, whom, what, when, how much, at which stage and status."""
    node = iris.claim(claim_id)
    yield node, RDF.TYPE, MA.CLAIM
    if claim.is_supply:
        yield node, RDF.TYPE, MA.SUPPLY_CLAIM
    yield node, DCTERMS.IDENTIFIER, Literal(claim_id)
    yield node, MA.SUPPLIER, iris.actor(claim.supplier)
    yield node, MA.RECIPIENT, iris.actor(claim.recipient)
    yield node, MA.STAGE, STAGES[claim.stage]
    yield node, MA.STATUS, STATUSES[claim.status]
    yield from _munition_facts(node, claim, iris)
    yield from _date_facts(node, claim)
    yield from _route_facts(node, claim, iris)
    yield from _quantity_facts(claim_id, claim, iris)
    yield from _worth_facts(claim_id, claim, iris)


def ground_facts(article_id: str, claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    """Tell what a claim rests on: article, words, evidence source, reading and its confidence."""
    node = iris.claim(claim_id)
    yield node, MA.CONFIDENCE, Literal(float(claim.confidence))
    yield node, PROV.HAD_PRIMARY_SOURCE, iris.article(article_id)
    yield node, PROV.WAS_GENERATED_BY, iris.reading(article_id, claim.extractor)
    yield from source_fact(claim_id, claim, iris)
    yield from _passage_facts(article_id, claim_id, claim, iris)


def source_fact(claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    """Tell on whose word a claim rests, if the text names anyone."""
    if claim.source is not None:
        yield iris.claim(claim_id), PROV.WAS_ATTRIBUTED_TO, iris.source(claim.source)


def article_facts(article: Article, iris: Iris) -> Iterator[Fact]:
    """Describe an article; its text is not in RDF."""
    node = iris.article(article.id)
    yield node, RDF.TYPE, SCHEMA.NEWS_ARTICLE
    yield node, DCTERMS.IDENTIFIER, text_literal(article.id)
    if article.title is not None:
        yield node, DCTERMS.TITLE, text_literal(article.title)
    if article.published is not None:
        yield node, DCTERMS.ISSUED, Literal(article.published.isoformat(), datatype=XSD.DATE)
    if article.publisher is not None:
        yield node, DCTERMS.PUBLISHER, iris.publisher(article.publisher)
    if article.url is not None:
        yield node, SCHEMA.URL, Literal(_storable(article.url), datatype=XSD.ANY_URI)


def reading_facts(read: ReadArticle, extractor: Extractor, iris: Iris) -> Iterator[Fact]:
    """Describe the run of one extractor over an article."""
    reading = iris.reading(read.article.id, extractor)
    yield reading, RDF.TYPE, MA.READING
    yield reading, PROV.USED, iris.article(read.article.id)
    yield reading, PROV.WAS_ASSOCIATED_WITH, iris.extractor(extractor)
    if read.read_at is not None:
        yield reading, PROV.ENDED_AT_TIME, moment_literal(read.read_at)


def publisher_facts(name: str, iris: Iris) -> Iterator[Fact]:
    """Describe a publisher."""
    node = iris.publisher(name)
    yield node, RDF.TYPE, MA.PUBLISHER
    yield node, RDFS.LABEL, text_literal(name)


def source_facts(source: Source, iris: Iris) -> Iterator[Fact]:
    """Describe an evidence source."""
    node = iris.source(source)
    yield node, RDF.TYPE, MA.EVIDENCE_SOURCE
    yield node, RDFS.LABEL, text_literal(source.name)
    yield node, MA.SOURCE_KIND, SOURCE_KINDS[source.kind]


def extractor_facts(extractor: Extractor, iris: Iris) -> Iterator[Fact]:
    """Describe a version of an extractor."""
    node = iris.extractor(extractor)
    yield node, RDF.TYPE, MA.EXTRACTOR
    yield node, SCHEMA.NAME, text_literal(extractor.name)
    yield node, SCHEMA.SOFTWARE_VERSION, text_literal(extractor.version)


def unlisted_actor_facts(actor_id: str, iris: Iris) -> Iterator[Fact]:
    """Describe an actor that no register lists; says nothing of others."""
    if not (actor_id.startswith(NAMED) and is_actor_id(actor_id)):
        return
    node, actor = iris.actor(actor_id), describe_actor(actor_id)
    yield node, RDF.TYPE, MA.ACTOR
    yield node, RDF.TYPE, MA.NAMED_ACTOR
    yield node, DCTERMS.IDENTIFIER, text_literal(actor_id)
    yield node, RDFS.LABEL, Literal(actor.label, language="en")


def text_literal(text: str) -> Literal:
    """Write words as they are; halves of letters become the replacement character."""
    return Literal(_storable(text))


def moment_literal(moment: datetime) -> Literal:
    """Write a time in UTC in its canonical form, which a store gives back as it is."""
    told = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return Literal(f"{told}Z", datatype=XSD.DATE_TIME)


def _munition_facts(node: NamedNode, claim: Claim, iris: Iris) -> Iterator[Fact]:
    if claim.munition is not None:
        yield node, MA.MUNITION_PASSED, iris.munition(claim.munition)
    if claim.munition_text is not None:
        yield node, MA.MUNITION_TEXT, text_literal(claim.munition_text)
    if claim.designation is not None:
        yield node, MA.DESIGNATION, text_literal(claim.designation)


def _date_facts(node: NamedNode, claim: Claim) -> Iterator[Fact]:
    if claim.date is None:
        return
    yield node, MA.DATE, Literal(_storable(claim.date), datatype=EDTF.LEVEL1)
    # A date that is not EDTF is kept as it stands; the shapes report it.
    earliest, latest = bounds(claim.date) if is_edtf(claim.date) else (None, None)
    if earliest is not None:
        yield node, MA.EARLIEST, Literal(earliest.isoformat(), datatype=XSD.DATE)
    if latest is not None:
        yield node, MA.LATEST, Literal(latest.isoformat(), datatype=XSD.DATE)


def _route_facts(node: NamedNode, claim: Claim, iris: Iris) -> Iterator[Fact]:
    for actor_id in claim.via:
        yield node, MA.VIA, iris.actor(actor_id)
    if len(claim.via) > 1:
        # Triples have no order, and a list in RDF wants blank nodes.
        yield node, MA.ROUTE, text_literal(" ".join(claim.via))


def _passage_facts(article_id: str, claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    node, passage, article = iris.claim(claim_id), iris.passage(claim_id), iris.article(article_id)
    words, position = iris.words(claim_id), iris.position(claim_id)
    quoted = text_literal(claim.passage.quote)
    yield node, MA.QUOTE, quoted
    yield node, MA.RESTS_ON, passage
    yield passage, RDF.TYPE, MA.PASSAGE
    yield passage, RDF.TYPE, OA.SPECIFIC_RESOURCE
    yield passage, PROV.WAS_QUOTED_FROM, article
    yield passage, OA.HAS_SOURCE, article
    yield passage, OA.HAS_SELECTOR, words
    yield passage, OA.HAS_SELECTOR, position
    yield words, RDF.TYPE, OA.TEXT_QUOTE_SELECTOR
    yield words, OA.EXACT, quoted
    yield position, RDF.TYPE, OA.TEXT_POSITION_SELECTOR
    yield position, OA.START, Literal(claim.passage.start)
    yield position, OA.END, Literal(claim.passage.end)


def _quantity_facts(claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    quantity = claim.quantity
    if quantity is None:
        return
    node = iris.quantity(claim_id)
    yield iris.claim(claim_id), MA.QUANTITY, node
    yield node, RDF.TYPE, SCHEMA.QUANTITATIVE_VALUE
    yield node, MA.QUANTITY_TEXT, text_literal(quantity.text)
    yield node, MA.IS_APPROXIMATE, Literal(quantity.approximate)
    if quantity.min is not None:
        yield node, SCHEMA.MIN_VALUE, Literal(quantity.min)
    if quantity.max is not None:
        yield node, SCHEMA.MAX_VALUE, Literal(quantity.max)
    if quantity.unit is not None:
        yield node, SCHEMA.UNIT_TEXT, text_literal(quantity.unit)


def _worth_facts(claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    if claim.value is None:
        return
    node = iris.worth(claim_id)
    yield iris.claim(claim_id), MA.WORTH, node
    yield node, RDF.TYPE, SCHEMA.MONETARY_AMOUNT
    yield node, SCHEMA.VALUE, Literal(float(claim.value.amount))
    yield node, SCHEMA.CURRENCY, text_literal(claim.value.currency)


def _storable(text: str) -> str:
    """Replace lone surrogates, which no RDF format can hold, by the replacement character."""
    return _SURROGATE.sub("\ufffd", text)
