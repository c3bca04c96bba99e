"""Where a thing, and each document about it, is found below the base IRI."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from app.negotiate import HTML
from graph.store.answers import TRIPLE_FORMATS, AnswerFormat

SUFFIXES: dict[str, AnswerFormat] = {
    "html": HTML,
    **dict(zip(("ttl", "nt", "jsonld", "rdf"), TRIPLE_FORMATS, strict=True)),
}
"""The documents about a thing, by the ending of their address; a browser's first."""

_SAFE = "/:%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address below the base: the name of a thing, and the document about it if one is meant."""

    name: str
    document: AnswerFormat | None

    @property
    def is_graph(self) -> bool:
        """Tell whether the thing is a graph, which is a document itself."""
        return self.name.startswith("graph/")

    def iri(self, base: str) -> str:
        """Give the thing's IRI."""
        return base + self.name


def read_address(path: str) -> Address:
    """Read what stands after the base in a path; characters that an IRI cannot have are encoded."""
    name, dot, ending = path.rpartition(".")
    encoded = quote(path, safe=_SAFE)
    if dot and ending in SUFFIXES:
        return Address(name=quote(name, safe=_SAFE), document=SUFFIXES[ending])
    return Address(name=encoded, document=None)


def root_of(base: str) -> str:
    """Give the path of a base IRI, with its slashes."""
    return urlsplit(base).path


def document_of(iri: str, chosen: AnswerFormat) -> str:
    """Give the path of the document about a thing."""
    ending = next(name for name, each in SUFFIXES.items() if each == chosen)
    return f"{urlsplit(iri).path}.{ending}"


def here(iri: str, base: str) -> str | None:
    """Give the path under which this service answers for an IRI; None if it does not."""
    parts = urlsplit(iri)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    if iri.startswith(base):
        return parts.path + fragment
    return None
