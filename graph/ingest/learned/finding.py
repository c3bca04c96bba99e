"""Make transfers of what the network finds and the rules have not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Span, Token

from graph.ingest.learned.scores import Place, Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.lexicons.hints import SAME
from graph.ingest.read.claims import ClaimMaker, Made
from graph.ingest.read.gate import Outline
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.parties import Party
from graph.ingest.read.transfer import Transfer

FOUND = "network"
"""The rule's name of a party that the network named."""
_CLAUSES = frozenset({"VERB", "AUX"})


def add_found(
    maker: ClaimMaker,
    outline: Outline,
    parsed: Mapping[int, ParsedSentence],
    scores: Scores,
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
        named = _stands_for(place.munition, outline)
        maker.add_transfer(place.sentence, _transfer(place, named, scores, parsed[place.sentence]))


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


def _transfer(
    place: Place, named: MunitionMention | None, scores: Scores, parsed: ParsedSentence
) -> Transfer:
    """Make the transfer of a place; `named` is the munition that its words stand for."""
    span = _span(place, parsed)
    return Transfer(
        predicate=_clause_of(span.root),
        stage=scores.stage(place),
        munition=named.munition if named is not None else None,
        words=place.munition.text if named is not None and place.munition is not None else None,
        designation=named.designation if named is not None else None,
        mention=place.munition,
        span=span,
        supplier=Party(actor=place.supplier, rule=FOUND, doubt=0.0),
        recipient=Party(actor=place.recipient, rule=FOUND, doubt=0.0),
        via=(),
        rules=(f"{FOUND}: {scores.link(place):.2f}",),
        status=scores.status(place),
    )


def _span(place: Place, parsed: ParsedSentence) -> Span:
    """Find the words of a place's munition; of a sentence as a whole, its top."""
    if place.munition is not None:
        start = place.munition.start - parsed.sentence.start
        end = place.munition.end - parsed.sentence.start
        span = parsed.doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            return span
    top = parsed.doc[:].root
    return parsed.doc[top.i : top.i + 1]


def _stands_for(mention: MunitionMention | None, outline: Outline) -> MunitionMention | None:
    """Find what a munition's words stand for: themselves, or what was named last before them."""
    if mention is None or mention.concept != SAME:
        return mention
    before = (one for row in outline.munitions for one in row if one.end <= mention.start)
    return max(before, key=lambda one: one.end, default=None)


def _clause_of(token: Token) -> Token:
    """Find the word of the clause that a munition stands in: its verb, or the top of the line."""
    for above in (token, *token.ancestors):
        if above.pos_ in _CLAUSES:
            return above
    return token
