"""What each evidence source has claimed, how often alone, and how often contradicted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from graph.claims.evidence import SourceKind
from graph.claims.lookalikes import seen_name
from graph.network.bare import is_bare
from graph.network.cells import CellKey, NetworkClaim
from graph.network.contradictions import contests
from graph.network.disputes import disputing

OF_ARTICLE = "~"
"""Stands in an id between the words for a source and the article that does not name it."""

Cells = Mapping[CellKey, Sequence[NetworkClaim]]
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTold:
    """An evidence source over all claims that name it, whatever their stage and status.

    - `name` is its commonest spelling, `kinds` come commonest first;
    - `article`: the one that it is a source of, where it is not named ("a panel") and may be
      another elsewhere; None for a name;
    - `relationships`: suppliers, recipients and munitions of which it says something;
    - `alone`: those of them whose every claim that says yes names this source;
    - `contradicted`: its claims against which some other source, or an article by itself, speaks;
    - `first_reported`, `last_reported`: publication days.
    """

    id: str
    name: str
    kinds: tuple[SourceKind, ...]
    article: str | None
    claims: int
    articles: int
    relationships: int
    alone: int
    contradicted: int
    first_reported: date | None
    last_reported: date | None


@dataclass(slots=True, kw_only=True)
class _Heard:
    """What was heard of a source so far."""

    claims: list[NetworkClaim] = field(default_factory=list)
    cells: set[CellKey] = field(default_factory=set)
    alone: int = 0


@lru_cache(maxsize=16384)
def source_id(name: str) -> str:
    """Make the id of a source: its words in lower case, with hyphens; an id stays as it is."""
    words, mark, article = seen_name(name).partition(OF_ARTICLE)
    made = "-".join(_WORD.findall(words.casefold())) or words.casefold()
    return f"{made}{mark}{article}"


def source_of(placed: NetworkClaim) -> str | None:
    """Give the id of a claim's source, which is its article's own where it is not named."""
    source = placed.brief.source
    if source is None:
        return None
    made = source_id(source.name)
    return f"{made}{OF_ARTICLE}{placed.article.id}" if is_bare(source.name) else made


def sources(cells: Cells) -> tuple[SourceTold, ...]:
    """Sum up the claims of every source: most claims first, then by id."""
    heard: dict[str, _Heard] = {}
    for key, claims in cells.items():
        for placed in claims:
            voice = source_of(placed)
            if voice is not None:
                of_source = heard.setdefault(voice, _Heard())
                of_source.claims.append(placed)
                of_source.cells.add(key)
        voices = {source_of(placed) for placed in claims if placed.is_supply}
        only = voices.pop() if len(voices) == 1 else None
        if only is not None:
            heard[only].alone += 1
    contradicted = Counter(source_of(placed) for placed in contradicted_claims(cells, source_of))
    found = [_told(voice, of_source, contradicted[voice]) for voice, of_source in heard.items()]
    return tuple(sorted(found, key=lambda one: (-one.claims, one.id)))


def claims_of_source(cells: Cells, identifier: str) -> list[NetworkClaim]:
    """List the claims that name a source, in no particular order."""
    return [
        placed
        for claims in cells.values()
        for placed in claims
        if placed.brief.source is not None and source_of(placed) == identifier
    ]


def contradicted_claims(
    cells: Cells, voice_of: Callable[[NetworkClaim], str | None]
) -> Iterable[NetworkClaim]:
    """Find the claims against which another voice speaks, and each of them once."""
    noes: dict[tuple[str, str], list[NetworkClaim]] = {}
    for (supplier, recipient, _), claims in cells.items():
        disputing_ones = [placed for placed in claims if placed.disputes]
        if disputing_ones:
            noes.setdefault((supplier, recipient), []).extend(disputing_ones)
    found: dict[int, NetworkClaim] = {}
    for (supplier, recipient, munition), claims in cells.items():
        disputed = disputing(munition)
        against = [
            no for no in noes.get((supplier, recipient), ()) if no.brief.munition in disputed
        ]
        for no in against:
            for placed in claims:
                if placed.is_supply and voice_of(placed) != voice_of(no) and contests(placed, no):
                    found[id(placed)] = placed
                    found[id(no)] = no
    return found.values()


def _told(voice: str, heard: _Heard, contradicted: int) -> SourceTold:
    named = [placed.brief.source for placed in heard.claims if placed.brief.source is not None]
    names = Counter(source.name for source in named)
    kinds = Counter(source.kind for source in named)
    articles = {placed.article.id: placed.article.published for placed in heard.claims}
    reported = [day for day in articles.values() if day is not None]
    return SourceTold(
        id=voice,
        name=min(names, key=lambda name: (-names[name], name)),
        kinds=tuple(sorted(kinds, key=lambda kind: (-kinds[kind], kind))),
        article=voice.partition(OF_ARTICLE)[2] or None,
        claims=len(heard.claims),
        articles=len(articles),
        relationships=len(heard.cells),
        alone=heard.alone,
        contradicted=contradicted,
        first_reported=min(reported, default=None),
        last_reported=max(reported, default=None),
    )
