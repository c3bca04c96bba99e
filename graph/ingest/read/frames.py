"""Find supply predicates in a parsed sentence, and who and what fill their roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.claims.claim import Stage
from graph.claims.munition import broader_munitions
from graph.ingest.lexicons.cues import gift_words, holding_exceptions
from graph.ingest.lexicons.predicates import PredicateClass, predicates
from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.arguments import Argument, noun_arguments, objects_of, verb_arguments
from graph.ingest.read.chain import lent_arguments, stage_of
from graph.ingest.read.mentions import ActorForm
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.words import last_word, lemma_of
from graph.ingest.read.roles import Filler, Theme, fillers_at, is_goods, themes_at

_GIFT_REACH = 40
_VIA = frozenset({"via", "through", "by way of"})


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
    via: tuple[Filler, ...]
    stage: Stage
    rule: str
    closed: frozenset[str] = frozenset()


def find_frames(parsed: ParsedSentence) -> tuple[Frame, ...]:
    """Find the frames of a sentence, in order of their predicates."""
    frames: list[Frame] = []
    taken: set[int] = set()
    for token in parsed.doc:
        for entry, arguments in _candidates(token, parsed):
            frame = _fill(token, entry, arguments, parsed)
            if frame is not None:
                frames.extend(_split(frame, parsed))
                taken.update(theme.token.i for theme in frame.themes)
                break
    frames.extend(gift_frames(parsed))
    frames.extend(_aid_frames(parsed, taken))
    joined = sorted(_joined(frames), key=lambda frame: frame.predicate.i)
    return tuple(_completed(joined))


def _completed(frames: Sequence[Frame]) -> Iterator[Frame]:
    """Let a frame that knows only who gives, and one that knows only who gets, complete each other.

    "Iranian support, including drones, is part of a stream of aid to Moscow."
    """
    givers = [f for f in frames if f.suppliers and not f.recipients and not f.closed]
    takers = [f for f in frames if f.recipients and not f.suppliers and not f.closed]
    if len(givers) != 1 or len(takers) != 1 or not _apart(givers[0].suppliers, takers[0].recipients):
        yield from frames
        return
    giver, taker = givers[0], takers[0]
    for frame in frames:
        if frame is giver:
            yield replace(frame, recipients=taker.recipients, rule=f"{frame.rule}&{taker.entry.id}")
        elif frame is taker:
            yield replace(frame, suppliers=giver.suppliers, rule=f"{frame.rule}&{giver.entry.id}")
        else:
            yield frame


def _joined(frames: Sequence[Frame]) -> Iterator[Frame]:
    """Let frames of the same munition lend each other the role that one of them lacks."""
    for frame in frames:
        starts = {theme.mention.start for theme in frame.themes if theme.mention}
        for other in frames:
            if other is frame or not starts & {t.mention.start for t in other.themes if t.mention}:
                continue
            if not frame.suppliers and other.suppliers and _apart(other.suppliers, frame.recipients):
                frame = replace(frame, suppliers=other.suppliers, rule=f"{frame.rule}+{other.entry.id}")
            if not frame.recipients and other.recipients and _apart(
                other.recipients, frame.suppliers
            ):
                frame = replace(
                    frame, recipients=other.recipients, rule=f"{frame.rule}+{other.entry.id}"
                )
        yield frame


def _apart(left: Sequence[Filler], right: Sequence[Filler]) -> bool:
    return not {f.token.i for f in left} & {f.token.i for f in right}


def _candidates(
    token: Token, parsed: ParsedSentence
) -> Iterator[tuple[PredicateClass, tuple[Argument, ...]]]:
    lemma = lemma_of(token)
    lexicon = predicates()
    if token.pos_ in ("VERB", "AUX") and lemma in lexicon.verbs and token.dep_ != "amod":
        arguments = verb_arguments(token, lambda other: _is_boundary(other, parsed))
        for entry in lexicon.verbs[lemma]:
            yield entry, arguments
    elif token.pos_ in ("NOUN", "PROPN") and token.i not in parsed.actors:
        for entry in lexicon.nouns.get(last_word(token), lexicon.nouns.get(lemma, ())):
            yield entry, _of_noun(token)


def _of_noun(token: Token) -> tuple[Argument, ...]:
    return (
        *noun_arguments(token),
        *_predicated(token),
        *lent_arguments(token),
        Argument(slot="self", token=token),
    )


def _predicated(noun: Token) -> Iterator[Argument]:
    """Give what a noun is said to be: "the main supplier is X", "X, its main supplier"."""
    above = noun.head
    if noun.dep_ == "attr":
        yield from (
            Argument(slot="is", token=c, how="copula") for c in above.children if c.dep_ == "nsubj"
        )
    elif noun.dep_ == "nsubj" and above.lemma_ in ("be", "include", "remain"):
        yield from (
            Argument(slot="is", token=c, how="copula")
            for c in above.children
            if c.dep_ in ("attr", "dobj")
        )
    elif noun.dep_ == "appos":
        yield Argument(slot="is", token=above, how="apposition")
    elif noun.dep_ == "pobj" and above.lower_ == "as":
        yield from (
            Argument(slot="is", token=c, how="role")
            for c in above.head.children
            if c.dep_ in ("nsubj", "nsubjpass", "dobj")
        )
    for child in noun.children:
        if child.dep_ == "appos":
            yield Argument(slot="is", token=child, how="apposition")
        elif child.dep_ == "prep" and child.lower_ in ("like", "as", "including"):
            yield from (Argument(slot="is", token=c, how="example") for c in child.children)


def _is_boundary(token: Token, parsed: ParsedSentence) -> bool:
    if token.pos_ in ("NOUN", "PROPN"):
        return False
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "compound") and (
        token.lemma_.lower() in predicates().verbs
    )


def _fill(
    token: Token, entry: PredicateClass, arguments: Sequence[Argument], parsed: ParsedSentence
) -> Frame | None:
    if entry.only_with and not entry.only_with & {t.lower_ for t in parsed.doc}:
        return None
    if token.pos_ in ("VERB", "AUX") and _delegates(arguments, entry, parsed):
        return None
    themes = _themes(entry, arguments, parsed)
    themes = tuple(t for t in themes if not _is_never(t, entry))
    if entry.only:
        themes = tuple(t for t in themes if t.mention and t.mention.munition in entry.only)
    if not themes and entry.default is None:
        return None
    if not themes:
        themes = (Theme(token=token, mention=None),)
    recipients, taker = _role(entry.recipient, arguments, parsed, themes, ())
    suppliers, giver = _role(entry.supplier, arguments, parsed, themes, recipients)
    if entry.mutual:
        suppliers, recipients = _turned(suppliers, recipients, themes)
    if entry.needs == "group" and not any(_is_group(f, parsed) for f in recipients):
        return None
    if entry.default is not None and not suppliers and not recipients:
        return None
    stage, moved = stage_of(token, entry)
    return Frame(
        predicate=token,
        entry=entry,
        suppliers=suppliers,
        recipients=recipients,
        themes=themes,
        via=_via(arguments, parsed),
        stage=stage,
        rule=f"{entry.id}({giver or '-'},{taker or '-'}){'/' + moved if moved != entry.id else ''}",
        closed=frozenset(_closed(entry, arguments, parsed)),
    )


def _turned(
    suppliers: tuple[Filler, ...], recipients: tuple[Filler, ...], themes: Sequence[Theme]
) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
    """Put the maker of the munition, or the company, on the supplier's side of a contract."""
    producers = {p for theme in themes if theme.mention for p in theme.mention.producer}

    def makes(filler: Filler) -> bool:
        company = filler.mention is not None and filler.mention.form is ActorForm.COMPANY
        return company or bool(producers & set(filler.actors))

    if any(map(makes, suppliers)) or not any(map(makes, recipients)):
        return suppliers, recipients
    makers = tuple(filler for filler in recipients if makes(filler))
    others = tuple(filler for filler in recipients if not makes(filler))
    return makers, (*suppliers, *others)


