"""The page about a thing: what is said of it, by property, and what points to it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from jinja2 import Template
from pyoxigraph import Literal, NamedNode, Quad

from app.templates import load_template
from app.things.addresses import SUFFIXES, document_of, here
from graph.store.describe import COUNTED, Description
from ontology.terms import MA, PREFIXES, PROV, RDF

_FIRST = (
    MA.SUPPLIER,
    MA.RECIPIENT,
    MA.MUNITION_PASSED,
    MA.MUNITION_TEXT,
    MA.DESIGNATION,
    MA.STAGE,
    MA.STATUS,
    PROV.WAS_ATTRIBUTED_TO,
    PROV.HAD_PRIMARY_SOURCE,
    MA.DATE,
    MA.EARLIEST,
    MA.LATEST,
    MA.QUANTITY,
    MA.WORTH,
    MA.VIA,
    MA.ROUTE,
)
"""What a reader of a claim asks for, in this order; all else follows as the store has it."""
_QUERY = """SELECT DISTINCT ?property ?thing
WHERE { ?thing ?property <%s> }
LIMIT 10000"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A word of the page, and where it leads; `language` of a text that has one."""

    text: str
    href: str | None = None
    language: str | None = None
    iri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A property with its values."""

    name: Shown
    values: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A thing, or a part of it (a fragment), with what is said of it."""

    fragment: str
    said: tuple[Said, ...]


def render(found: Description, base: str, most: int) -> str:
    """Write the page, with at most so much that points to the thing."""
    iri, words = found.node.value, _Words(names=found.names, base=base, page=found.node.value)
    title = found.names.get(iri, iri.removeprefix(base))
    by_subject: dict[str, list[Quad]] = defaultdict(list)
    for quad in found.told:
        if isinstance(quad.subject, NamedNode):
            by_subject[quad.subject.value].append(quad)
    own = by_subject.get(iri, [])
    kinds = [quad.object for quad in own if quad.predicate == RDF.TYPE]
    by_subject[iri] = [quad for quad in own if not _is_above(quad, title)]
    pointing = found.pointing[:most]
    more = found.more + len(found.pointing) - len(pointing)
    return _template().render(
        title=title,
        is_quote=any(_is_above(quad, title) for quad in own if quad.predicate == MA.QUOTE),
        iri=iri,
        kinds=[words.show(kind) for kind in kinds],
        parts=[
            Part(fragment=urldefrag(subject).fragment, said=words.said(quads))
            for subject, quads in by_subject.items()
            if quads
        ],
        pointing=words.pointing(pointing),
        more=f"{more:,}" if more else "",
        is_counted=found.more < COUNTED,
        query=_QUERY % iri,
        documents={ending: document_of(iri, chosen) for ending, chosen in SUFFIXES.items()},
    )


def _is_above(quad: Quad, title: str) -> bool:
    """Tell whether the head of the page says it already."""
    if quad.predicate == MA.QUOTE and isinstance(quad.object, Literal):
        return quad.object.value == title
    return quad.predicate == RDF.TYPE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How terms are called on the page about one thing, and where they lead."""

    names: Mapping[str, str]
    base: str
    page: str

    def said(self, quads: Iterable[Quad]) -> tuple[Said, ...]:
        """List properties with their values, what a reader asks for first."""
        return self._grouped((quad.predicate, quad.object) for quad in sorted(quads, key=_place))

    def pointing(self, quads: Iterable[Quad]) -> tuple[Said, ...]:
        """List by which property what points to the thing."""
        return self._grouped((quad.predicate, quad.subject) for quad in quads)

    def show(self, term: object) -> Shown:
        """Show a term by its name, leading to the page about it."""
        if isinstance(term, Literal):
            return Shown(text=term.value, language=term.language)
        if not isinstance(term, NamedNode):
            return Shown(text=str(term))
        iri = term.value
        if iri.startswith(MA.NAMESPACE):
            href: str | None = f"/ontology#{iri.removeprefix(MA.NAMESPACE)}"
        elif iri.startswith(f"{self.page}#"):
            href = iri.removeprefix(self.page)
        else:
            href = here(iri, self.base)
        return Shown(text=self._called(iri), href=href, iri=iri)

    def _called(self, iri: str) -> str:
        if iri in self.names:
            return self.names[iri]
        whole, fragment = urldefrag(iri)
        if fragment and whole == self.page:
            return f"#{fragment}"
        if fragment and iri.startswith(self.base):
            return f"{self.names.get(whole, whole.removeprefix(self.base))} #{fragment}"
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri.removeprefix(self.base)

    def _grouped(self, pairs: Iterable[tuple[NamedNode, object]]) -> tuple[Said, ...]:
        values: dict[NamedNode, dict[Shown, None]] = defaultdict(dict)
        for predicate, term in pairs:
            values[predicate][self.show(term)] = None
        return tuple(
            Said(name=self.show(predicate), values=tuple(shown))
            for predicate, shown in values.items()
        )


def _place(quad: Quad) -> int:
    return _FIRST.index(quad.predicate) if quad.predicate in _FIRST else len(_FIRST)


@functools.cache
def _template() -> Template:
    return load_template("app.things", "thing.html")
