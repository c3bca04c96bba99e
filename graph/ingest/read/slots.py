"""Who stands in a slot of a predicate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.arguments import noun_arguments
from graph.ingest.read.grammar import Argument
from graph.ingest.read.mentions import ActorForm
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.roles import Filler, fillers_at
from graph.ingest.read.themes import Theme
from graph.ingest.read.words import last_word

_OF_THEME = "theme-"
_VIA = frozenset({"via", "through", "by way of"})


def fill_role(
    slots: Iterable[str],
    arguments: Sequence[Argument],
    parsed: ParsedSentence,
    *,
    themes: Sequence[Theme] = (),
    besides: Sequence[Filler] = (),
) -> tuple[tuple[Filler, ...], str]:
    """Find who stands in the first slot that holds anybody, and name that slot ("" if none)."""
    taken = {filler.token.i for filler in besides}
    for slot in slots:
        if slot == "lead":
            fillers = _leading(themes, parsed)
        elif slot.startswith(_OF_THEME):
            fillers = of_themes(slot.removeprefix(_OF_THEME), themes, parsed)
        else:
            fillers = _in_slot(slot, arguments, parsed)
        fillers = tuple(filler for filler in fillers if filler.token.i not in taken)
        if fillers:
            return fillers, slot
    return (), ""


def _in_slot(
    slot: str, arguments: Sequence[Argument], parsed: ParsedSentence
) -> tuple[Filler, ...]:
    """Find the actors in a slot; a phrase that had to be rescued counts only if no other does."""
    there = [argument for argument in arguments if argument.slot == slot]
    if slot == "obj":
        groups = reference_words().groups
        there = [
            argument
            for argument in there
            if argument.token.i not in parsed.munitions or last_word(argument.token) in groups
        ]
    for rescued in (False, True):
        fillers = tuple(
            filler
            for argument in there
            if (argument.how == "rescued") is rescued
            for filler in fillers_at(argument.token, parsed)
            if filler.actors or slot != "mod"
        )
        if fillers:
            return fillers
    return ()


def _leading(themes: Sequence[Theme], parsed: ParsedSentence) -> tuple[Filler, ...]:
    """Find the recipient in "sells Bangladesh twelve aircraft", which parsers make one phrase."""
    if not themes:
        return ()
    token = themes[0].token
    first = index = token.left_edge.i
    while index < token.i and parsed.doc[index].pos_ in ("DET", "ADV"):
        index += 1
    mention = parsed.actors.get(index)
    if mention is None or mention.form is ActorForm.ADJECTIVE or first == 0:
        return ()
    after = parsed.doc[index + 1] if index + 1 < len(parsed.doc) else token
    if parsed.doc[first - 1].pos_ != "VERB" or after.tag_ in ("POS", "HYPH", "CC", ","):
        return ()
    return (Filler(token=parsed.doc[index], actors=mention.actors, mention=mention),)


def of_themes(slot: str, themes: Sequence[Theme], parsed: ParsedSentence) -> tuple[Filler, ...]:
    """Find actors that stand in a slot of the munitions themselves ("Russian missiles")."""
    found: dict[int, Filler] = {}
    for theme in themes:
        top = theme.token
        while top.dep_ in ("compound", "amod", "nmod", "conj") and top.head.pos_ != "VERB":
            top = top.head
        own = _named_in(slot, theme.token, parsed) or _named_in(slot, top, parsed)
        found.update((filler.token.i, filler) for filler in own)
    return tuple(found.values())


def _named_in(slot: str, noun: Token, parsed: ParsedSentence) -> tuple[Filler, ...]:
    return tuple(
        Filler(token=argument.token, actors=mention.actors, mention=mention)
        for argument in noun_arguments(noun)
        if argument.slot == slot and (mention := parsed.actors.get(argument.token.i)) is not None
    )


def fill_via(arguments: Sequence[Argument], parsed: ParsedSentence) -> tuple[Filler, ...]:
    """Find through whom it passes."""
    return tuple(
        filler
        for argument in arguments
        if argument.slot in _VIA
        for filler in fillers_at(argument.token, parsed)
        if filler.actors
    )
