"""Find whom a pronoun, a definite noun or a first person stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.claims.actor import ActorKind, actors
from graph.ingest.lexicons.actors import named_groups
from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.folding import fold
from graph.ingest.read.matching import is_whole
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.roles import filler_of, fillers_at

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HEADS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "attr", "ROOT", "poss"}
)

_STATES = frozenset({ActorKind.STATE, ActorKind.HISTORICAL_STATE})
_GROUPS = frozenset({ActorKind.NON_STATE, ActorKind.ORGANISATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Salient:
    """An actor that a sentence speaks of; subjects are likelier to be referred to."""

    actors: tuple[str, ...]
    is_subject: bool
    is_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Discourse:
    """What a reader knows when a sentence comes.

    `before` holds what the sentences before spoke of, `named` all mentions before it in the
    article, both nearest first; `speaker` who talks (of a transcript), `home` whose "we" the
    publisher is, `topic` whom the line or section is about.
    """

    before: Sequence[Sequence[Salient]]
    named: Sequence[ActorMention]
    speaker: tuple[str, ...] = ()
    home: str | None = None
    topic: tuple[str, ...] = ()


def home_of_publisher(publisher: str | None, named: Sequence[ActorMention]) -> str | None:
    """Find the state whose "we" this publisher is, if it is a government.

    `named` are the actors in the publisher's name: an office and a state are a government, a
    newspaper about them is not.
    """
    if publisher is None:
        return None
    name = fold(publisher)
    words = reference_words()
    if _has_part(_unofficial(name, named), words.publishing_press):
        return None
    publishers = words.publishers.items()
    known = next((state for part, state in publishers if _has_part(name, (part,))), None)
    first = next((one for one in named if not _is_language(one, name)), None)
    if known is not None or first is None:
        return known
    office = _has_part(name, words.publishing_offices)
    return first.actors[0] if office or first.form is ActorForm.INSTITUTION else None


def _is_language(mention: ActorMention, name: str) -> bool:
    """Tell whether an adjective in brackets says the language: "Ministry (English version)"."""
    before = name[: mention.start]
    return mention.form is ActorForm.ADJECTIVE and before.rfind("(") > before.rfind(")")


def _unofficial(name: str, named: Sequence[ActorMention]) -> str:
    """Leave out what an institution is called and publishes: "Defence Procurement Agency"."""
    for mention in named:
        if mention.form is ActorForm.INSTITUTION:
            blank = " " * (mention.end - mention.start)
            name = name[: mention.start] + blank + name[mention.end :]
    for phrase in reference_words().publishing_official:
        name = name.replace(phrase, " ")
    return name


def _has_part(name: str, parts: Iterable[str]) -> bool:
    """Tell whether one of the parts stands in the name as whole words."""
    for part in parts:
        start = name.find(part)
        while start >= 0:
            if is_whole(name, start, start + len(part)):
                return True
            start = name.find(part, start + 1)
    return False


def salient_of(parsed: ParsedSentence) -> tuple[Salient, ...]:
    """List the actors a sentence speaks of: subjects first, then others in order."""
    found: list[Salient] = []
    for token in parsed.doc:
        if token.dep_ not in _HEADS:
            continue
        filler = filler_of(token, parsed)
        if filler is not None and filler.actors and filler.mention is not None:
            person = filler.mention.form is ActorForm.PERSON or _is_leader(token)
            found.append(
                Salient(actors=filler.actors, is_subject=token.dep_ in SUBJECTS, is_person=person)
            )
    return tuple(sorted(found, key=lambda one: not one.is_subject))


def _is_leader(token: Token) -> bool:
    return token.lower_ in reference_words().persons


def referents(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield whom a noun or pronoun may stand for, likeliest first, each with the rule's id."""
    words = reference_words()
    if token.lower_ in words.first or token.lower_ in words.second:
        yield from _persons(token, parsed, discourse)
    elif discourse.topic and (token.lower_ in words.third or token.pos_ in ("NOUN", "PROPN")):
        yield discourse.topic, "topic"
    elif token.lower_ in words.third:
        for found in _third(token, parsed, discourse):
            yield found, "pronoun"
    elif token.tag_ not in ("DT", "PRP", "PRP$"):
        yield from _definite(token, parsed, discourse)


