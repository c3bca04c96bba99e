"""The munition lexicon: names and their rules, head nouns, word sets.

Three files, described in `graph/ingest/lexicons/README.md`: `munition_names.csv` (what may name a
munition), `munition_heads.csv` (what a head noun makes of the name before it) and
`munition_words.csv` (sets of words that the rules refer to).

The `context` of a name is empty or holds rules, separated by ";", all of which must hold:

- `case`        the text spells it as the form does, or all in capitals (Patriot, Javelin, TOW)
- `exact`       `case`, and no variant with other spaces or hyphens (An-26, "An 26-year-old")
- `lower`       lower case inside a sentence (shell, not the company Shell)
- `head`        only with a head noun of its kind beside it ("Fox vehicles", "Hawk trainers")
- `counted`     a number or a word such as "dozens" stands before it ("5,000 rounds")
- `near:SET`    a word of the set stands in the same sentence, at most 100 characters away, or
                three do within 400; a set that holds "*" counts munitions named without a rule
- `then:SET`    a word of the set is among the six words that follow
- `not-before:A|B`  none of these words follows directly ("missile crisis")
- `not-after:A|B`   none of these words comes directly before ("think tank")

A system's name without a rule matches in any case, if it starts with a capital or a digit in the
text. A form given twice has alternative contexts, or names different things.
"""

from __future__ import annotations

import csv
import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType

from graph.claims.munition import munitions
from graph.errors import LexiconError

NAMES = "munition_names.csv"
HEADS = "munition_heads.csv"
WORDS = "munition_words.csv"
ANY = "*"
KEEP = "="
DROP = "-"

_FLAGS = ("case", "exact", "lower", "head", "counted")
_LISTS = ("near", "then", "not-before", "not-after")
_PRODUCER = re.compile(r"[A-Z]{3}(;[A-Z]{3})*")
_CALIBRE = re.compile(r"mm:(\d+)-(\d+)")
_MOST_JOINTS = 4
_HARD_PLURALS = re.compile(r"(s|x|z|ch|sh|edo)$")
_Y_PLURALS = re.compile(r"[^aeiou]y$")


class NameKind(StrEnum):
    """Whether a name is a word for a kind of munition or the name of one model."""

    GENERIC = "generic"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The rules of a name; the module's docstring says what each means."""

    case: bool = False
    exact: bool = False
    lower: bool = False
    head: bool = False
    counted: bool = False
    near: str | None = None
    then: str | None = None
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MunitionName:
    """One form and what it names; `producer` holds alpha-3 codes of states."""

    concept: str
    form: str
    kind: NameKind
    producer: tuple[str, ...]
    designation: str | None
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRule:
    """What a head noun makes of a name before it.

    `given` is a concept (and all below), a designation, or ANY; `calibre` a range in millimetres
    instead. `concept` None means that the whole names no munition, KEEP that the name's stays.
    `link` holds prepositions after which the name may follow the head ("engines for drones").
    """

    head: str
    given: str
    calibre: tuple[int, int] | None
    concept: str | None
    link: tuple[str, ...]


@functools.cache
def munition_names() -> tuple[MunitionName, ...]:
    """Read the names, in the order of the file; raises LexiconError on a malformed row."""
    return tuple(
        _name(line, row)
        for line, row in _rows(
            NAMES, ("concept", "form", "kind", "producer", "designation", "context")
        )
    )


@functools.cache
def munition_heads() -> Mapping[str, tuple[HeadRule, ...]]:
    """Read the head nouns, by head in the singular; raises LexiconError on a malformed row."""
    rules: dict[str, list[HeadRule]] = {}
    for line, row in _rows(HEADS, ("head", "given", "concept", "link")):
        rules.setdefault(row["head"], []).append(_head(line, row))
    return MappingProxyType({head: tuple(found) for head, found in rules.items()})


@functools.cache
def munition_words() -> Mapping[str, frozenset[str]]:
    """Read the word sets, by name, all lower case; raises LexiconError on a malformed row."""
    sets: dict[str, set[str]] = {}
    for line, row in _rows(WORDS, ("set", "word")):
        if not row["set"] or not row["word"] or row["word"] != row["word"].lower():
            raise LexiconError(WORDS, line, f"not a lower-case word of a set: {row['word']!r}")
        sets.setdefault(row["set"], set()).add(row["word"])
    return MappingProxyType({name: frozenset(words) for name, words in sets.items()})


def spellings(form: str, *, exact: bool = False, plural: bool = True) -> Iterator[tuple[str, bool]]:
    """Spell a form in all its ways, with whether each is a plural made here; lower case."""
    for joined in (form,) if exact else tuple(_jointed(form)):
        for spelled in (joined.lower(),) if exact else _regional(joined.lower()):
            yield spelled, False
            if plural:
                yield plural_of(spelled), True


def plural_of(word: str) -> str:
    """Make the plural of a lower-case English noun (its last word)."""
    if word.endswith("man"):
        return f"{word[:-3]}men"
    if word.endswith("craft"):
        return word
    if _Y_PLURALS.search(word):
        return f"{word[:-1]}ies"
    return f"{word}es" if _HARD_PLURALS.search(word) else f"{word}s"


