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
from graph.store.describe import Description
from ontology.terms import MA, PREFIXES, RDF


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


def render(found: Description, base: str) -> str:
    """Write the page."""
    iri, names = found.node.value, found.names
    by_subject: dict[str, list[Quad]] = defaultdict(list)
    for quad in found.told:
        if isinstance(quad.subject, NamedNode):
            by_subject[quad.subject.value].append(quad)
    parts = [
        Part(fragment=urldefrag(subject).fragment, said=_said(quads, names, base))
        for subject, quads in by_subject.items()
    ]
    kinds = [q.object for q in by_subject.get(iri, ()) if q.predicate == RDF.TYPE]
    return _template().render(
        title=names.get(iri, iri.rpartition("/")[2]),
        iri=iri,
        kinds=[_show(kind, names, base) for kind in kinds],
        parts=parts,
        pointing=_pointing(found.pointing, names, base),
        more=found.more,
        documents={ending: document_of(iri, chosen) for ending, chosen in SUFFIXES.items()},
    )


def _said(quads: Iterable[Quad], names: Mapping[str, str], base: str) -> tuple[Said, ...]:
    values: dict[NamedNode, list[Shown]] = defaultdict(list)
    for quad in quads:
        values[quad.predicate].append(_show(quad.object, names, base))
    return tuple(
        Said(name=_show(predicate, names, base), values=tuple(shown))
        for predicate, shown in values.items()
    )


def _pointing(quads: Iterable[Quad], names: Mapping[str, str], base: str) -> tuple[Said, ...]:
    values: dict[NamedNode, list[Shown]] = defaultdict(list)
    for quad in quads:
        values[quad.predicate].append(_show(quad.subject, names, base))
    return tuple(
        Said(name=_show(predicate, names, base), values=tuple(dict.fromkeys(shown)))
        for predicate, shown in values.items()
    )


def _show(term: object, names: Mapping[str, str], base: str) -> Shown:
    if isinstance(term, Literal):
        return Shown(text=term.value, language=term.language)
    if not isinstance(term, NamedNode):
        return Shown(text=str(term))
    iri = term.value
    name = names.get(iri) or _shortened(iri)
    if iri.startswith(MA.NAMESPACE):
        return Shown(text=name, href=f"/ontology#{iri.removeprefix(MA.NAMESPACE)}", iri=iri)
    return Shown(text=name, href=here(iri, base), iri=iri)


def _shortened(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


@functools.cache
def _template() -> Template:
    return load_template("app.things", "thing.html")
