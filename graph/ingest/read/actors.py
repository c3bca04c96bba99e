"""Find the names of actors in an article."""

from __future__ import annotations

import functools
import re

from graph.claims.article import Article
from graph.ingest.lexicons.actors import ActorName, ActorNameKind, Company, actor_names, companies
from graph.ingest.lexicons.cues import actor_cues
from graph.ingest.read.folding import fold
from graph.ingest.read.matching import Match, Matcher, longest
from graph.ingest.read.mentions import ActorMention
from graph.ingest.resolve.actors import Candidate, Surroundings, settle

_PREFIX = re.compile(r"([a-z]+)-\Z")
_SUFFIX = re.compile(r"-([a-z]+)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.){2,}\Z")


def find_actors(article: Article) -> tuple[ActorMention, ...]:
    """Find the actors that an article names, in order; ambiguous names are settled by context."""
    return _find(article.text, article)


def find_title_actors(article: Article) -> tuple[ActorMention, ...]:
    """Find the actors that an article's title names; offsets count from the title's start."""
    return _find(article.title, article) if article.title else ()


def find_publisher_actors(article: Article) -> tuple[ActorMention, ...]:
    """Find the actors in the name of an article's publisher; offsets count from its start."""
    return _find(article.publisher, article) if article.publisher else ()


def _find(text: str, article: Article) -> tuple[ActorMention, ...]:
    folded = fold(text)
    found = [
        Match(start=match.start, end=match.end, entry=entries)
        for match in _matcher().find_all(folded)
        if (entries := _spelt(text, match))
    ]
    candidates = tuple(
        Candidate(
            start=match.start,
            end=match.end,
            text=text[match.start : match.end],
            names=tuple(entry for entry in match.entry if isinstance(entry, ActorName)),
            company=next((entry for entry in match.entry if isinstance(entry, Company)), None),
        )
        for match in longest(found)
    )
    around = Surroundings(
        text=text, folded=folded, published=article.published, publisher=article.publisher
    )
    acting = [one for one in candidates if _acts(folded, one)]
    return settle(acting, around)


@functools.cache
def _matcher() -> Matcher[tuple[ActorName | Company, ...]]:
    entries: dict[str, list[ActorName | Company]] = {}
    for name in actor_names():
        entries.setdefault(fold(name.form), []).append(name)
    for company in companies():
        entries.setdefault(fold(company.form), []).append(company)
    return Matcher({form: tuple(found) for form, found in entries.items()})


def _spelt(
    text: str, match: Match[tuple[ActorName | Company, ...]]
) -> tuple[ActorName | Company, ...]:
    """Keep the entries whose capitals the text has."""
    words = text[match.start : match.end]
    return tuple(entry for entry in match.entry if _has_capitals(words, entry))


def _has_capitals(words: str, entry: ActorName | Company) -> bool:
    form = entry.form
    if words == form:
        return True
    if isinstance(entry, ActorName) and "case" in entry.context:
        return False
    if len(form) <= 4 and form.isupper():
        return False
    if words.isupper():
        return len(words) > 3 or _INITIALS.match(words) is not None
    return all(
        have[:1].isupper() or not want[:1].isupper()
        for have, want in zip(words.split(), form.split(), strict=False)
    ) and (words[:1].isupper() or not form[:1].isupper())


def _acts(folded: str, one: Candidate) -> bool:
    """Tell whether the name stands for itself, and is no part of "pro-Russian", "Iran-backed"."""
    cues = actor_cues()
    before = _PREFIX.search(folded, max(0, one.start - 12), one.start)
    if before and before.group(1) in cues.prefixes:
        return False
    after = _SUFFIX.match(folded, one.end)
    if after and after.group(1) in cues.suffixes:
        return False
    return any(name.kind is not ActorNameKind.NOT_ACTOR for name in one.names) or (
        one.company is not None
    )
