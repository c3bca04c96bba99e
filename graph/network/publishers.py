"""What each publisher has printed: how much, how fast, how often alone, how often contradicted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.claims.publisher import publisher_id
from graph.network.cells import CellKey, NetworkClaim
from graph.network.headings import Printed
from graph.network.sources import Cells, contradicted_claims


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherTold:
    """A publisher over all of its articles that stand.

    - `name` is its commonest spelling, `spellings` how many there are;
    - `per_day`: articles over the days from the first to the last; `peak` the most on one day,
      `peak_day` the first such day; of articles whose day is known;
    - `copies`: its articles with claims that copy an older one, whoever printed that;
    - `relationships`: suppliers, recipients and munitions of which it says something; `alone` those
      of them that nobody else tells of, `share_alone` as a share;
    - `contradicted`: its claims against which some other publisher speaks;
    - `muted`: people decided that what it prints establishes nothing.
    """

    id: str
    name: str
    spellings: int
    articles: int
    claims: int
    copies: int
    per_day: float
    peak: int
    peak_day: date | None
    relationships: int
    alone: int
    contradicted: int
    muted: bool
    first_reported: date | None
    last_reported: date | None

    @property
    def share_alone(self) -> float:
        """The share of what it tells of that nobody else tells of."""
        return round(self.alone / self.relationships, 3) if self.relationships else 0.0


@dataclass(slots=True)
class _Heard:
    names: Counter[str] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    claims: int = 0
    telling: set[str] = field(default_factory=set)
    cells: set[CellKey] = field(default_factory=set)
    alone: int = 0


def publisher_of(placed: NetworkClaim) -> str | None:
    """Give the id of the publisher of a claim's article."""
    return publisher_id(placed.article.publisher or "") or None


def publishers(printed: Printed) -> tuple[PublisherTold, ...]:
    """Sum up what every publisher printed: most articles first, then by id."""
    heard: dict[str, _Heard] = {}
    for (name, day), number in printed.articles.items():
        if name and publisher_id(name):
            one = heard.setdefault(publisher_id(name), _Heard())
            one.names[name] += number
            if day is not None:
                one.days[day] += number
    for key, claims in printed.cells.items():
        telling = _by_publisher(claims)
        for voice, told in telling.items():
            heard[voice].claims += len(told)
            heard[voice].telling.update(placed.article.id for placed in told)
            heard[voice].cells.add(key)
            heard[voice].alone += telling.keys() == {voice} and len(told) == len(claims)
    against = contradicted_claims(printed.cells, publisher_of)
    contradicted = Counter(publisher_of(placed) for placed in against)
    found = [_told(voice, one, contradicted[voice], printed) for voice, one in heard.items()]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.id)))


def claims_of_publisher(cells: Cells, identifier: str) -> list[NetworkClaim]:
    """List the claims of the articles of a publisher, in no particular order."""
    claims = (placed for told in cells.values() for placed in told)
    return [placed for placed in claims if publisher_of(placed) == identifier]


def _by_publisher(claims: Sequence[NetworkClaim]) -> dict[str, list[NetworkClaim]]:
    told: dict[str, list[NetworkClaim]] = {}
    for placed in claims:
        voice = publisher_of(placed)
        if voice is not None:
            told.setdefault(voice, []).append(placed)
    return told


def _told(voice: str, heard: _Heard, contradicted: int, printed: Printed) -> PublisherTold:
    first, last = min(heard.days, default=None), max(heard.days, default=None)
    span = 1 + (last - first).days if first is not None and last is not None else 1
    peak_day = min(heard.days, key=lambda day: (-heard.days[day], day), default=None)
    return PublisherTold(
        id=voice,
        name=min(heard.names, key=lambda name: (-heard.names[name], name)),
        spellings=len(heard.names),
        articles=heard.names.total(),
        claims=heard.claims,
        copies=sum(printed.first(article) != article for article in heard.telling),
        per_day=round(heard.days.total() / span, 3),
        peak=heard.days[peak_day] if peak_day is not None else 0,
        peak_day=peak_day,
        relationships=len(heard.cells),
        alone=heard.alone,
        contradicted=contradicted,
        muted=voice in printed.muted,
        first_reported=first,
        last_reported=last,
    )
