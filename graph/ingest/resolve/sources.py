"""Who is said to know: the evidence source of a predicate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.claims.evidence import Source, SourceKind
from graph.ingest.resolve.ascribers import find_ascribers
from graph.ingest.resolve.carried import first_speaker, is_quoted, last_speaker
from graph.ingest.resolve.lexicon import words
from graph.ingest.resolve.saying import Ascriber
from graph.ingest.resolve.speakers import LEXICON, is_pronoun, kind_of, source_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """To whom the text ascribes a statement, and how.

    `start` and `end` are the source's words in code points of the predicate's Doc, -1 when the
    source was carried over from a neighbouring sentence or there is none. `verb` is the lemma of
    the word that ascribes. `hedged`: it doubts (alleges, suspects) or the source is unnamed;
    `denies`: it denies. `opposed` is the denial of what this source says ("Moscow rejects the
    claim of Kyiv that ..."). `reason` is the id of the rule and the words.
    """

    source: Source | None
    verb: str | None
    hedged: bool
    denies: bool
    reason: str
    start: int = -1
    end: int = -1
    opposed: Attribution | None = None


_NAME = r"(?P<name>[A-Z][\w’'.-]*(?:\s[\w’'.-]+){0,5})(?:,[^:\n]{0,40})?"
_LABEL = re.compile(rf"(?:{_NAME}:\s?[\"“]|\d\d:\d\d\s{_NAME.replace('?P<name>', '?P<timed>')}:\s)")

NO_ATTRIBUTION = Attribution(source=None, verb=None, hedged=False, denies=False, reason="")


def attribution_of(
    predicate: Token,
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> Attribution:
    """Find who is said to know what the predicate tells; the nearest who knows, when nested.

    `before` and `after` are texts of the neighbouring sentences of the same paragraph (or turn of
    an interview), in order of the text: a speaker is carried from them into quotes and
    continuations ("he added", "the report says").
    """
    nearest: Attribution | None = None
    for ascriber in find_ascribers(predicate):
        found = _attribution(ascriber, before)
        if nearest is None:
            nearest = found
            if found.denies or (found.source and not found.hedged):
                break
        elif found.denies and nearest.source is not None:
            return replace(nearest, opposed=found, hedged=True)
        elif nearest.source is None and found.source is not None:
            nearest = replace(found, hedged=found.hedged or nearest.hedged, denies=found.denies)
            break
    return nearest or _labelled(predicate) or _quoted(predicate, before, after)


def _labelled(predicate: Token) -> Attribution | None:
    """Read a speaker before a colon: 'The general: "..."', "14:32 Fiala: ..."."""
    match = _LABEL.match(predicate.doc.text)
    group = match.lastgroup if match is not None else None
    if match is None or group is None or predicate.idx < match.end(group):
        return None
    name = match[group].strip(" ,")
    return replace(
        NO_ATTRIBUTION,
        source=Source(name=name, kind=kind_of(name)),
        verb="say",
        reason=f"label: {name}",
        start=match.start(group),
        end=match.start(group) + len(name),
    )


def _attribution(ascriber: Ascriber, before: Sequence[str]) -> Attribution:
    lemma = ascriber.word.lemma_.lower()
    source, start, end = _named(ascriber, before)
    head = ascriber.source
    hedged = (
        ascriber.hedges
        or (source is not None and source.kind is SourceKind.ANONYMOUS)
        or (head is not None and head.lower_ in {"some", "others", "many"})
    )
    return Attribution(
        source=source,
        verb=lemma,
        hedged=hedged,
        denies=ascriber.denies,
        reason=f"{ascriber.rule}: {ascriber.word.text}",
        start=start,
        end=end,
    )


def _named(ascriber: Ascriber, before: Sequence[str]) -> tuple[Source | None, int, int]:
    head = ascriber.source
    if head is None:
        return None, -1, -1
    if not is_pronoun(head):
        named = source_of(head)
        if named is None:
            return None, -1, -1
        if head.lower_ in words(LEXICON, "takes_up") and named[0].name.lower() == head.lower_:
            carried = last_speaker(before) if _is_definite(head) else None
            if carried is not None:
                return carried, named[1], named[2]
        return named
    if head.lower_ not in words(LEXICON, "anaphors"):
        return None, -1, -1
    antecedent = next(_antecedents(head), None)
    if antecedent is not None:
        return source_of(antecedent) or (None, -1, -1)
    return last_speaker(before), -1, -1


def _is_definite(head: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that"} for child in head.children)


def _antecedents(pronoun: Token) -> Iterator[Token]:
    """Yield subjects of earlier verbs of the sentence that the pronoun may stand for."""
    for token in reversed(list(pronoun.doc[: pronoun.i])):
        is_subject = token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"PROPN", "NOUN"}
        if is_subject and token.head.lemma_.lower() in words(LEXICON, "verbs"):
            yield token


def _quoted(predicate: Token, before: Sequence[str], after: Sequence[str]) -> Attribution:
    """Carry the speaker into a quotation that goes on or is closed by the next sentence."""
    doc = predicate.doc
    text = "\n".join([*before, doc.text])
    position = len(text) - len(doc.text) + predicate.idx
    if not is_quoted(text, position):
        return NO_ATTRIBUTION
    began_here = is_quoted(doc.text, predicate.idx)
    source = (last_speaker(before[-1:]) if began_here else last_speaker(before)) or first_speaker(
        after
    )
    if source is None:
        return NO_ATTRIBUTION
    return replace(
        NO_ATTRIBUTION,
        source=source,
        verb="say",
        hedged=source.kind is SourceKind.ANONYMOUS,
        reason=f"quoted: {source.name}",
    )
