"""Make transfers of what the network finds and the rules have not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Span, Token

from graph.claims.claim import Status
from graph.ingest.learned.scores import Place, Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.read.claims import ClaimMaker, Made
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.parties import Party
from graph.ingest.read.transfer import Transfer

FOUND = "network"
"""The rule's name of a party that the network named."""
_CLAUSES = frozenset({"VERB", "AUX"})


def add_found(
    maker: ClaimMaker,
    scores: Scores,
    parsed: Mapping[int, ParsedSentence],
    thresholds: Thresholds,
) -> None:
    """Add the transfers that the network finds likely, where rules found none."""
    known = {_key(made) for made in maker.made()}
    pairs = {(key[:2], key[2]) for key in known}
    for place in _likely(scores, thresholds):
        pair = (place.supplier, place.recipient)
        start = place.munition.start if place.munition is not None else None
        if (*pair, place.sentence, start) in known or place.sentence not in parsed:
            continue
        if place.munition is None and (pair, place.sentence) in pairs:
            continue
        maker.add_transfer(place.sentence, _transfer(place, scores, parsed[place.sentence]))


def _key(made: Made) -> tuple[str, str, int, int | None]:
    start = made.mention.start if made.mention is not None else None
    return made.claim.supplier, made.claim.recipient, made.sentence, start


def _likely(scores: Scores, thresholds: Thresholds) -> Iterator[Place]:
    """Yield the likely places, in order of the text; a sentence only if none of its munitions."""
    places: dict[tuple[str, str, int], list[Place]] = defaultdict(list)
    for place in scores:
        places[place.supplier, place.recipient, place.sentence].append(place)
    for key in sorted(places, key=lambda one: (one[2], one[0], one[1])):
        here = places[key]
        if max(map(scores.link, here)) < thresholds.reach:
            continue
        yield from _chosen(here, scores, thresholds)


def _chosen(here: Iterable[Place], scores: Scores, thresholds: Thresholds) -> list[Place]:
    named = [
        place
        for place in here
        if place.munition is not None and scores.link(place) >= thresholds.munition
    ]
    if named:
        return sorted(named, key=lambda place: place.munition.start if place.munition else -1)
    return [place for place in here if place.munition is None]


def _transfer(place: Place, scores: Scores, parsed: ParsedSentence) -> Transfer:
    mention = place.munition
    span = parsed.spans.get(mention.start) if mention is not None else None
    root = span.root if span is not None and len(span) else parsed.doc[:].root
    return Transfer(
        predicate=_clause_of(root),
        stage=scores.stage(place),
        munition=mention.munition if mention is not None else None,
        words=mention.text if mention is not None else None,
        mention=mention,
        span=span if span is not None else Span(parsed.doc, root.i, root.i + 1),
        supplier=Party(actor=place.supplier, rule=FOUND, doubt=0.0),
        recipient=Party(actor=place.recipient, rule=FOUND, doubt=0.0),
        via=(),
        rules=(f"{FOUND}: {scores.link(place):.2f}",),
        status=_status(place, scores),
    )


def _status(place: Place, scores: Scores) -> Status:
    return scores.status(place)


def _clause_of(token: Token) -> Token:
    """Find the word of the clause that a munition stands in: its verb, or the top of the line."""
    for above in (token, *token.ancestors):
        if above.pos_ in _CLAUSES:
            return above
    return token
