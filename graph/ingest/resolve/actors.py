"""Settle which actor an ambiguous name stands for, or whether it stands for one at all."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.claims.actor import actors
from graph.ingest.lexicons.actors import ActorName, ActorNameKind, Company, ContextRule, offices
from graph.ingest.lexicons.cues import actor_cues
from graph.ingest.read.folding import fold
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.resolve.lexicon import numbers

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_NEAR = 120
_UNION_SINCE = 1993
"""The year in which there came to be a European Union that Brussels could speak for."""
_FORMS = {
    ActorNameKind.ADJECTIVE: ActorForm.ADJECTIVE,
    ActorNameKind.LEADER: ActorForm.PERSON,
    ActorNameKind.GOVERNMENT: ActorForm.INSTITUTION,
    ActorNameKind.MINISTRY: ActorForm.INSTITUTION,
    ActorNameKind.FORCES: ActorForm.INSTITUTION,
    ActorNameKind.AGENCY: ActorForm.INSTITUTION,
}
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+|[^\W\d_]{1,2}\.)\s\Z")
"""A point after more than two letters ends a sentence ("in May. Chad"); "J." and "Dr." do not."""
_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"[\"'(\[]")
_WORD_AFTER = re.compile(r"\s([^\W\d_]+)")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:\"'\n(]\s*)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A name found in the text, with all that it may stand for."""

    start: int
    end: int
    text: str
    names: tuple[ActorName, ...]
    company: Company | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The article around the names: its text, also folded, and when and by whom published."""

    text: str
    folded: str
    published: date | None
    publisher: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the certain names of an article say: actors with places in order, and forms by actor.

    `at_home` holds the companies (form and state) that the article takes for their states.
    """

    places: Mapping[str, tuple[int, ...]]
    forms: Mapping[str, frozenset[str]]
    at_home: frozenset[tuple[str, str]] = frozenset()


def settle(candidates: Sequence[Candidate], around: Surroundings) -> tuple[ActorMention, ...]:
    """Decide every candidate by the rules of its names (see `ContextRule`)."""
    known = _known(candidates, around)
    known = replace(known, at_home=frozenset(_at_home(candidates, around, known)))
    found: list[ActorMention] = []
    for candidate in candidates:
        mention = _mention(candidate, around, known)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _known(candidates: Sequence[Candidate], around: Surroundings) -> _Known:
    places: dict[str, list[int]] = {}
    forms: dict[str, set[str]] = {}
    for candidate in candidates:
        certain = {
            name.actor
            for name in candidate.names
            if name.actor and _is_certain(name, candidate, around)
        }
        if len(certain) == 1:
            actor = certain.pop()
            places.setdefault(actor, []).append(candidate.start)
            forms.setdefault(actor, set()).add(fold(candidate.text))
    return _Known(
        places={actor: tuple(found) for actor, found in places.items()},
        forms={actor: frozenset(found) for actor, found in forms.items()},
    )


def _is_certain(name: ActorName, candidate: Candidate, around: Surroundings) -> bool:
    """Tell whether a name counts whatever else the article names ("the US", "Washington said")."""
    return all(
        rule in _LOCAL and _RULES[rule](name, candidate, around, _NOTHING_KNOWN)
        for rule in name.context
    )


def _mention(candidate: Candidate, around: Surroundings, known: _Known) -> ActorMention | None:
    fitting = [
        name
        for name in candidate.names
        if name.actor and all(_RULES[rule](name, candidate, around, known) for rule in name.context)
    ]
    if fitting:
        name = _by_era(fitting, candidate, around)
        form = _FORMS.get(name.kind, ActorForm.NAME)
        return _made(candidate, name.actor, form)
    if candidate.company is not None:
        home = candidate.company.home
        is_home = home is not None and (fold(candidate.text), home) in known.at_home
        actor = home if home is not None and is_home else candidate.company.id
        return _made(candidate, actor, ActorForm.COMPANY)
    return None


def _made(candidate: Candidate, actor: str, form: ActorForm) -> ActorMention:
    return ActorMention(
        start=candidate.start, end=candidate.end, text=candidate.text, actors=(actor,), form=form
    )


def _at_home(
    candidates: Sequence[Candidate], around: Surroundings, known: _Known
) -> Iterator[tuple[str, str]]:
    """Take a company for its state where a line that names it names its state too."""
    pairs = {(fold(c.text), c.company.home) for c in candidates if c.company and c.company.home}
    if not pairs:
        return
    is_deal = actor_cues().government_deal.search(around.folded) is not None
    ends = [match.start() for match in re.finditer("\n", around.text)]
    for form, home in pairs:
        lines = {bisect_left(ends, place) for place in known.places.get(home, ())}
        if is_deal or any(
            bisect_left(ends, match.start()) in lines
            for match in re.finditer(re.escape(form), around.folded)
        ):
            yield form, home


def _by_era(names: Sequence[ActorName], candidate: Candidate, around: Surroundings) -> ActorName:
    if len({name.actor for name in names}) == 1:
        return names[0]
    year = _year_near(candidate, around)
    for name in sorted(names, key=lambda one: one.until_year is None):
        if (name.from_year or 0) <= year <= (name.until_year or 9999):
            return name
    return next((name for name in names if name.until_year is None), names[0])


def _year_near(candidate: Candidate, around: Surroundings) -> int:
    start, end = max(0, candidate.start - 200), candidate.end + 200
    years = [
        (abs(match.start() - candidate.start), int(match.group()))
        for match in _YEAR.finditer(around.text, start, min(end, len(around.text)))
    ]
    if years:
        return min(years)[1]
    return around.published.year if around.published else date.max.year


def _always(*_: object) -> bool:
    return True


