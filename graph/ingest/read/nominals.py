"""Frames without a word of passing: "US-supplied missiles", "tanks for Kyiv"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from graph.claims.claim import Stage
from graph.ingest.lexicons.cues import gift_words, holding_exceptions
from graph.ingest.lexicons.predicates import predicates
from graph.ingest.read.arguments import noun_arguments, verb_arguments
from graph.ingest.read.chain import lent_arguments, stage_of
from graph.ingest.read.frame import Frame
from graph.ingest.read.grammar import Argument
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.roles import Filler
from graph.ingest.read.slots import fill_role
from graph.ingest.read.themes import Theme, is_goods, themes_at, top_of

_GIFT_REACH = 40
"""Code points between "US-supplied" and the munition that it speaks of, at most."""
_UPWARD = frozenset({"conj", "appos", "compound", "pobj", "prep"})


def gift_frames(parsed: ParsedSentence) -> Iterator[Frame]:
    """Read "US-supplied missiles": the state gave them to whoever holds them."""
    entry = predicates().gift
    text = parsed.doc.text
    for mention in dict.fromkeys(parsed.actors.values()):
        theme = _gift_of(mention, text, parsed)
        if theme is None:
            continue
        token = theme.token
        arguments = (*noun_arguments(token), *_holders(token))
        recipients, taker = fill_role(entry.recipient, arguments, parsed)
        yield Frame(
            predicate=token,
            entry=entry,
            suppliers=(Filler(token=token, actors=mention.actors, mention=mention),),
            recipients=recipients,
            themes=themes_at(token, parsed) or (theme,),
            stage=Stage.DELIVERY,
            rule=f"gift({taker or '-'})",
        )


def _gift_of(mention: ActorMention, text: str, parsed: ParsedSentence) -> Theme | None:
    """Find the munition that begins within a few words after "X-supplied"."""
    offset = parsed.sentence.start
    found = gift_words().match(text, mention.end - offset)
    if found is None:
        return None
    if found.group().startswith(" ") and mention.form is not ActorForm.ADJECTIVE:
        return None
    start = offset + found.end()
    for index, munition in sorted(parsed.munitions.items()):
        if start <= munition.start <= start + _GIFT_REACH:
            return Theme(token=top_of(index, parsed), mention=munition)
    return None


def _holders(token: Token) -> Iterator[Argument]:
    """Find who holds a munition: the subject of the verb it is the object of, or "used by"."""
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            yield from _as_holder(child, "by", token)
    top = token
    while top.dep_ in _UPWARD and top.head.pos_ != "VERB":
        top = top.head
    verb = top.head
    if verb.pos_ == "VERB" and verb.lemma_ not in holding_exceptions():
        yield from _as_holder(verb, "subj", token)


def _as_holder(verb: Token, slot: str, munition: Token) -> Iterator[Argument]:
    for argument in verb_arguments(verb, lambda _: True):
        if argument.slot == slot and argument.token.i != munition.i:
            yield Argument(slot="holder", token=argument.token, how=slot)


def aid_frames(parsed: ParsedSentence, taken: Collection[int]) -> Iterator[Frame]:
    """Read a munition that says itself for whom it is: "Iranian military aid to Hamas"."""
    done: set[int] = set()
    for index, mention in sorted(parsed.munitions.items()):
        token = top_of(index, parsed)
        if mention.start in done or token.i in taken or not is_goods(token, parsed):
            continue
        done.add(mention.start)
        frame = _aid_frame(token, Theme(token=token, mention=mention), parsed)
        if frame is not None:
            yield frame


def _aid_frame(token: Token, theme: Theme, parsed: ParsedSentence) -> Frame | None:
    entry = predicates().aid
    arguments = (*noun_arguments(token), *lent_arguments(token))
    recipients, taker = fill_role(entry.recipient, arguments, parsed)
    suppliers, giver = fill_role(entry.supplier, arguments, parsed, besides=recipients)
    if taker not in ("to", "for") and giver not in ("from", "by"):
        return None
    stage, moved = stage_of(token, entry)
    way = f"aid({giver or '-'},{taker or '-'})"
    return Frame(
        predicate=token,
        entry=entry,
        suppliers=suppliers,
        recipients=recipients,
        themes=themes_at(token, parsed) or (theme,),
        stage=stage,
        rule=way if moved == entry.id else f"{way}/{moved}",
    )
