"""The names that actors go by, the companies, and the offices that speak for a state.

`actor_names.csv` has one surface form a row: `actor,form,kind,from,until,context`. Forms are NFC
with the straight apostrophe and match with their capitals; the longest form wins; possessives,
plural `'s`, hyphens and all-capital headlines are the matcher's business. `from` and `until` are
inclusive years in which the form stands for the actor (for a leader: the years in office that we
can vouch for), empty where open. A row with an empty form and the context `none` says that the
actor has no such name. Rows of kind `not-actor` name no actor: being longer, they keep a part of
theirs from being taken for one (`South China Sea`). `context` lists the rules, joined by `;`, that
must hold before the form counts; what each asks is told at `ContextRule` and in the README beside.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from graph.errors import LexiconError

_NAMES = "actor_names.csv"
_COMPANIES = "companies.csv"
_OFFICES = "offices.csv"
_COMPANY_ID = re.compile(r"name:[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_YEAR = re.compile(r"[12][0-9]{3}\Z")


class ActorNameKind(StrEnum):
    """What sort of name a form is."""

    NAME = "name"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    FORCES = "forces"
    AGENCY = "agency"
    LEADER = "leader"
    GROUP = "group"
    NOT_ACTOR = "not-actor"


class ContextRule(StrEnum):
    """What must hold before a form counts as a mention of its actor.

    - `case`: the text has the form in exactly these capitals, outside an all-capital line
      (`US`, not `us`; `IS`, `MAY`).
    - `needs-title`: a surname that others bear or that is a word; it counts beside a title of
      `offices.csv`, or after a longer form of the same actor that ends or begins with it.
    - `needs-country`: another form of the actor, or of its home state, that needs nothing but the
      words beside it is in the article, or the publisher is of that state (`Congress`, `SAF`).
    - `not-us-state`: no sign of the American place (`Georgia, Atlanta`, `Ga.`, a governor, another
      state of the union in the list).
    - `not-person`: no given name before it and no surname after it (`Michael Jordan`).
    - `not-name-part`: no capitalised common noun follows that makes it part of another proper name
      (`Paris Agreement`, `Kyiv Independent`).
    - `era`: several actors share the form, or it has its years; the one whose years hold the time
      that the sentence speaks of, the one without an end where it tells no time.
    - `congo`, `korea`, `dominica`: two states share the form; the one that another form in the
      article names, the nearest before it first; where none does, South Korea, the Democratic
      Republic of the Congo and the Dominican Republic.
    - `brussels`: Belgium, the European Union or NATO, by the words beside it; where nothing
      decides, the Union, or Belgium in the years before there was one.
    - `court`: the government of the Netherlands, unless a court, tribunal or prosecutor is near.
    """

    CASE = "case"
    NEEDS_TITLE = "needs-title"
    NEEDS_COUNTRY = "needs-country"
    NOT_US_STATE = "not-us-state"
    NOT_PERSON = "not-person"
    NOT_NAME_PART = "not-name-part"
    ERA = "era"
    CONGO = "congo"
    KOREA = "korea"
    DOMINICA = "dominica"
    BRUSSELS = "brussels"
    COURT = "court"


class OfficeRank(StrEnum):
    """Whether a title is held by a person or is a body of the state."""

    OFFICE = "office"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """One form; `actor` is empty for kind `not-actor`; years are inclusive, None where open."""

    actor: str
    form: str
    kind: ActorNameKind
    from_year: int | None
    until_year: int | None
    context: tuple[ContextRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One form of a company; `id` is its `name:` slug, `home` None when it is multinational."""

    form: str
    id: str
    home: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A lower-case title or body that makes the state beside it the one that acts."""

    title: str
    rank: OfficeRank


@functools.cache
def actor_names() -> tuple[ActorName, ...]:
    """Read all forms of all actors, in file order; raise LexiconError on a malformed row."""
    return tuple(_name(line, row) for line, row in _rows(_NAMES) if row["form"])


@functools.cache
def named_groups() -> frozenset[str]:
    """Read the ids of the groups that the register does not hold (`name:` ids, no companies)."""
    return frozenset(name.actor for name in actor_names() if name.actor.startswith("name:"))


@functools.cache
def lacking() -> frozenset[tuple[str, ActorNameKind]]:
    """Read which kinds of name an actor does not have (no capital, no adjective of its own)."""
    found = set()
    for line, row in _rows(_NAMES):
        if row["form"]:
            continue
        if row["context"] != "none":
            raise LexiconError(_NAMES, line, "an empty form needs the context 'none'")
        found.add((row["actor"], _kind(line, row["kind"])))
    return frozenset(found)


@functools.cache
def companies() -> tuple[Company, ...]:
    """Read the arms makers and traders; raise LexiconError on a malformed row."""
    return tuple(_company(line, row) for line, row in _rows(_COMPANIES))


@functools.cache
def offices() -> tuple[Office, ...]:
    """Read titles and bodies of state; raise LexiconError on a malformed row."""
    return tuple(_office(line, row) for line, row in _rows(_OFFICES))


def _name(line: int, row: dict[str, str]) -> ActorName:
    kind = _kind(line, row["kind"])
    if (row["actor"] == "") != (kind is ActorNameKind.NOT_ACTOR):
        raise LexiconError(_NAMES, line, f"actor {row['actor']!r} does not fit kind {kind!r}")
    from_year, until_year = _year(line, row["from"]), _year(line, row["until"])
    if from_year is not None and until_year is not None and from_year > until_year:
        raise LexiconError(_NAMES, line, f"ends in {until_year}, before {from_year}")
    return ActorName(
        actor=row["actor"],
        form=row["form"],
        kind=kind,
        from_year=from_year,
        until_year=until_year,
        context=_context(line, row["context"]),
    )


def _company(line: int, row: dict[str, str]) -> Company:
    if not row["form"] or not _COMPANY_ID.match(row["id"]):
        raise LexiconError(_COMPANIES, line, f"{row['form']!r} has no 'name:' id: {row['id']!r}")
    return Company(form=row["form"], id=row["id"], home=row["home"] or None)


def _office(line: int, row: dict[str, str]) -> Office:
    title = row["title"]
    if not title or title != title.lower():
        raise LexiconError(_OFFICES, line, f"title {title!r} is not lower case")
    try:
        return Office(title=title, rank=OfficeRank(row["rank"]))
    except ValueError as error:
        raise LexiconError(_OFFICES, line, f"unknown rank {row['rank']!r}") from error


def _kind(line: int, text: str) -> ActorNameKind:
    try:
        return ActorNameKind(text)
    except ValueError as error:
        raise LexiconError(_NAMES, line, f"unknown kind {text!r}") from error


def _context(line: int, text: str) -> tuple[ContextRule, ...]:
    if not text:
        return ()
    try:
        return tuple(ContextRule(rule) for rule in text.split(";") if rule)
    except ValueError as error:
        raise LexiconError(_NAMES, line, f"unknown rule in context {text!r}") from error


def _year(line: int, text: str) -> int | None:
    if not text:
        return None
    if not _YEAR.match(text):
        raise LexiconError(_NAMES, line, f"{text!r} is not a year")
    return int(text)


def _rows(file: str) -> Iterator[tuple[int, dict[str, str]]]:
    with resources.files("graph.ingest.lexicons").joinpath(file).open(encoding="utf-8") as lines:
        reader = csv.reader(lines)
        columns = next(reader)
        for row in reader:
            if len(row) != len(columns):
                raise LexiconError(file, reader.line_num, f"wrong number of fields: {row}")
            yield reader.line_num, dict(zip(columns, row, strict=True))