def _case(name: ActorName, candidate: Candidate, _around: Surroundings, _known: _Known) -> bool:
    return candidate.text == name.form


def _needs_title(
    name: ActorName, candidate: Candidate, around: Surroundings, known: _Known
) -> bool:
    start = max(0, candidate.start - 40)
    before = _OPENING.sub(" ", around.folded[start : candidate.start]).rstrip()
    if before.endswith(_titles()) or (start == 0 and f" {before}".endswith(_titles())):
        return True
    form = fold(name.form)
    return any(
        other != form and (other.endswith(" " + form) or other.startswith(form + " "))
        for other in known.forms.get(name.actor, ())
    )


@functools.cache
def _titles() -> tuple[str, ...]:
    held = (f" {office.title}" for office in offices())
    return tuple({*held, *(f" {title}" for title in actor_cues().titles)})


def _needs_country(
    name: ActorName, _candidate: Candidate, around: Surroundings, known: _Known
) -> bool:
    register = actors().get(name.actor)
    wanted = {name.actor, register.home if register and register.home else name.actor}
    publisher = _WORD.findall(fold(around.publisher or ""))
    return not wanted.isdisjoint(known.places) or fold(name.actor) in publisher


def _not_us_state(
    _name: ActorName, candidate: Candidate, around: Surroundings, _known: _Known
) -> bool:
    return actor_cues().us_state.search(around.folded, *_window(candidate, around)) is None


def _not_person(
    _name: ActorName, candidate: Candidate, around: Surroundings, _known: _Known
) -> bool:
    before = _WORD_BEFORE.search(around.text, max(0, candidate.start - 30), candidate.start)
    if before is None or not before.group(1)[0].isupper() or candidate.text.isupper():
        return True
    start = before.start(1)
    opens = _SENTENCE_START.search(around.text, max(0, start - 4), start)
    return opens is not None or fold(before.group(1)) in _plain_before()


@functools.cache
def _plain_before() -> frozenset[str]:
    words = {word for office in offices() for word in office.title.split()}
    times = {fold(word) for table in ("months", "weekdays") for word in numbers("dates", table)}
    plain = {"and", "of", "the", "in", "to", "north", "new"}
    return frozenset({*words, *times, *actor_cues().titles, *plain})


def _not_name_part(
    _name: ActorName, candidate: Candidate, around: Surroundings, _known: _Known
) -> bool:
    after = _WORD_AFTER.match(around.text, candidate.end)
    if after is None or candidate.text.isupper():
        return True
    word = after.group(1)
    return not word[0].isupper() or word.isupper() or fold(word) in _plain_before()


def _korea(name: ActorName, candidate: Candidate, _around: Surroundings, known: _Known) -> bool:
    return name.actor == (_nearest(("PRK", "KOR"), candidate, known) or "KOR")


def _congo(name: ActorName, candidate: Candidate, _around: Surroundings, known: _Known) -> bool:
    return name.actor == (_nearest(("COD", "COG"), candidate, known) or "COD")


def _dominica(name: ActorName, candidate: Candidate, _around: Surroundings, known: _Known) -> bool:
    return name.actor == (_nearest(("DMA", "DOM"), candidate, known) or "DOM")


def _nearest(pair: tuple[str, str], candidate: Candidate, known: _Known) -> str | None:
    """Choose of two states the one named nearest, before rather than after."""
    best: tuple[int, str] | None = None
    for actor in pair:
        places = known.places.get(actor, ())
        after = bisect_left(places, candidate.start)
        distances = [candidate.start - place for place in places[max(0, after - 1) : after]]
        distances += [10**6 + place for place in places[after : after + 1]]
        if distances and (best is None or min(distances) < best[0]):
            best = (min(distances), actor)
    return best[1] if best else None


def _brussels(name: ActorName, candidate: Candidate, around: Surroundings, _known: _Known) -> bool:
    cues = actor_cues()
    window = _window(candidate, around)
    if cues.european_union.search(around.folded, *window):
        return name.actor == "european-union"
    if cues.nato.search(around.folded, *window):
        return name.actor == "nato"
    belgian = cues.belgium.search(around.folded, *window) is not None
    if belgian or _year_near(candidate, around) < _UNION_SINCE:
        return name.actor == "BEL"
    return name.actor == "european-union"


def _court(_name: ActorName, candidate: Candidate, around: Surroundings, _known: _Known) -> bool:
    return actor_cues().court.search(around.folded, *_window(candidate, around)) is None


def _window(candidate: Candidate, around: Surroundings) -> tuple[int, int]:
    return max(0, candidate.start - _NEAR), min(len(around.text), candidate.end + _NEAR)


_RULES: Mapping[ContextRule, Callable[[ActorName, Candidate, Surroundings, _Known], bool]] = {
    ContextRule.CASE: _case,
    ContextRule.NEEDS_TITLE: _needs_title,
    ContextRule.NEEDS_COUNTRY: _needs_country,
    ContextRule.NOT_US_STATE: _not_us_state,
    ContextRule.NOT_PERSON: _not_person,
    ContextRule.NOT_NAME_PART: _not_name_part,
    ContextRule.ERA: _always,
    ContextRule.CONGO: _congo,
    ContextRule.KOREA: _korea,
    ContextRule.DOMINICA: _dominica,
    ContextRule.BRUSSELS: _brussels,
    ContextRule.COURT: _court,
}
_LOCAL = frozenset(
    {ContextRule.CASE, ContextRule.NOT_US_STATE, ContextRule.NOT_PERSON, ContextRule.NOT_NAME_PART}
)
"""Rules that ask only about the words beside the name."""
_NOTHING_KNOWN = _Known(places={}, forms={})
