"""Quads back to claims, equal to those that were written: what tests hold against writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.article import Article
from graph.claims.claim import Claim, Extractor, Quantity, Value
from graph.claims.evidence import Passage, Source
from graph.claims.reading import Reading
from graph.quads.concepts import SOURCE_KINDS, STAGES, STATUSES
from graph.quads.iris import Iris
from ontology.terms import DCTERMS, MA, OA, PROV, RDF, RDFS, SCHEMA

_Key = TypeVar("_Key")


class Description:
    """Quads by subject and predicate, whatever their graph."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[object, NamedNode], list[object]] = defaultdict(list)
        self._subjects: dict[object, list[NamedNode]] = defaultdict(list)
        for quad in quads:
            self._values[quad.subject, quad.predicate].append(quad.object)
            if quad.predicate == RDF.TYPE and isinstance(quad.subject, NamedNode):
                self._subjects[quad.object].append(quad.subject)

    def instances(self, kind: NamedNode) -> list[NamedNode]:
        """List the subjects of a class."""
        return self._subjects.get(kind, [])

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """List the IRIs that a predicate leads to."""
        values = self._values.get((subject, predicate), [])
        return [value for value in values if isinstance(value, NamedNode)]

    def node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """Find the one IRI that a predicate leads to."""
        return next(iter(self.nodes(subject, predicate)), None)

    def find(self, subject: NamedNode | None, predicate: NamedNode) -> str | None:
        """Find the lexical form of the one literal of a predicate."""
        values = self._values.get((subject, predicate), [])
        return next((value.value for value in values if isinstance(value, Literal)), None)

    def need(self, subject: NamedNode, predicate: NamedNode) -> str:
        """Find the lexical form of a literal that must be there; ValueError if it is not."""
        found = self.find(subject, predicate)
        if found is None:
            raise ValueError(f"{subject.value} has no {predicate.value}")
        return found

    def need_node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode:
        """Find an IRI that must be there; ValueError if it is not."""
        found = self.node(subject, predicate)
        if found is None:
            raise ValueError(f"{subject.value} has no {predicate.value}")
        return found


def read_article(quads: Iterable[Quad], iris: Iris) -> Article:
    """Read the one article that the quads describe; its text is not in RDF and comes back empty.

    Raises ValueError when there is not exactly one.
    """
    described = Description(quads)
    articles = described.instances(SCHEMA.NEWS_ARTICLE)
    if len(articles) != 1:
        raise ValueError(f"quads of one article wanted, got {len(articles)}")
    node = articles[0]
    issued = described.find(node, DCTERMS.ISSUED)
    publisher = described.node(node, DCTERMS.PUBLISHER)
    return Article(
        id=iris.id_of(node),
        text="",
        title=described.find(node, DCTERMS.TITLE),
        published=date.fromisoformat(issued) if issued else None,
        publisher=described.need(publisher, RDFS.LABEL) if publisher else None,
        url=described.find(node, SCHEMA.URL),
    )


def read_reading(quads: Iterable[Quad], iris: Iris) -> Reading:
    """Read the reading that the quads of one article hold, claims in their order.

    Claims come as they stand: corrected ones corrected, rejected ones not at all.
    Needs the quads of `article_quads` and `agent_quads`; raises ValueError when one is missing.
    """
    described = Description(quads)
    graphs = described.instances(MA.ARTICLE_GRAPH)
    if len(graphs) != 1:
        raise ValueError(f"quads of one article wanted, got {len(graphs)}")
    claims = sorted(described.instances(MA.CLAIM), key=lambda c: int(described.need(c, MA.RANK)))
    return Reading(
        article_id=iris.id_of(graphs[0]),
        extractor=_extractor(described, graphs[0]),
        claims=tuple(_claim(described, node, iris) for node in claims),
    )


def _claim(described: Description, node: NamedNode, iris: Iris) -> Claim:
    munition = described.node(node, MA.MUNITION_PASSED)
    return Claim(
        supplier=iris.id_of(described.need_node(node, MA.SUPPLIER)),
        recipient=iris.id_of(described.need_node(node, MA.RECIPIENT)),
        munition=iris.id_of(munition) if munition else None,
        munition_text=described.find(node, MA.MUNITION_TEXT),
        designation=described.find(node, MA.DESIGNATION),
        stage=_key_of(STAGES, described.need_node(node, MA.STAGE)),
        status=_key_of(STATUSES, described.need_node(node, MA.STATUS)),
        source=_source(described, node),
        quantity=_quantity(described, node),
        value=_value(described, node),
        date=described.find(node, MA.DATE),
        via=_via(described, node, iris),
        passage=_passage(described, node),
        confidence=float(described.need(node, MA.CONFIDENCE)),
        extractor=_extractor(described, node),
    )


def _via(described: Description, node: NamedNode, iris: Iris) -> tuple[str, ...]:
    route = described.find(node, MA.ROUTE)
    if route is not None:
        return tuple(route.split(" "))
    return tuple(iris.id_of(actor) for actor in described.nodes(node, MA.VIA))


def _source(described: Description, node: NamedNode) -> Source | None:
    source = described.node(node, PROV.WAS_ATTRIBUTED_TO)
    if source is None:
        return None
    kind = _key_of(SOURCE_KINDS, described.need_node(source, MA.SOURCE_KIND))
    return Source(name=described.need(source, RDFS.LABEL), kind=kind)


def _extractor(described: Description, node: NamedNode) -> Extractor:
    reading = described.need_node(node, PROV.WAS_GENERATED_BY)
    extractor = described.need_node(reading, PROV.WAS_ASSOCIATED_WITH)
    return Extractor(
        name=described.need(extractor, SCHEMA.NAME),
        version=described.need(extractor, SCHEMA.SOFTWARE_VERSION),
    )


def _quantity(described: Description, node: NamedNode) -> Quantity | None:
    quantity = described.node(node, MA.QUANTITY)
    if quantity is None:
        return None
    least, most = (described.find(quantity, t) for t in (SCHEMA.MIN_VALUE, SCHEMA.MAX_VALUE))
    return Quantity(
        text=described.need(quantity, MA.QUANTITY_TEXT),
        min=None if least is None else int(least),
        max=None if most is None else int(most),
        unit=described.find(quantity, SCHEMA.UNIT_TEXT),
        approximate=described.need(quantity, MA.IS_APPROXIMATE) == "true",
    )


def _value(described: Description, node: NamedNode) -> Value | None:
    worth = described.node(node, MA.WORTH)
    if worth is None:
        return None
    return Value(
        amount=float(described.need(worth, SCHEMA.VALUE)),
        currency=described.need(worth, SCHEMA.CURRENCY),
    )


def _passage(described: Description, node: NamedNode) -> Passage:
    passage = described.need_node(node, MA.RESTS_ON)
    for selector in described.nodes(passage, OA.HAS_SELECTOR):
        start, end = (described.find(selector, term) for term in (OA.START, OA.END))
        if start is not None and end is not None:
            quote = described.need(node, MA.QUOTE)
            return Passage(quote=quote, start=int(start), end=int(end))
    raise ValueError(f"{passage.value} has no position")


def _key_of(terms: Mapping[_Key, NamedNode], wanted: NamedNode) -> _Key:
    for key, term in terms.items():
        if term == wanted:
            return key
    raise ValueError(f"not a term that belongs here: {wanted.value}")
