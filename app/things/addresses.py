"""Where a thing, and each document about it, is found below the base IRI."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, unquote_to_bytes, urldefrag, urlsplit

from app.negotiate import HTML
from graph.store.answers import TRIPLE_FORMATS, AnswerFormat

SUFFIXES: dict[str, AnswerFormat] = {
    "html": HTML,
    **dict(zip(("ttl", "nt", "jsonld", "rdf"), TRIPLE_FORMATS, strict=True)),
}
"""The documents about a thing, by the ending of their address; a browser's first."""

_SAFE = ":"
"""What stands in a segment as it is, beside letters and figures; as in the IRIs we mint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address below the base: the name of a thing, and the document about it if one is meant."""

    name: str
    document: AnswerFormat | None

    @property
    def is_graph(self) -> bool:
        """Tell whether the thing is a graph, which is a document itself."""
        return self.name.startswith("graph/")

    @property
    def claim_published(self) -> str | None:
        """The id of the claim, where the thing is a claim's nanopublication."""
        kind, _, claim_id = self.name.partition("/")
        is_one = kind == "nanopub" and self.document is None
        return unquote(claim_id) if is_one else None

    def iri(self, base: str) -> str:
        """Give the thing's IRI."""
        return base + self.name


def read_address(path: str) -> Address:
    """Read what stands after the base in a path; an ending may be written in capitals.

    Spellings that mean the same (RFC 3986, 6.2.2) become the one that we mint: `%c3` is `%C3`,
    `%41` is `A`, and what an IRI cannot have is encoded.
    """
    encoded = "/".join(_spelled_as_minted(segment) for segment in path.split("/"))
    name, dot, ending = encoded.rpartition(".")
    document = SUFFIXES.get(ending.lower()) if dot else None
    return Address(name=encoded if document is None else name, document=document)


def _spelled_as_minted(segment: str) -> str:
    return quote(unquote_to_bytes(segment.encode("utf-8", "surrogateescape")), safe=_SAFE)


def root_of(base: str) -> str:
    """Give the path of a base IRI, with its slashes."""
    return urlsplit(base).path


def document_of(iri: str, chosen: AnswerFormat) -> str:
    """Give the path of the document about a thing."""
    ending = next(name for name, each in SUFFIXES.items() if each == chosen)
    return f"{urlsplit(iri).path}.{ending}"


def here(iri: str, base: str) -> str | None:
    """Give the path under which this service answers for an IRI; None if it does not."""
    if not iri.startswith(base):
        return None
    whole, fragment = urldefrag(iri)
    return urlsplit(whole).path + (f"#{fragment}" if fragment else "")
