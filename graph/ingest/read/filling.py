"""Fill the roles of a predicate from its arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from graph.claims.munition import broader_munitions
from graph.ingest.lexicons.predicates import PredicateClass, predicates
from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.chain import stage_of
from graph.ingest.read.frame import Frame
from graph.ingest.read.grammar import VERBAL, Argument, objects_of
from graph.ingest.read.mentions import ActorForm
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.roles import Filler
from graph.ingest.read.slots import fill_role, fill_via
from graph.ingest.read.themes import Theme, themes_at
from graph.ingest.read.words import lemma_of

_UNFILLED = "-"


def fill(
    token: Token, entry: PredicateClass, arguments: Sequence[Argument], parsed: ParsedSentence
) -> Frame | None:
    """Make a frame of a predicate; None when it passes no munition, or a noun below it does."""
    if entry.only_with and not entry.only_with & {t.lower_ for t in parsed.doc}:
        return None
    if token.pos_ in VERBAL and _delegates(arguments, entry):
        return None
    themes = _themes(token, entry, arguments, parsed)
    if not themes:
        return None
    recipients, taker = fill_role(entry.recipient, arguments, parsed, themes=themes)
    suppliers, giver = fill_role(
        entry.supplier, arguments, parsed, themes=themes, besides=recipients
    )
    if entry.mutual:
        suppliers, recipients = _turned(suppliers, recipients, themes)
    if not _holds(entry, suppliers, recipients, parsed):
        return None
    stage, moved = stage_of(token, entry)
    way = f"{entry.id}({giver or _UNFILLED},{taker or _UNFILLED})"
    return Frame(
        predicate=token,
        entry=entry,
        suppliers=suppliers,
        recipients=recipients,
        themes=themes,
        via=fill_via(arguments, parsed),
        stage=stage,
        rule=way if moved == entry.id else f"{way}/{moved}",
        closed=frozenset(_closed(entry, arguments, parsed)),
    )


def _holds(
    entry: PredicateClass,
    suppliers: Sequence[Filler],
    recipients: Sequence[Filler],
    parsed: ParsedSentence,
) -> bool:
    if entry.needs == "group" and not any(_is_group(filler, parsed) for filler in recipients):
        return False
    return entry.default is None or bool(suppliers or recipients)


def _is_group(filler: Filler, parsed: ParsedSentence) -> bool:
    words = reference_words().groups
    mention = parsed.actors.get(filler.token.i)
    if filler.token.lower_ in words:
        return True
    last = mention.text.lower().split()[-1] if mention is not None else ""
    return last in words or last.endswith("s")


def _delegates(arguments: Sequence[Argument], entry: PredicateClass) -> bool:
    """Tell whether the verb's object is a predicate noun, which then makes the frame itself."""
    nouns = predicates().nouns
    for argument in arguments:
        token = argument.token
        if argument.slot not in ("obj", "for", "subj") or argument.slot not in entry.theme:
            continue
        if any(not known.goods for known in nouns.get(lemma_of(token), ())):
            return token.pos_ in ("NOUN", "PROPN") and not _is_container(token)
    return False


def _is_container(token: Token) -> bool:
    return token.lower_ in ("cargo", "package", "tranche", "order") and any(
        child.lower_ == "of" for child in token.children
    )


def _themes(
    token: Token, entry: PredicateClass, arguments: Sequence[Argument], parsed: ParsedSentence
) -> tuple[Theme, ...]:
    found: dict[int, Theme] = {}
    for argument in arguments:
        for theme in _themes_of(argument, entry, parsed):
            if theme.mention is not None and not _is_never(theme, entry):
                found.setdefault(theme.token.i, theme)
    themes = tuple(_once(found[i] for i in sorted(found)))
    if entry.only:
        themes = tuple(t for t in themes if t.mention and t.mention.munition in entry.only)
    if not themes and entry.default is not None:
        return (Theme(token=token, mention=None),)
    return themes


def _themes_of(
    argument: Argument, entry: PredicateClass, parsed: ParsedSentence
) -> Iterator[Theme]:
    token = argument.token
    if token.i in parsed.actors and "of" in entry.theme:
        yield from _of_actor(token, parsed)
    is_itself = argument.slot == "self" and token.i in parsed.munitions
    if is_itself or (argument.slot in entry.theme and argument.slot != "self"):
        yield from themes_at(token, parsed)


def _of_actor(actor: Token, parsed: ParsedSentence) -> Iterator[Theme]:
    """Find munitions hung on an actor: "the sale to the Philippines of F-16 aircraft"."""
    for child in actor.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in objects_of(child):
                yield from themes_at(inner, parsed)


def _is_never(theme: Theme, entry: PredicateClass) -> bool:
    if theme.mention is None or not entry.never:
        return False
    concept = theme.mention.munition
    return bool(entry.never & {concept, *broader_munitions(concept)})


def _once(themes: Iterable[Theme]) -> Iterator[Theme]:
    starts: set[int] = set()
    for theme in themes:
        start = theme.mention.start if theme.mention is not None else -1
        if start not in starts:
            starts.add(start)
            yield theme


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
