"""Claims to quads: one named graph for each article, plain triples, no blank node.

Every subject is described in one graph only. That matters: a query sees the union of all graphs,
and a triple that stood in two of them would be counted twice by some SPARQL engines. So what
articles share (sources, publishers, extractors, unlisted actors) has a graph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Quad

from graph.claims.reading import ReadArticle
from graph.quads.facts import (
    Fact,
    article_facts,
    extractor_facts,
    ground_facts,
    publisher_facts,
    reading_facts,
    source_facts,
    unlisted_actor_facts,
)
from graph.quads.iris import Iris
from graph.quads.judged import claim_facts, judged_claims, reviewer_facts, verdict_facts
from ontology.terms import MA, PROV, RDF


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
    """Describe the sources, publisher, extractors, unlisted actors and reviewers of an article.

    Those of claims as they were read are among them.
    """
    graph_name = iris.agents_graph()
    facts = list(extractor_facts(read.reading.extractor, iris))
    if read.article.publisher is not None:
        facts.extend(publisher_facts(read.article.publisher, iris))
    claims = list(read.reading.claims)
    for judged in judged_claims(read) if read.verdicts else ():
        if judged.verdict is not None:
            facts.extend(reviewer_facts(judged.verdict, iris))
            claims.append(judged.standing or judged.claim)
    for claim in claims:
        facts.extend(extractor_facts(claim.extractor, iris))
        if claim.source is not None:
            facts.extend(source_facts(claim.source, iris))
        for actor_id in (claim.supplier, claim.recipient, *claim.via):
            facts.extend(unlisted_actor_facts(actor_id, iris))
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
    standing = [claim for _, claim in read.standing_claims()] if read.verdicts else None
    claims = read.reading.claims if standing is None else standing
    pairs = ((each.supplier, each.recipient) for each in claims if each.is_supply)
    return tuple(dict.fromkeys(pairs))


def _article_facts(read: ReadArticle, iris: Iris) -> Iterator[Fact]:
    article, extractor = read.article, read.reading.extractor
    graph_name = iris.graph(article.id)
    yield from article_facts(article, iris)
    yield graph_name, RDF.TYPE, MA.ARTICLE_GRAPH
    yield graph_name, PROV.WAS_DERIVED_FROM, iris.article(article.id)
    yield graph_name, PROV.WAS_GENERATED_BY, iris.reading(article.id, extractor)
    extractors = dict.fromkeys((extractor, *(claim.extractor for claim in read.reading.claims)))
    for each in extractors:
        yield from reading_facts(read, each, iris)


def _claims_facts(read: ReadArticle, iris: Iris) -> Iterator[Iterator[Fact]]:
    for rank, judged in enumerate(judged_claims(read)):
        yield claim_facts(judged, iris)
        yield ground_facts(read.article.id, judged.id, judged.standing or judged.claim, iris)
        yield verdict_facts(judged, iris)
        node, standing = iris.claim(judged.id), judged.standing
        if standing is not None and standing.is_supply:
            supply = iris.supply(standing.supplier, standing.recipient)
            yield iter([(supply, PROV.WAS_DERIVED_FROM, node)])
        yield iter([(node, MA.RANK, Literal(rank))])
