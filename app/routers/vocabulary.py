"""The ontology and the munitions as a reader of the page meets them: terms, trees, registers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, Quad

from graph.quads.iris import Iris
from ontology.terms import DCTERMS, MA, PREFIXES, RDF, RDFS

_OWL, _SKOS, _VANN = PREFIXES["owl"], PREFIXES["skos"], "http://purl.org/vocab/vann/"
ONTOLOGY = NamedNode(MA.NAMESPACE.removesuffix("#"))
CLASS = NamedNode(_OWL + "Class")
PROPERTIES = (NamedNode(_OWL + "ObjectProperty"), NamedNode(_OWL + "DatatypeProperty"))
TRAITS = {
    NamedNode(_OWL + "FunctionalProperty"): "at most one",
    NamedNode(_OWL + "IrreflexiveProperty"): "never of itself",
}
_COMMENT, _DOMAIN, _RANGE, _SUBCLASS, _SUBPROPERTY, _SEE_ALSO = (
    NamedNode(PREFIXES["rdfs"] + name)
    for name in ("comment", "domain", "range", "subClassOf", "subPropertyOf", "seeAlso")
)
_EXAMPLE, _NOTE, _NOTATION, _IN_SCHEME = (
    NamedNode(_SKOS + name) for name in ("example", "scopeNote", "notation", "inScheme")
)
_LABEL, _ALSO, _DEFINITION, _BROADER, _MATCH, _TOP, _REMARK = (
    NamedNode(_SKOS + name)
    for name in (
        *("prefLabel", "altLabel", "definition", "broader", "closeMatch"),
        *("hasTopConcept", "note"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the ontology, or a borrowed one, with what is said of it."""

    anchor: str
    short: str
    label: str
    comment: str
    examples: tuple[str, ...]
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A munition or a category; `depth` is how far it stands below the top."""

    anchor: str
    href: str
    notation: str
    label: str
    text: str
    others: tuple[str, ...]
    close: tuple[Link, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """Values or categories that belong together."""

    anchor: str
    label: str
    text: str
    page: str
    terms: tuple[Term, ...] = ()
    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All that the page shows, in the order of the files."""

    header: dict[str, str]
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    values: tuple[Scheme, ...]
    borrowed: tuple[Term, ...]
    munitions: tuple[Concept, ...]
    registers: tuple[Scheme, ...]


def read_vocabulary(aid: Iterable[Quad], munitions: Iterable[Quad], iris: Iris) -> Vocabulary:
    """Arrange the quads of `aid.ttl` and `munitions.ttl`."""
    terms, concepts = _Terms(aid), _Concepts(munitions, iris)
    return Vocabulary(
        header=terms.header(),
        classes=terms.of(CLASS),
        properties=terms.of(*PROPERTIES),
        values=tuple(terms.schemes()),
        borrowed=terms.borrowed(),
        munitions=tuple(concepts.tree()),
        registers=tuple(concepts.registers()),
    )