def _persons(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    words = reference_words()
    first = token.lower_ in words.first
    if first:
        for above in token.ancestors:
            if above.lemma_ in words.speaking and (said := subject_actors(above, parsed)):
                yield said, "speaker"
        if discourse.speaker:
            yield discourse.speaker, "speaker"
            return
    if discourse.home is not None:
        yield (discourse.home,), "publisher"


def subject_actors(verb: Token, parsed: ParsedSentence) -> tuple[str, ...]:
    """Find the actors named by a verb's subject."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return tuple(a for f in fillers_at(child, parsed) for a in f.actors)
    return ()


def _third(token: Token, parsed: ParsedSentence, discourse: Discourse) -> Iterator[tuple[str, ...]]:
    seen: set[tuple[str, ...]] = set()
    person = token.lower_ in reference_words().personal
    for found in (*_above(token, parsed), *_near(token, parsed, discourse, person=person)):
        if found and found not in seen:
            seen.add(found)
            yield found


def _above(token: Token, parsed: ParsedSentence) -> Iterator[tuple[str, ...]]:
    below = token
    for above in token.ancestors:
        coordinated, below = below.dep_ == "conj", above
        if above.pos_ not in ("VERB", "AUX") or (coordinated and token.dep_ not in SUBJECTS):
            continue
        if any(child.i == token.i for child in above.children if child.dep_ in SUBJECTS):
            continue
        if subject := subject_actors(above, parsed):
            yield subject


def _near(
    token: Token, parsed: ParsedSentence, discourse: Discourse, *, person: bool
) -> Iterator[tuple[str, ...]]:
    here = [one for one in _earlier(token, parsed) if one.is_person or not person]
    is_subject = token.dep_ in SUBJECTS
    yield from (one.actors for one in here if one.is_subject is is_subject)
    if is_subject:
        yield from (one.actors for one in here if not one.is_subject)
    elif not person:
        yield from _objects_before(token, parsed)
    for sentence in discourse.before:
        for salient in sentence:
            if salient.is_person or not person:
                yield salient.actors


def _objects_before(token: Token, parsed: ParsedSentence) -> Iterator[tuple[str, ...]]:
    """Yield the actors named after the last verb before the token, however they were parsed."""
    verbs = [other for other in parsed.doc[: token.i] if other.pos_ == "VERB"]
    for verb in reversed(verbs[:-1]):
        mentions = (parsed.actors.get(index) for index in range(verb.i + 1, token.i))
        named = [m for m in mentions if m is not None and m.form is ActorForm.NAME]
        if named:
            yield named[-1].actors
            return


def _earlier(token: Token, parsed: ParsedSentence) -> Iterator[Salient]:
    """Yield what the sentence itself spoke of before the token, nearest first."""
    for index in range(token.i - 1, -1, -1):
        other = parsed.doc[index]
        if other.dep_ not in _HEADS:
            continue
        filler = filler_of(other, parsed)
        if filler is not None and filler.actors and filler.mention is not None:
            yield Salient(
                actors=filler.actors,
                is_subject=other.dep_ in SUBJECTS,
                is_person=filler.mention.form is ActorForm.PERSON or _is_leader(other),
            )


def _definite(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    owner = next((c for c in token.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
    if owner is not None and any(c.lower_ == "own" for c in token.children):
        return
    if owner is not None:
        for found, rule in referents(owner, parsed, discourse):
            yield found, f"{rule} possessor"
        return
    words = reference_words()
    if not any(c.lower_ in words.definite for c in token.children):
        return
    if any(c.lower_ in words.dual for c in token.children):
        yield from _pair(token, parsed, discourse)
        return
    if discourse.home is not None and {token.lemma_.lower(), token.lower_} & words.offices:
        yield (discourse.home,), "publisher"
    yield from _by_kind(token, parsed, discourse)


def _by_kind(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    words = reference_words()
    for noun in (token.lower_, token.lemma_.lower()):
        if noun in words.country_nouns:
            yield from _recent(token, parsed, discourse, words.country_nouns[noun], _STATES)
            return
        if noun in words.group_nouns:
            yield from _recent(token, parsed, discourse, words.group_nouns[noun], _GROUPS)
            return


def _recent(
    token: Token,
    parsed: ParsedSentence,
    discourse: Discourse,
    allowed: frozenset[str],
    kinds: frozenset[ActorKind],
) -> Iterator[tuple[tuple[str, ...], str]]:
    near = (
        *(salient.actors for salient in _earlier(token, parsed)),
        *(salient.actors for sentence in discourse.before for salient in sentence),
    )
    if allowed:
        # "The kingdom" is the one that the article is about, not the one it named last.
        named = Counter(mention.actors for mention in discourse.named)
        near = tuple(sorted(near, key=lambda found: -named[found]))
    far = tuple(mention.actors for mention in discourse.named) if allowed else ()
    for found in (*near, discourse.topic, *far):
        if len(found) == 1 and (found[0] in allowed if allowed else _kind(found[0]) in kinds):
            yield found, "definite noun"


def _kind(identifier: str) -> ActorKind:
    known = actors().get(identifier)
    if known is not None:
        return known.kind
    return ActorKind.NON_STATE if identifier in named_groups() else ActorKind.NAMED


def _pair(
    token: Token, parsed: ParsedSentence, discourse: Discourse
) -> Iterator[tuple[tuple[str, ...], str]]:
    named: list[str] = []
    near = (
        *(salient.actors for salient in _earlier(token, parsed)),
        *(salient.actors for sentence in discourse.before for salient in sentence),
    )
    for found in near:
        named.extend(actor for actor in found if actor not in named)
    if len(named) >= 2:
        yield (named[0], named[1]), "the two"