def _closed(
    entry: PredicateClass, arguments: Sequence[Argument], parsed: ParsedSentence
) -> Iterator[str]:
    """Tell which roles are filled by what is no known actor ("sold to a broker")."""
    for argument in arguments:
        token = argument.token
        if token.i in parsed.munitions or argument.how == "rescued":
            continue
        if argument.slot in ("subj", "by") and token.pos_ in ("PROPN", "PRON"):
            yield "supplier" if "subj" in entry.supplier else "recipient"
        elif argument.slot in ("iobj", "to") and token.pos_ in ("PROPN", "PRON", "NOUN"):
            yield "recipient" if "to" in entry.recipient else "supplier"


def _is_never(theme: Theme, entry: PredicateClass) -> bool:
    if theme.mention is None or not entry.never:
        return False
    concept = theme.mention.munition
    return bool(entry.never & {concept, *broader_munitions(concept)})


def _split(frame: Frame, parsed: ParsedSentence) -> Iterator[Frame]:
    """Give each munition its own supplier where several share a verb.

    "Chinese rockets and Egyptian rifles reach X" by modifiers; "Egypt supplied radars and Turkey
    drones" by gapping: an actor among the objects opens a new list of what it supplied.
    """
    groups: list[tuple[tuple[Filler, ...], list[Theme]]] = [(frame.suppliers, [])]
    by_modifier = "(theme-" in frame.rule
    gapped = {} if by_modifier else _gapped(frame, parsed)
    for theme in frame.themes:
        if by_modifier:
            own = _from_themes("mod", [theme], parsed) or _from_themes("poss", [theme], parsed)
        else:
            own = next((f for i, f in gapped.items() if i < theme.token.i), ())
        if own and [f.actors for f in own] != [f.actors for f in groups[-1][0]]:
            groups.append((own, []))
        groups[-1][1].append(theme)
    for suppliers, themes in groups:
        if themes:
            yield replace(frame, suppliers=suppliers, themes=tuple(themes))