class _Said:
    """Values by subject and predicate, and the other way round, in the order of the file."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._objects: dict[tuple[object, NamedNode], list[object]] = defaultdict(list)
        self._subjects: dict[tuple[NamedNode, object], list[NamedNode]] = defaultdict(list)
        self.named: dict[NamedNode, None] = {}
        for quad in quads:
            if isinstance(quad.subject, NamedNode):
                self._objects[quad.subject, quad.predicate].append(quad.object)
                self._subjects[quad.predicate, quad.object].append(quad.subject)
                self.named[quad.subject] = None

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        found = self._objects.get((subject, predicate), ())
        return [each for each in found if isinstance(each, NamedNode)]

    def texts(self, subject: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
        found = self._objects.get((subject, predicate), ())
        return tuple(each.value for each in found if isinstance(each, Literal))

    def text(self, subject: NamedNode, predicate: NamedNode) -> str:
        return next(iter(self.texts(subject, predicate)), "")

    def subjects(self, predicate: NamedNode, value: object) -> list[NamedNode]:
        return self._subjects.get((predicate, value), [])


class _Terms(_Said):
    def header(self) -> dict[str, str]:
        creator = self.nodes(ONTOLOGY, _dcterms("creator"))
        licence = self.nodes(ONTOLOGY, _dcterms("license"))
        return {
            "title": self.text(ONTOLOGY, DCTERMS.TITLE),
            "description": self.text(ONTOLOGY, _dcterms("description")),
            "usage": self.text(ONTOLOGY, NamedNode(_VANN + "usageNote")),
            "version": self.text(ONTOLOGY, NamedNode(_OWL + "versionInfo")),
            "modified": self.text(ONTOLOGY, _dcterms("modified")),
            "creator": " and ".join(self.text(each, RDFS.LABEL) for each in creator),
            "licence": next((each.value for each in licence), ""),
            "namespace": MA.NAMESPACE,
        }

    def of(self, *kinds: NamedNode) -> tuple[Term, ...]:
        """Describe our own terms of these kinds."""
        return tuple(
            self._term(node)
            for node in self.named
            if node.value.startswith(MA.NAMESPACE) and set(kinds) & set(self.nodes(node, RDF.TYPE))
        )

    def schemes(self) -> Iterator[Scheme]:
        for node in (MA.STAGES, MA.STATUSES, MA.SOURCE_KINDS, MA.DECISIONS):
            yield Scheme(
                anchor=_anchor(node.value),
                label=self.text(node, RDFS.LABEL),
                text=self.text(node, _COMMENT),
                page="",
                terms=tuple(self._term(each) for each in self.subjects(_IN_SCHEME, node)),
            )

    def borrowed(self) -> tuple[Term, ...]:
        return tuple(self._term(node) for node in self.named if self.texts(node, _NOTE))

    def _term(self, node: NamedNode) -> Term:
        kinds = self.nodes(node, RDF.TYPE)
        facts = {
            "subclass of": self.nodes(node, _SUBCLASS),
            "has subclasses": self.subjects(_SUBCLASS, node),
            "subproperty of": self.nodes(node, _SUBPROPERTY),
            "has subproperties": self.subjects(_SUBPROPERTY, node),
            "domain": self.nodes(node, _DOMAIN),
            "range": self.nodes(node, _RANGE),
            "in the domain of": self.subjects(_DOMAIN, node),
            "in the range of": self.subjects(_RANGE, node),
        }
        return Term(
            anchor=_anchor(node.value),
            short=_short(node.value),
            label=self.text(node, RDFS.LABEL) or _short(node.value),
            comment=self.text(node, _COMMENT) or self.text(node, _NOTE),
            examples=self.texts(node, _EXAMPLE),
            facts=tuple((name, self._links(nodes)) for name, nodes in facts.items() if nodes),
            traits=tuple(TRAITS[kind] for kind in kinds if kind in TRAITS),
        )

    def _links(self, nodes: Iterable[NamedNode]) -> tuple[Link, ...]:
        return tuple(Link(text=_short(node.value), href=self._href(node)) for node in nodes)

    def _href(self, node: NamedNode) -> str:
        own = node.value.startswith(MA.NAMESPACE) or bool(self.texts(node, _NOTE))
        return f"#{_anchor(node.value)}" if own else node.value


class _Concepts(_Said):
    def __init__(self, quads: Iterable[Quad], iris: Iris) -> None:
        super().__init__(quads)
        self._iris = iris

    def tree(self) -> Iterator[Concept]:
        """Yield the munitions, each before those below it."""
        waiting = [(top, 0) for top in reversed(self.nodes(self._iris.munitions(), _TOP))]
        while waiting:
            node, depth = waiting.pop()
            yield self._concept(node, self.nodes(node, _MATCH), depth)
            below = self.subjects(_BROADER, node)
            waiting.extend((each, depth + 1) for each in reversed(below))

    def registers(self) -> Iterator[Scheme]:
        for node in self.named:
            tops = self.nodes(node, _TOP)
            if tops and node != self._iris.munitions():
                yield Scheme(
                    anchor=self._place(node),
                    label=self.text(node, RDFS.LABEL),
                    text=self.text(node, _REMARK),
                    page=next((each.value for each in self.nodes(node, _SEE_ALSO)), ""),
                    concepts=tuple(
                        self._concept(each, self.subjects(_MATCH, each)) for each in tops
                    ),
                )

    def _concept(self, node: NamedNode, close: Iterable[NamedNode], depth: int = 0) -> Concept:
        return Concept(
            anchor=self._place(node),
            href=urlsplit(node.value).path,  # every IRI below the base answers here
            notation=self.text(node, _NOTATION) or self.text(node, DCTERMS.IDENTIFIER),
            label=self.text(node, _LABEL),
            text=self.text(node, _DEFINITION) or self.text(node, DCTERMS.TITLE),
            others=self.texts(node, _ALSO),
            close=tuple(
                Link(text=self._name(each), href=f"#{self._place(each)}") for each in close
            ),
            depth=depth,
        )

    def _name(self, node: NamedNode) -> str:
        notation = self.text(node, _NOTATION)
        schemes = self.nodes(node, _IN_SCHEME) if notation else []
        register = next((self.text(each, DCTERMS.IDENTIFIER) for each in schemes), "")
        return f"{_REGISTERS.get(register, register)} {notation}".strip() or self.text(node, _LABEL)

    def _place(self, node: NamedNode) -> str:
        return re.sub(r"[^\w]+", "-", node.value.removeprefix(self._iris.base))


_REGISTERS = {"unroca": "UNROCA", "sipri": "SIPRI", "eu-cml": "EU"}


def _dcterms(name: str) -> NamedNode:
    return NamedNode(PREFIXES["dcterms"] + name)


def _anchor(iri: str) -> str:
    return iri.removeprefix(MA.NAMESPACE) if iri.startswith(MA.NAMESPACE) else _dashed(_short(iri))


def _dashed(short: str) -> str:
    return short.replace(":", "-")


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
