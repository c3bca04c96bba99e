"""Find whom a pronoun, a definite noun or a first person stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.claims.actor import ActorKind, actors
from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.folding import fold
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.parsing import ParsedSentence

_FIRST = frozenset({"we", "us", "our", "ours", "i", "my", "me"})
_SECOND = frozenset({"you", "your", "yours"})
_THIRD = frozenset(
    {"it", "its", "they", "them", "their", "theirs", "he", "his", "him", "she", "her", "itself"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Discourse:
    """What a reader knows when a sentence comes: who was named before, and who is speaking.

    `before` holds the mentions of earlier sentences, nearest sentence first, each in order of the
    text; `subjects` the actors of those sentences' subjects where they were parsed.
    """

    before: Sequence[Sequence[ActorMention]]
    subjects: Mapping[int, tuple[str, ...]]
    speaker: tuple[str, ...] = ()
    home: str | None = None


def home_of_publisher(publisher: str | None) -> str | None:
    """Find the state whose "we" this publisher is, if it is a government."""
    if publisher is None:
        return None
    name = fold(publisher)
    return next(
        (state for part, state in reference_words().publishers.items() if part in name), None
    )


def referents(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield whom a noun or pronoun may stand for, likeliest first, each with the rule's id."""
    word = token.lower_
    if word in _FIRST or word in _SECOND:
        yield from _persons(token, parsed, discourse)
    elif word in _THIRD or (token.tag_ == "DT"):
        for found in _third(token, parsed, discourse):
            yield found, "pronoun"
    else:
        yield from _definite(token, parsed, discourse)


def _persons(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    for above in token.ancestors:
        if above.lemma_ in ("say", "tell", "add", "state", "declare") and token.lower_ in _FIRST:
            speaker = subject_actors(above, parsed)
            if speaker:
                yield speaker, "speaker"
    if token.lower_ in _FIRST and discourse.speaker:
        yield discourse.speaker, "speaker"
    elif discourse.home is not None:
        yield (discourse.home,), "publisher"


def subject_actors(verb: Token, parsed: ParsedSentence) -> tuple[str, ...]:
    """Find the actors named by a verb's subject."""
    from graph.ingest.read.roles import fillers_at

    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return tuple(a for f in fillers_at(child, parsed) for a in f.actors)
    return ()


def _third(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[str, ...]]:
    seen: set[tuple[str, ...]] = set()
    for found in (
        *_above(token, parsed),
        *_earlier_here(token, parsed),
        *_before(discourse),
    ):
        if found and found not in seen:
            seen.add(found)
            yield found


def _above(token: Token, parsed: ParsedSentence) -> Iterator[tuple[str, ...]]:
    for above in token.ancestors:
        if above.pos_ not in ("VERB", "AUX"):
            continue
        if any(child.i == token.i for child in above.children if child.dep_ in _SUBJECTS):
            continue
        subject = subject_actors(above, parsed)
        if subject:
            yield subject


def _earlier_here(token: Token, parsed: ParsedSentence) -> Iterator[tuple[str, ...]]:
    found: list[ActorMention] = []
    for index, mention in sorted(parsed.actors.items()):
        if index < token.i and mention not in found:
            found.append(mention)
    for mention in found:
        yield mention.actors


def _before(discourse: Discourse) -> Iterator[tuple[str, ...]]:
    for distance, mentions in enumerate(discourse.before):
        if discourse.subjects.get(distance):
            yield discourse.subjects[distance]
        for mention in mentions:
            yield mention.actors


def _definite(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    owner = next((c for c in token.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
    if owner is not None:
        for found, rule in referents(owner, parsed, discourse):
            yield found, f"{rule} possessor"
        return
    if not any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children):
        return
    words = reference_words()
    lemma = token.lemma_.lower()
    if any(c.lower_ in ("two", "both") for c in token.children):
        yield from _pair(token, parsed, discourse)
    elif lemma in words.country_nouns:
        allowed = words.country_nouns[lemma]
        kinds = frozenset({ActorKind.STATE, ActorKind.HISTORICAL_STATE})
        yield from _recent(token, parsed, discourse, allowed=allowed, kinds=kinds)
    elif lemma in words.group_nouns or token.lower_ in words.group_nouns:
        allowed = words.group_nouns.get(lemma, words.group_nouns.get(token.lower_, frozenset()))
        kinds = frozenset({ActorKind.NON_STATE, ActorKind.ORGANISATION})
        yield from _recent(token, parsed, discourse, allowed=allowed, kinds=kinds)
    elif discourse.home is not None:
        yield (discourse.home,), "publisher"


def _recent(
    token: Token,
    parsed: ParsedSentence,
    discourse: Discourse,
    *,
    allowed: frozenset[str],
    kinds: frozenset[ActorKind],
) -> Iterator[tuple[tuple[str, ...], str]]:
    for found in (*_earlier_here(token, parsed), *_before(discourse)):
        if len(found) == 1 and (found[0] in allowed if allowed else _kind(found[0]) in kinds):
            yield found, "definite noun"


def _kind(identifier: str) -> ActorKind:
    known = actors().get(identifier)
    return known.kind if known else ActorKind.NAMED


def _pair(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    named: list[str] = []
    for found in (*_earlier_here(token, parsed), *_before(discourse)):
        for actor in found:
            if actor not in named:
                named.append(actor)
        if len(named) >= 2:
            yield (named[0], named[1]), "the two"
            return