def _gapped(frame: Frame, parsed: ParsedSentence) -> dict[int, tuple[Filler, ...]]:
    """Find actors that stand as bare conjuncts among the objects, last first, by token."""
    if not frame.suppliers or frame.entry.default is not None:
        return {}
    first = min(theme.token.i for theme in frame.themes)
    last = max(theme.token.i for theme in frame.themes)
    found: dict[int, tuple[Filler, ...]] = {}
    for index in range(last, first, -1):
        mention = parsed.actors.get(index)
        token = parsed.doc[index]
        if mention is None or mention.form is ActorForm.ADJECTIVE:
            continue
        if token.dep_ in ("conj", "appos", "nsubj", "dobj", "dep", "npadvmod"):
            found[index] = (Filler(token=token, actors=mention.actors, mention=mention),)
    return found


def _delegates(
    arguments: Sequence[Argument], entry: PredicateClass, parsed: ParsedSentence
) -> bool:
    """Tell whether the verb's object is a predicate noun, which then makes the frame itself."""
    nouns = predicates().nouns
    for argument in arguments:
        if argument.slot in ("obj", "for", "subj") and argument.slot in entry.theme:
            token = argument.token
            if any(not known.goods for known in nouns.get(lemma_of(token), ())):
                return token.pos_ in ("NOUN", "PROPN") and not _is_container(token)
    return False


def _is_container(token: Token) -> bool:
    return token.lower_ in ("cargo", "package", "tranche", "order") and any(
        child.lower_ == "of" for child in token.children
    )


