"""A supply predicate with its roles."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.claims.claim import Stage
from graph.ingest.lexicons.predicates import PredicateClass
from graph.ingest.read.roles import Filler
from graph.ingest.read.themes import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A predicate with its roles filled as far as the sentence goes.

    Empty `suppliers` or `recipients` are not named in the sentence; a Filler without actors
    refers to something before. `closed` are the roles ("supplier", "recipient") that something else
    fills, so that nobody is implied. `rule` names the lexicon entry and how the roles were found.
    """

    predicate: Token
    entry: PredicateClass
    suppliers: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    themes: tuple[Theme, ...]
    stage: Stage
    rule: str
    via: tuple[Filler, ...] = ()
    closed: frozenset[str] = frozenset()
