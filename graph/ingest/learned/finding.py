"""Make transfers of what the network finds and the rules have not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from graph.claims.munition import broader_munitions
from graph.ingest.learned.scores import Place, Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.lexicons.hints import SAME
from graph.ingest.read.claims import ClaimMaker, Made
from graph.ingest.read.gate import Outline
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.parties import Party
from graph.ingest.read.transfer import Transfer
from graph.ingest.resolve.reference import SUBJECTS
from graph.ingest.turns import breathe

FOUND = "network"
"""The rule's name of a party that the network named."""
_Goods = tuple[str, str | None] | None
"""A munition and its designation; None for "something"."""
_CLAUSES = frozenset({"VERB", "AUX"})


def add_found(
    maker: ClaimMaker,
    outline: Outline,
    parsed: Mapping[int, ParsedSentence],
    scores: Scores,
    thresholds: Thresholds,
) -> None:
    """Add the transfers that the network finds likely, where rules found none.

    "Cluster munitions, a kind of weapon" is one claim: a word that only sums up what the sentence
    says of the same pair makes none.
    """
    told: dict[tuple[str, str, int], set[_Goods]] = defaultdict(set)
    by_rules = maker.made()
    for made in by_rules:
        key = (made.claim.supplier, made.claim.recipient, made.sentence)
        told[key] |= _covered(_goods(made.claim.munition, made.claim.designation))
    for place in _likely(scores, thresholds):
        if place.sentence not in parsed or not _names_a_party(place, outline):
            continue
        if _takes_anothers_part(place, outline, by_rules):
            continue
        named = _stands_for(place, outline, parsed[place.sentence])
        goods = _goods(named.munition, named.designation) if named is not None else None
        already = told[place.supplier, place.recipient, place.sentence]
        if goods not in already:
            already |= _covered(goods)
            breathe()
            transfer = _transfer(place, named, scores, parsed[place.sentence])
            maker.add_transfer(place.sentence, transfer)


def _names_a_party(place: Place, outline: Outline) -> bool:
    """Tell whether a sentence names one of the two; of strangers alone it makes no claim.

    In a government's own text the state need not be named again.
    """
    named = outline.actors_of(place.sentence)
    return not named.isdisjoint({place.supplier, place.recipient}) or outline.home in (
        place.supplier,
        place.recipient,
    )


def _takes_anothers_part(place: Place, outline: Outline, by_rules: Sequence[Made]) -> bool:
    """Tell whether a party that the sentence does not name has a role that the rules have filled.

    "The country sent Peru rifles": one country did, and the rules know which.
    """
    named = outline.actors_of(place.sentence)
    for made in by_rules:
        if made.sentence != place.sentence or made.mention != place.munition:
            continue
        supplier, recipient = made.claim.supplier, made.claim.recipient
        if recipient == place.recipient and supplier != place.supplier not in named:
            return True
        if supplier == place.supplier and recipient != place.recipient not in named:
            return True
    return False


def _goods(munition: str | None, designation: str | None) -> _Goods:
    return (munition, designation) if munition is not None else None


def _covered(goods: _Goods) -> set[_Goods]:
    """List what a claim tells already: its goods, whatever is broader, and "something"."""
    if goods is None:
        return {None}
    return {None, goods, *((above, None) for above in (goods[0], *broader_munitions(goods[0])))}


def _likely(scores: Scores, thresholds: Thresholds) -> Iterator[Place]:
    """Yield the likely places by sentence; a sentence as a whole only if none of its munitions.

    Of the munitions of a sentence, the narrowest come first.
    """
    places: dict[tuple[str, str, int], list[Place]] = defaultdict(list)
    for place in scores:
        places[place.supplier, place.recipient, place.sentence].append(place)
    for key in sorted(places, key=lambda one: (one[2], one[0], one[1])):
        here = places[key]
        if max(map(scores.link, here)) < thresholds.reach:
            continue
        yield from _chosen(here, scores, thresholds)


def _chosen(here: Iterable[Place], scores: Scores, thresholds: Thresholds) -> list[Place]:
    named = [place for place in here if place.munition is not None]
    likeliest = max(map(scores.link, named), default=0.0)
    if likeliest >= thresholds.munition:
        least = min(likeliest, thresholds.further)
        return sorted((one for one in named if scores.link(one) >= least), key=_narrow_first)
    return [place for place in here if place.munition is None]


def _narrow_first(place: Place) -> tuple[int, int]:
    if place.munition is None or place.munition.concept == SAME:
        return 0, 0
    return -len(broader_munitions(place.munition.concept)), place.munition.start


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
        by_rules=False,
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


def _stands_for(place: Place, outline: Outline, parsed: ParsedSentence) -> MunitionMention | None:
    """Find what a place's words stand for: themselves, or what was named last before them.

    A pronoun that does something is an actor's ("it will also train pilots") and names no goods.
    """
    mention = place.munition
    if mention is None or mention.concept != SAME:
        return mention
    word = _span(place, parsed).root
    if word.pos_ == "PRON" and word.dep_ in SUBJECTS:
        return None
    before = (one for row in outline.munitions for one in row if one.end <= mention.start)
    return max(before, key=lambda one: one.end, default=None)


def _clause_of(token: Token) -> Token:
    """Find the word of the clause that a munition stands in: its verb, or the top of the line."""
    for above in (token, *token.ancestors):
        if above.pos_ in _CLAUSES:
            return above
    return token
