"""The only builder of IRIs."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from graph.claims.claim import Extractor
from graph.claims.evidence import Source
from graph.claims.verdict import Verdict

DEFAULT_BASE = "http://127.0.0.1:8000/id/"
"""Where a service started without settings answers."""

_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+\Z")
_WORD = re.compile(r"[a-z0-9]+")
_SLUG_LENGTH = 60
_DIGEST_LENGTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Iris:
    """Builds the IRI of everything we name, below one base; the base ends in a slash.

    Equal things get equal IRIs. Names become percent-encoded ASCII, so that every IRI is a URI.
    Parts of a claim (its passage, quantity, worth) are fragments of the claim's IRI.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.match(self.base) or not self.base.endswith("/"):
            raise ValueError(f"not a base for IRIs (http(s), ends in a slash): {self.base!r}")

    def article(self, article_id: str) -> NamedNode:
        """Name an article."""
        return self._named("article", article_id)

    def reading(self, article_id: str, extractor: Extractor) -> NamedNode:
        """Name the run of one extractor over one article."""
        return self._named("reading", article_id, extractor.name, extractor.version)

    def claim(self, claim_id: str) -> NamedNode:
        """Name a claim."""
        return self._named("claim", claim_id)

    def nanopub(self, claim_id: str) -> NamedNode:
        """Name the nanopublication of a claim."""
        return self._named("nanopub", claim_id)

    def nanopub_graph(self, claim_id: str, part: str) -> NamedNode:
        """Name a graph of a nanopublication: `Head`, `assertion`, `provenance` or `pubinfo`."""
        return NamedNode(f"{self.nanopub(claim_id).value}#{part}")

    def passage(self, claim_id: str) -> NamedNode:
        """Name the passage that a claim rests on."""
        return self._part(claim_id, "passage")

    def words(self, claim_id: str) -> NamedNode:
        """Name the selector of a passage by its words."""
        return self._part(claim_id, "words")

    def position(self, claim_id: str) -> NamedNode:
        """Name the selector of a passage by its place."""
        return self._part(claim_id, "position")

    def quantity(self, claim_id: str) -> NamedNode:
        """Name the quantity of a claim."""
        return self._part(claim_id, "quantity")

    def worth(self, claim_id: str) -> NamedNode:
        """Name the money value of a claim."""
        return self._part(claim_id, "worth")

    def verdict(self, verdict: Verdict) -> NamedNode:
        """Name a verdict: a part of the claim that it is on."""
        return self._part(verdict.claim_id, f"verdict-{verdict.id}")

    def misreading(self, claim_id: str, place: int) -> NamedNode:
        """Name what a claim told as it was read and tells no longer, by its place from 0."""
        return self._part(claim_id, f"misreading-{place}")

    def reviewer(self, name: str) -> NamedNode:
        """Name who makes verdicts; the same name is the same reviewer."""
        return self._named("reviewer", _speaking(name))

    def actor(self, actor_id: str) -> NamedNode:
        """Name an actor of the register, or one with a `name:` id."""
        return self._named("actor", actor_id)

    def munition(self, munition_id: str) -> NamedNode:
        """Name a munition concept."""
        return self._named("munition", munition_id)

    def munitions(self) -> NamedNode:
        """Name the scheme of the munition concepts."""
        return self._named("munitions")

    def category(self, scheme: str, notation: str) -> NamedNode:
        """Name a category of a register of the field: `unroca`, `sipri`, `eu-cml`."""
        return self._named("category", scheme, notation)

    def categories(self, scheme: str) -> NamedNode:
        """Name the scheme of a register's categories."""
        return self._named("category", scheme)

    def source(self, source: Source) -> NamedNode:
        """Name an evidence source; the same name and kind is the same source."""
        return self._named("source", source.kind.value, _speaking(source.name))

    def publisher(self, name: str) -> NamedNode:
        """Name a publisher of articles."""
        return self._named("publisher", _speaking(name))

    def extractor(self, extractor: Extractor) -> NamedNode:
        """Name a version of an extractor."""
        return self._named("extractor", extractor.name, extractor.version)

    def graph(self, article_id: str) -> NamedNode:
        """Name the graph that holds an article's claims and their provenance."""
        return self._named("graph", article_id)

    def agents_graph(self) -> NamedNode:
        """Name the graph that describes sources, publishers, extractors and unlisted actors."""
        return self._named("graph", "agents")

    def supply(self, supplier: str, recipient: str) -> NamedNode:
        """Name the derived statement that one actor supplies another."""
        return self._named("supply", supplier, recipient)

    def supplies_graph(self) -> NamedNode:
        """Name the graph of the derived `ma:supplies` edges and of the statements of them."""
        return self._named("graph", "supplies")

    def vocabulary_graph(self, name: str) -> NamedNode:
        """Name the graph that holds a vocabulary file: `aid`, `munitions`, `actors`."""
        return self._named("graph", "vocabulary", name)

    def store_graph(self) -> NamedNode:
        """Name the graph in which the store notes how far it has come."""
        return self._named("graph", "store")

    def store(self) -> NamedNode:
        """Name the store itself."""
        return self._named("store")

    def id_of(self, node: NamedNode) -> str:
        """Give back the id in the IRI of an article, claim, actor, munition or graph.

        Raises ValueError when the IRI is not below the base.
        """
        if not node.value.startswith(self.base):
            raise ValueError(f"not an IRI of ours: {node.value}")
        _, _, identifier = node.value.removeprefix(self.base).partition("/")
        return unquote(identifier)

    def _named(self, *parts: str) -> NamedNode:
        return NamedNode(self.base + "/".join(quote(part, safe=":") for part in parts))

    def _part(self, claim_id: str, part: str) -> NamedNode:
        return NamedNode(f"{self.claim(claim_id).value}#{part}")


def _speaking(name: str) -> str:
    """Make a readable path segment of a name; the digest keeps different names apart."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
    slug = "-".join(_WORD.findall(name.casefold()))[:_SLUG_LENGTH].strip("-")
    return f"{slug}-{digest}" if slug else digest