def _themes(
    entry: PredicateClass, arguments: Sequence[Argument], parsed: ParsedSentence
) -> tuple[Theme, ...]:
    found: dict[int, Theme] = {}
    for argument in arguments:
        if argument.token.i in parsed.actors and "of" in entry.theme:
            for theme in _of_actor(argument.token, parsed):
                found.setdefault(theme.token.i, theme)
        if argument.slot not in entry.theme and argument.slot != "self":
            continue
        if argument.slot == "self" and argument.token.i not in parsed.munitions:
            continue
        for theme in themes_at(argument.token, parsed):
            if theme.mention is not None:
                found.setdefault(theme.token.i, theme)
    return tuple(_once(found[i] for i in sorted(found)))


def _of_actor(actor: Token, parsed: ParsedSentence) -> Iterator[Theme]:
    """Find munitions hung on an actor: "the sale to the Philippines of F-16 aircraft"."""
    for child in actor.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in objects_of(child):
                yield from themes_at(inner, parsed)


def _once(themes: Iterable[Theme]) -> Iterator[Theme]:
    starts: set[int] = set()
    for theme in themes:
        if theme.mention is None or theme.mention.start not in starts:
            starts.add(theme.mention.start if theme.mention else -1)
            yield theme


def _role(
    slots: Iterable[str],
    arguments: Sequence[Argument],
    parsed: ParsedSentence,
    themes: Sequence[Theme],
    other: Sequence[Filler],
) -> tuple[tuple[Filler, ...], str]:
    taken = {filler.token.i for filler in other}
    for slot in slots:
        if slot == "lead":
            fillers = _lead(themes, parsed)
        elif slot.startswith("theme-"):
            fillers = _from_themes(slot.removeprefix("theme-"), themes, parsed)
        else:
            fillers = _in_slot(slot, arguments, parsed)
        fillers = tuple(f for f in fillers if f.token.i not in taken)
        if fillers:
            return fillers, slot
    return (), ""


def _in_slot(
    slot: str, arguments: Sequence[Argument], parsed: ParsedSentence
) -> tuple[Filler, ...]:
    """Find the actors in a slot; a phrase that had to be rescued counts only if no other does."""
    there = [argument for argument in arguments if argument.slot == slot]
    if slot == "obj":
        there = [a for a in there if a.token.i not in parsed.munitions]
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


def _lead(themes: Sequence[Theme], parsed: ParsedSentence) -> tuple[Filler, ...]:
    """Find the recipient in "sells Bangladesh twelve aircraft", which parsers make one phrase."""
    if not themes:
        return ()
    index = themes[0].token.left_edge.i
    while index < themes[0].token.i and parsed.doc[index].pos_ in ("DET", "ADV"):
        index += 1
    mention = parsed.actors.get(index)
    before = parsed.doc[themes[0].token.left_edge.i - 1] if themes[0].token.left_edge.i else None
    if mention is None or mention.form is ActorForm.ADJECTIVE or before is None:
        return ()
    after = parsed.doc[index + 1]
    if before.pos_ != "VERB" or after.tag_ in ("POS", "HYPH", "CC", ",") or after.dep_ == "case":
        return ()
    return (Filler(token=parsed.doc[index], actors=mention.actors, mention=mention),)


def _from_themes(
    slot: str, themes: Sequence[Theme], parsed: ParsedSentence
) -> tuple[Filler, ...]:
    found: list[Filler] = []
    for theme in themes:
        top = theme.token
        while top.dep_ in ("compound", "amod", "nmod", "conj") and top.head.pos_ != "VERB":
            top = top.head
        for argument in (*noun_arguments(theme.token), *noun_arguments(top)):
            if argument.slot == slot and argument.token.i in parsed.actors:
                mention = parsed.actors[argument.token.i]
                if all(f.token.i != argument.token.i for f in found):
                    found.append(
                        Filler(token=argument.token, actors=mention.actors, mention=mention)
                    )
    return tuple(found)


def _via(arguments: Sequence[Argument], parsed: ParsedSentence) -> tuple[Filler, ...]:
    return tuple(
        filler
        for argument in arguments
        if argument.slot in _VIA
        for filler in fillers_at(argument.token, parsed)
        if filler.actors
    )


