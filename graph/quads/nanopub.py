"""A claim as a nanopublication: what it tells, why it is told, and who wrote it down when.

The four graphs of the guidelines (https://nanopub.net/guidelines/working_draft/): the head links
the others. Each names its own claim only, so that a claim can be passed on and cited by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import Quad

from graph.claims.claim import Claim
from graph.claims.reading import ReadArticle
from graph.quads.facts import (
    Fact,
    article_facts,
    content_facts,
    extractor_facts,
    ground_facts,
    moment_literal,
    publisher_facts,
    reading_facts,
    source_facts,
    unlisted_actor_facts,
)
from graph.quads.iris import Iris
from graph.quads.judged import judged_claims, reviewer_facts, verdict_facts
from ontology.terms import DCTERMS, NP, PREFIXES, PROV, RDF

NANOPUB_PREFIXES: Final[Mapping[str, str]] = MappingProxyType({**PREFIXES, "np": NP.NAMESPACE})
"""Prefixes of files of nanopublications."""


def nanopub_quads(read: ReadArticle, claim_id: str, claim: Claim, iris: Iris) -> list[Quad]:
    """Write a claim of an article, as it stands, as a nanopublication, graph by graph.

    Its IRI stays the same when the article is read again; when it was made tells the readings
    apart.
    """
    parts = {
        "Head": _head_facts(claim_id, iris),
        "assertion": _assertion_facts(claim_id, claim, iris),
        "provenance": _provenance_facts(read, claim_id, claim, iris),
        "pubinfo": _publication_facts(read, claim_id, claim, iris),
    }
    return [
        Quad(*fact, iris.nanopub_graph(claim_id, part))
        for part, facts in parts.items()
        for fact in dict.fromkeys(facts)
    ]


def _head_facts(claim_id: str, iris: Iris) -> Iterator[Fact]:
    node = iris.nanopub(claim_id)
    yield node, RDF.TYPE, NP.NANOPUBLICATION
    yield node, NP.HAS_ASSERTION, iris.nanopub_graph(claim_id, "assertion")
    yield node, NP.HAS_PROVENANCE, iris.nanopub_graph(claim_id, "provenance")
    yield node, NP.HAS_PUBLICATION_INFO, iris.nanopub_graph(claim_id, "pubinfo")


def _assertion_facts(claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    yield from content_facts(claim_id, claim, iris)
    for actor_id in (claim.supplier, claim.recipient, *claim.via):
        yield from unlisted_actor_facts(actor_id, iris)


def _provenance_facts(read: ReadArticle, claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    assertion, article = iris.nanopub_graph(claim_id, "assertion"), read.article
    yield assertion, PROV.WAS_DERIVED_FROM, iris.article(article.id)
    yield assertion, PROV.HAD_PRIMARY_SOURCE, iris.article(article.id)
    yield assertion, PROV.WAS_GENERATED_BY, iris.reading(article.id, claim.extractor)
    if claim.source is not None:
        yield assertion, PROV.WAS_ATTRIBUTED_TO, iris.source(claim.source)
        yield from source_facts(claim.source, iris)
    yield from ground_facts(article.id, claim_id, claim, iris)
    yield from reading_facts(read, claim.extractor, iris)
    for judged in judged_claims(read) if read.verdicts else ():
        if judged.id == claim_id and judged.verdict is not None:
            yield from verdict_facts(judged, iris)
            yield from reviewer_facts(judged.verdict, iris)
    yield from article_facts(article, iris)
    if article.publisher is not None:
        yield from publisher_facts(article.publisher, iris)


def _publication_facts(
    read: ReadArticle, claim_id: str, claim: Claim, iris: Iris
) -> Iterator[Fact]:
    node = iris.nanopub(claim_id)
    if read.read_at is not None:
        yield node, DCTERMS.CREATED, moment_literal(read.read_at)
    yield node, PROV.WAS_ATTRIBUTED_TO, iris.extractor(claim.extractor)
    yield from extractor_facts(claim.extractor, iris)