@functools.cache
def _american() -> tuple[re.Pattern[str], Mapping[str, str]]:
    pairs = dict(word.split("=") for word in sorted(munition_words()["spelling"]))
    longest_first = sorted(pairs, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})"), pairs


def _regional(form: str) -> tuple[str, ...]:
    pattern, pairs = _american()
    other = pattern.sub(lambda match: pairs[match[0]], form)
    return (form,) if other == form else (form, other)


def _jointed(form: str) -> Iterator[str]:
    """Vary what joins the parts of a form: space, hyphen or, before a number, nothing."""
    parts = re.split(r"([ -])", form)
    joints = parts[1::2]
    if not joints or len(joints) > _MOST_JOINTS:
        yield form
        return
    choices = [_joints(parts[2 * i], joint, parts[2 * i + 2]) for i, joint in enumerate(joints)]
    for chosen in itertools.product(*choices):
        yield parts[0] + "".join(
            joint + part for joint, part in zip(chosen, parts[2::2], strict=True)
        )


def _joints(before: str, joint: str, after: str) -> tuple[str, ...]:
    if not before or not after:
        return (joint,)
    if before.lower() == "anti":
        return ("-", " ", "")
    if after[0].isdigit() and before[-1].isalpha():
        return _joints_of_code(before, joint)
    if joint == " " and after[0].isdigit():
        return (joint,)
    return ("-", " ") if len(before) > 1 and len(after) > 1 else (joint,)


def _joints_of_code(letters: str, joint: str) -> tuple[str, ...]:
    """Vary "MiG-29": two capitals and a space ("AS 11") would meet words of a sentence."""
    spaced = len(letters) > 2 or joint == " " or (len(letters) == 2 and letters[1].islower())
    return ("-", *((" ",) if spaced else ()), *(("",) if len(letters) <= 4 else ()))


def _rows(file: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    path = resources.files("graph.ingest").joinpath("lexicons", file)
    with path.open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            raise LexiconError(file, 1, f"columns are {reader.fieldnames}, not {columns}")
        for row in reader:
            if None in row or None in row.values():
                raise LexiconError(file, reader.line_num, f"not {len(columns)} columns")
            yield reader.line_num, row


def _name(line: int, row: dict[str, str]) -> MunitionName:
    if row["concept"] not in munitions():
        raise LexiconError(NAMES, line, f"unknown concept {row['concept']!r}")
    if row["kind"] not in tuple(NameKind):
        raise LexiconError(NAMES, line, f"unknown kind {row['kind']!r}")
    kind = NameKind(row["kind"])
    if not row["form"].strip() or row["form"] != row["form"].strip():
        raise LexiconError(NAMES, line, f"empty or padded form {row['form']!r}")
    if bool(row["designation"]) != (kind is NameKind.SYSTEM):
        raise LexiconError(NAMES, line, f"designation {row['designation']!r} of a {kind} name")
    if row["producer"] and not _PRODUCER.fullmatch(row["producer"]):
        raise LexiconError(NAMES, line, f"no alpha-3 codes: {row['producer']!r}")
    return MunitionName(
        concept=row["concept"],
        form=row["form"],
        kind=kind,
        producer=tuple(row["producer"].split(";")) if row["producer"] else (),
        designation=row["designation"] or None,
        context=_context(line, row["context"]),
    )


def _context(line: int, written: str) -> Context:
    flags: set[str] = set()
    lists: dict[str, str] = {}
    for rule in filter(None, written.split(";")):
        name, colon, words = rule.partition(":")
        known = (name in _LISTS and words) if colon else name in _FLAGS
        if not known or name in lists or name in flags:
            raise LexiconError(NAMES, line, f"unknown or repeated rule {rule!r}")
        if colon:
            lists[name] = words
        else:
            flags.add(name)
    for name in ("near", "then"):
        if name in lists and lists[name] not in munition_words():
            raise LexiconError(NAMES, line, f"unknown word set {lists[name]!r}")
    return Context(
        case="case" in flags or "exact" in flags,
        exact="exact" in flags,
        lower="lower" in flags,
        head="head" in flags,
        counted="counted" in flags,
        near=lists.get("near"),
        then=lists.get("then"),
        not_before=tuple(filter(None, lists.get("not-before", "").split("|"))),
        not_after=tuple(filter(None, lists.get("not-after", "").split("|"))),
    )


def _head(line: int, row: dict[str, str]) -> HeadRule:
    if not row["head"] or row["head"] != row["head"].lower():
        raise LexiconError(HEADS, line, f"empty or capitalised head {row['head']!r}")
    calibre = _CALIBRE.fullmatch(row["given"])
    if not calibre and row["given"] not in _givens():
        raise LexiconError(HEADS, line, f"unknown concept or designation {row['given']!r}")
    if row["concept"] not in munitions() and row["concept"] not in (KEEP, DROP):
        raise LexiconError(HEADS, line, f"unknown concept {row['concept']!r}")
    return HeadRule(
        head=row["head"],
        given=row["given"],
        calibre=(int(calibre[1]), int(calibre[2])) if calibre else None,
        concept=None if row["concept"] == DROP else row["concept"],
        link=tuple(filter(None, row["link"].split("|"))),
    )


@functools.cache
def _givens() -> frozenset[str]:
    named = {name.designation for name in munition_names() if name.designation}
    return frozenset({ANY, *munitions(), *named})
