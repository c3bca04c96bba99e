"""Claims to quads: one named graph for each article, plain triples, no blank node.

Every subject is described in one graph only. That matters: a query sees the union of all graphs,
and a triple that stood in two of them would be counted twice by some SPARQL engines. So what
articles share (sources, publishers, extractors, unlisted actors) has a graph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

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


def article_quads(read: ReadArticle, iris: Iris) -> list[Quad]:
    """Write an article, its reading and its claims into the article's graph.

    Two claims of one id are one claim. Says nothing of sources and other agents: `agent_quads`.
    """
    graph_name = iris.graph(read.article.id)
    return [
        Quad(subject, predicate, value, graph_name)
        for facts in (_article_facts(read, iris), *_claims_facts(read, iris))
        for subject, predicate, value in facts
    ]


def agent_quads(read: ReadArticle, iris: Iris) -> list[Quad]:
    """Describe the sources, publisher, extractors and unlisted actors that an article names."""
    graph_name = iris.agents_graph()
    facts = list(_extractor_facts(read.reading.extractor, iris))
    if read.article.publisher is not None:
        publisher = iris.publisher(read.article.publisher)
        facts.append((publisher, RDF.TYPE, MA.PUBLISHER))
        facts.append((publisher, RDFS.LABEL, _text(read.article.publisher)))
    for claim in read.reading.claims:
        facts.extend(_extractor_facts(claim.extractor, iris))
        if claim.source is not None:
            facts.extend(_source_facts(claim.source, iris))
        for actor_id in (claim.supplier, claim.recipient, *claim.via):
            facts.extend(_unlisted_actor_facts(actor_id, iris))
    return [Quad(*fact, graph_name) for fact in dict.fromkeys(facts)]


def supply_quads(read: ReadArticle, iris: Iris) -> list[Quad]:
    """Derive the direct edges, `supplier ma:supplies recipient`, from claims that say yes.

    Each has a node for the statement itself; on which claims it rests stands in their articles'
    graphs, so that it goes with them.
    """
    graph_name = iris.supplies_graph()
    return [
        Quad(*fact, graph_name)
        for supplier, recipient in supply_pairs(read)
        for fact in _supply_facts(supplier, recipient, iris)
    ]


def _supply_facts(supplier: str, recipient: str, iris: Iris) -> Iterator[Fact]:
    node, edge = iris.supply(supplier, recipient), (iris.actor(supplier), iris.actor(recipient))
    yield edge[0], MA.SUPPLIES, edge[1]
    yield node, RDF.TYPE, MA.SUPPLY
    yield node, RDF.SUBJECT, edge[0]
    yield node, RDF.PREDICATE, MA.SUPPLIES
    yield node, RDF.OBJECT, edge[1]


def supply_pairs(read: ReadArticle) -> tuple[tuple[str, str], ...]:
    """List who supplies whom by this article: pairs of actor ids, each once."""
    pairs = ((each.supplier, each.recipient) for each in read.reading.claims if each.is_supply)
    return tuple(dict.fromkeys(pairs))


def _article_facts(read: ReadArticle, iris: Iris) -> Iterator[Fact]:
    article, extractor = read.article, read.reading.extractor
    node, graph_name = iris.article(article.id), iris.graph(article.id)
    yield node, RDF.TYPE, SCHEMA.NEWS_ARTICLE
    yield node, DCTERMS.IDENTIFIER, _text(article.id)
    yield from _metadata_facts(node, article, iris)
    yield graph_name, RDF.TYPE, MA.ARTICLE_GRAPH
    yield graph_name, PROV.WAS_DERIVED_FROM, node
    yield graph_name, PROV.WAS_GENERATED_BY, iris.reading(article.id, extractor)
    extractors = dict.fromkeys((extractor, *(claim.extractor for claim in read.reading.claims)))
    for each in extractors:
        reading = iris.reading(article.id, each)
        yield reading, RDF.TYPE, MA.READING
        yield reading, PROV.USED, node
        yield reading, PROV.WAS_ASSOCIATED_WITH, iris.extractor(each)


def _metadata_facts(node: NamedNode, article: Article, iris: Iris) -> Iterator[Fact]:
    if article.title is not None:
        yield node, DCTERMS.TITLE, _text(article.title)
    if article.published is not None:
        yield node, DCTERMS.ISSUED, Literal(article.published.isoformat(), datatype=XSD.DATE)
    if article.publisher is not None:
        yield node, DCTERMS.PUBLISHER, iris.publisher(article.publisher)
    if article.url is not None:
        yield node, SCHEMA.URL, Literal(_storable(article.url), datatype=XSD.ANY_URI)


def _claims_facts(read: ReadArticle, iris: Iris) -> Iterator[Iterator[Fact]]:
    written: set[str] = set()
    for claim_id, claim in read.identified_claims():
        if claim_id not in written:
            yield _claim_facts(read.article.id, claim_id, claim, iris)
            yield iter([(iris.claim(claim_id), MA.RANK, Literal(len(written)))])
            written.add(claim_id)


def _claim_facts(article_id: str, claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    node = iris.claim(claim_id)
    yield node, RDF.TYPE, MA.CLAIM
    if claim.is_supply:
        yield node, RDF.TYPE, MA.SUPPLY_CLAIM
        yield iris.supply(claim.supplier, claim.recipient), PROV.WAS_DERIVED_FROM, node
    yield node, DCTERMS.IDENTIFIER, Literal(claim_id)
    yield node, MA.SUPPLIER, iris.actor(claim.supplier)
    yield node, MA.RECIPIENT, iris.actor(claim.recipient)
    yield node, MA.STAGE, STAGES[claim.stage]
    yield node, MA.STATUS, STATUSES[claim.status]
    yield node, MA.CONFIDENCE, Literal(float(claim.confidence))
    yield node, PROV.HAD_PRIMARY_SOURCE, iris.article(article_id)
    yield node, PROV.WAS_GENERATED_BY, iris.reading(article_id, claim.extractor)
    if claim.source is not None:
        yield node, PROV.WAS_ATTRIBUTED_TO, iris.source(claim.source)
    yield from _munition_facts(node, claim, iris)
    yield from _date_facts(node, claim)
    yield from _route_facts(node, claim, iris)
    yield from _passage_facts(article_id, claim_id, claim, iris)
    yield from _quantity_facts(claim_id, claim, iris)
    yield from _worth_facts(claim_id, claim, iris)


def _munition_facts(node: NamedNode, claim: Claim, iris: Iris) -> Iterator[Fact]:
    if claim.munition is not None:
        yield node, MA.MUNITION_PASSED, iris.munition(claim.munition)
    if claim.munition_text is not None:
        yield node, MA.MUNITION_TEXT, _text(claim.munition_text)
    if claim.designation is not None:
        yield node, MA.DESIGNATION, _text(claim.designation)


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
        yield node, MA.ROUTE, _text(" ".join(claim.via))


def _passage_facts(article_id: str, claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    node, passage, article = iris.claim(claim_id), iris.passage(claim_id), iris.article(article_id)
    words, position = iris.words(claim_id), iris.position(claim_id)
    quoted = _text(claim.passage.quote)
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
    yield node, MA.QUANTITY_TEXT, _text(quantity.text)
    yield node, MA.IS_APPROXIMATE, Literal(quantity.approximate)
    if quantity.min is not None:
        yield node, SCHEMA.MIN_VALUE, Literal(quantity.min)
    if quantity.max is not None:
        yield node, SCHEMA.MAX_VALUE, Literal(quantity.max)
    if quantity.unit is not None:
        yield node, SCHEMA.UNIT_TEXT, _text(quantity.unit)


def _worth_facts(claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    if claim.value is None:
        return
    node = iris.worth(claim_id)
    yield iris.claim(claim_id), MA.WORTH, node
    yield node, RDF.TYPE, SCHEMA.MONETARY_AMOUNT
    yield node, SCHEMA.VALUE, Literal(float(claim.value.amount))
    yield node, SCHEMA.CURRENCY, _text(claim.value.currency)


def _source_facts(source: Source, iris: Iris) -> Iterator[Fact]:
    node = iris.source(source)
    yield node, RDF.TYPE, MA.EVIDENCE_SOURCE
    yield node, RDFS.LABEL, _text(source.name)
    yield node, MA.SOURCE_KIND, SOURCE_KINDS[source.kind]


def _extractor_facts(extractor: Extractor, iris: Iris) -> Iterator[Fact]:
    node = iris.extractor(extractor)
    yield node, RDF.TYPE, MA.EXTRACTOR
    yield node, SCHEMA.NAME, _text(extractor.name)
    yield node, SCHEMA.SOFTWARE_VERSION, _text(extractor.version)


def _unlisted_actor_facts(actor_id: str, iris: Iris) -> Iterator[Fact]:
    if not (actor_id.startswith(NAMED) and is_actor_id(actor_id)):
        return
    node, actor = iris.actor(actor_id), describe_actor(actor_id)
    yield node, RDF.TYPE, MA.ACTOR
    yield node, RDF.TYPE, MA.NAMED_ACTOR
    yield node, DCTERMS.IDENTIFIER, _text(actor_id)
    yield node, RDFS.LABEL, Literal(actor.label, language="en")


def _text(text: str) -> Literal:
    return Literal(_storable(text))


def _storable(text: str) -> str:
    """Replace lone surrogates, which no RDF format can hold, by the replacement character."""
    return _SURROGATE.sub("\ufffd", text)