def _is_group(filler: Filler, parsed: ParsedSentence) -> bool:
    words = reference_words().groups
    mention = parsed.actors.get(filler.token.i)
    if filler.token.lower_ in words or (mention and mention.text.lower().split()[-1] in words):
        return True
    return mention is not None and mention.text.lower().endswith("s")


def gift_frames(parsed: ParsedSentence) -> Iterator[Frame]:
    """Read "US-supplied missiles": the state gave them to whoever holds them."""
    entry = predicates().gift
    text = parsed.doc.text
    seen: set[int] = set()
    for mention in parsed.actors.values():
        found = gift_words().match(text, mention.end - parsed.sentence.start)
        if found is None or mention.start in seen:
            continue
        if found.group().startswith(" ") and mention.form is not ActorForm.ADJECTIVE:
            continue
        seen.add(mention.start)
        theme = _munition_after(found.end(), parsed)
        if theme is None:
            continue
        token = theme.token
        arguments = (*noun_arguments(token), *_holders(token))
        recipients, taker = _role(entry.recipient, arguments, parsed, (), ())
        yield Frame(
            predicate=token,
            entry=entry,
            suppliers=(Filler(token=token, actors=mention.actors, mention=mention),),
            recipients=recipients,
            themes=themes_at(token, parsed) or (theme,),
            via=(),
            stage=Stage.DELIVERY,
            rule=f"gift({taker or '-'})",
        )


def _munition_after(offset: int, parsed: ParsedSentence) -> Theme | None:
    """Find the munition that begins within a few words after an offset in the sentence."""
    start = parsed.sentence.start + offset
    for index, mention in sorted(parsed.munitions.items()):
        if start <= mention.start <= start + _GIFT_REACH:
            return Theme(token=_top(index, parsed), mention=mention)
    return None


def _holders(token: Token) -> Iterator[Argument]:
    """Find who holds a munition: the subject of the verb it is the object of, or "used by"."""
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            for argument in verb_arguments(child, lambda _: True):
                if argument.slot == "by":
                    yield Argument(slot="holder", token=argument.token, how="agent")
    top = token
    while top.dep_ in ("conj", "appos", "compound", "pobj", "prep") and top.head.pos_ != "VERB":
        top = top.head
    verb = top.head
    if verb.pos_ == "VERB" and verb.lemma_ not in holding_exceptions():
        for argument in verb_arguments(verb, lambda _: True):
            if argument.slot == "subj" and argument.token.i != token.i:
                yield Argument(slot="holder", token=argument.token, how="subject")


def _aid_frames(parsed: ParsedSentence, taken: set[int]) -> Iterator[Frame]:
    """Read a munition that says itself for whom it is: "Iranian military aid to Hamas"."""
    entry = predicates().aid
    done: set[int] = set()
    for index, mention in sorted(parsed.munitions.items()):
        token = _top(index, parsed)
        if mention.start in done or token.i in taken or not is_goods(token, parsed):
            continue
        done.add(mention.start)
        arguments = [a for a in _of_noun(token) if a.token.i != token.i or a.slot == "self"]
        recipients, taker = _role(entry.recipient, arguments, parsed, (), ())
        suppliers, giver = _role(entry.supplier, arguments, parsed, (), recipients)
        if taker not in ("to", "for") and giver not in ("from", "by"):
            continue
        stage, moved = stage_of(token, entry)
        yield Frame(
            predicate=token,
            entry=entry,
            suppliers=suppliers,
            recipients=recipients,
            themes=themes_at(token, parsed) or (Theme(token=token, mention=mention),),
            via=(),
            stage=stage,
            rule=f"aid({giver},{taker}){'/' + moved if moved != entry.id else ''}",
        )


def _top(index: int, parsed: ParsedSentence) -> Token:
    token = parsed.doc[index]
    mention = parsed.munitions[index]
    while token.head.i != token.i and parsed.munitions.get(token.head.i) is mention:
        token = token.head
    return token
