"""The smallest pieces that may be part of a munition's name: names, head nouns, calibres.

An atom keeps all that its words may mean; `graph.ingest.read.munitions` decides by its neighbours.
"""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.ingest.lexicons.munitions import (
    ANY,
    Context,
    HeadRule,
    MunitionName,
    NameKind,
    munition_words,
)
from graph.ingest.read.folding import fold
from graph.ingest.read.munition_forms import FREE, FormEntry, entry_of, forms

_NEAR = 100
_AROUND = 400
_MANY = 3
_THEN_WORDS = 6
_GLUED_FROM = 4
_CALIBRE = re.compile(
    r"(?<![\w.,-])(?:"
    r"(?P<size>\d{1,3}(?:[.,]\d{1,2})?)[ -]?(?:mm|millimet(?:er|re)s?)(?:[ -]calib(?:er|re))?"
    r"|(?P<case>\d{1,2}[.,]?\d{0,2}) ?[x×*] ?\d{2,3}(?: ?mm)?"
    r"|(?P<bare>5[.,]45|5[.,]56|7[.,]62|12[.,]7|14[.,]5))(?!\w)"
)
_SENTENCE_END = re.compile(r"[.!?][\"')\]”’]{0,3}\s+(?=[\"'(\[“‘]{0,2}[^\W_a-z])|\n[ \t]*\n\s*")
_GLUED = re.compile(r"[A-Z]{1,4}\d{0,2}[A-Za-z]{0,2}(?:[-/][A-Z0-9]{1,4}){0,2}(?![A-Za-z0-9])")
_AFTER = re.compile(
    r"(?:-[A-Z0-9][A-Z0-9]{0,3}(?:/[A-Z0-9]{1,4})?(?![A-Za-z0-9]))?"
    r"(?: (?:Block|Mk\.?|Mark)[ -]?[0-9IVX]{1,4}[A-Z]?(?:/[0-9IVX]{1,4})?(?![A-Za-z0-9]))?"
)
_TYPE = re.compile(r"-(?:type|class|style|series|pattern|family)s?(?![\w-])")
_NUMBER = re.compile(r"[\d.,]*\d(?:st|nd|rd|th|k|m)?")
_WORD = re.compile(r"[^\W_](?:[\w.'-]*[^\W_])?")
_MAY_BE_CALIBRE = re.compile(
    r"\d(?: ?[x×*] ?\d|[ -]?m(?:m|illimet)|(?<=5)[.,][45]|(?<=7)[.,]6|(?<=1[24])[.,][57])"
)
_APART = frozenset(" .,;:!?'\"()-")
"""The characters that stand between most words, spared a look at what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """Words at `start:end`: senses that they may have, and the head noun that they may be.

    `certain` are the senses that hold without a neighbour's help, best first. `code` is the
    designation as the text extends it ("T-72B3" of T-72), `joined` tells of a hyphen before.
    """

    start: int
    end: int
    senses: tuple[MunitionName, ...] = ()
    certain: tuple[MunitionName, ...] = ()
    heads: tuple[HeadRule, ...] = ()
    plural: bool = False
    calibre: float | None = None
    code: str | None = None
    joined: bool = False

    @property
    def is_system(self) -> bool:
        """Tell whether it can only be the name of a model."""
        return bool(self.senses) and all(s.kind is NameKind.SYSTEM for s in self.senses)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    start: int
    end: int
    whole: bool
    entry: FormEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text and its folded twin."""

    text: str
    folded: str

    def sentence(self, position: int) -> tuple[int, int]:
        """Find the bounds of the sentence around a position."""
        breaks = _breaks(self.text)
        index = bisect.bisect_right(breaks, position)
        start = breaks[index - 1] if index else 0
        end = breaks[index] if index < len(breaks) else len(self.text)
        return start, end


def open_page(text: str) -> Page:
    """Fold a text."""
    return Page(text=text, folded=fold(text))


@functools.lru_cache(maxsize=1)
def _breaks(text: str) -> tuple[int, ...]:
    """Find where sentences begin; few texts hold a word that asks for it."""
    return tuple(match.end() for match in _SENTENCE_END.finditer(text))


def find_atoms(page: Page) -> list[Atom]:
    """Find the atoms of a text, in order, none overlapping another."""
    found, places = _search(page)
    if not found:
        return list(_calibres(page))
    found.sort(key=lambda one: (one.start, -one.end))
    sure = tuple(_sure_places(page, found))
    for name in _any_sets():
        places.setdefault(name, []).extend(sure)
    cues = {name: sorted(set(starts)) for name, starts in places.items()}
    atoms = [atom for one in found if (atom := _atom(page, one, cues)) is not None]
    atoms.extend(_calibres(page))
    return list(_leftmost_longest(atoms))


def _search(page: Page) -> tuple[list[_Found], dict[str, list[int]]]:
    """Find what may be a name or a head noun, and where the cues of each set stand."""
    automaton = forms().automaton
    folded = page.folded
    found: list[_Found] = []
    places: dict[str, list[int]] = {}
    for index, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
        if not _starts(folded, start):
            continue
        entry, whole = entry_of(index), _ends(folded, end)
        if whole:
            for cue in entry.cues:
                places.setdefault(cue, []).append(start)
        # Inside a word only a number goes on: "T-72B3".
        glued = entry.glues and page.text[end - 1].isdigit()
        if glued or (whole and (entry.names or entry.heads)):
            found.append(_Found(start=start, end=end, whole=whole, entry=entry))
    return found, places


@functools.cache
def _any_sets() -> tuple[str, ...]:
    return tuple(name for name, words in munition_words().items() if ANY in words)


def _starts(folded: str, start: int) -> bool:
    return start == 0 or not _is_part(folded[start - 1])


def _ends(folded: str, end: int) -> bool:
    return end == len(folded) or not _is_part(folded[end])


def _is_part(character: str) -> bool:
    if character in _APART:
        return False
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _sure_places(page: Page, found: Sequence[_Found]) -> Iterator[int]:
    """Find where a munition is named whatever stands around it."""
    for one in found:
        free = one.entry.free if one.whole else ()
        if any(_is_spelled(page, one.start, one.end, name) for name in free):
            yield one.start


def _atom(page: Page, found: _Found, cues: Mapping[str, Sequence[int]]) -> Atom | None:
    names = [
        (name, plural)
        for name, plural in found.entry.names
        if _is_spelled(page, found.start, found.end, name)
    ]
    if not names and not found.entry.heads:
        return None
    tail = _tail(page, found, [name for name, _ in names])
    if tail is None:
        return None
    end, code = tail
    heads = found.entry.heads if end == found.end else ()
    senses = tuple(name for name, _ in names if _suits(page, found.start, end, name.context))
    if not senses and not heads:
        return None
    certain = sorted(
        (
            name
            for name in senses
            if not name.context.head and _is_cued(page, found.start, end, name.context, cues)
        ),
        key=_is_widely_cued,
    )
    before = page.folded[found.start - 2 : found.start] if found.start > 1 else ""
    return Atom(
        start=found.start,
        end=end,
        senses=senses,
        certain=tuple(certain),
        heads=heads,
        plural=_is_plural(names) if names else found.entry.head_is_plural,
        code=code,
        joined=before[1:] == "-" and before[0].isalpha() and page.text[found.start - 1] != "—",
    )


def _is_widely_cued(name: MunitionName) -> bool:
    """Tell the senses that any munition nearby bears out from those that need words of theirs."""
    return name.context.near is not None and ANY in munition_words()[name.context.near]


def _is_plural(names: Sequence[tuple[MunitionName, bool]]) -> bool:
    return any(p for _, p in names) and not any(n.context == FREE and not p for n, p in names)


def _is_spelled(page: Page, start: int, end: int, name: MunitionName) -> bool:
    """Apply the rules on capitals."""
    context = name.context
    written = page.text[start:end]
    if context.case:
        letters = "".join(filter(str.isalnum, written))
        form = "".join(filter(str.isalnum, name.form))
        stem = letters.removesuffix("s") if not form.endswith("s") else letters
        return form in (letters, stem) or (stem.isupper() and stem == form.upper())
    if context.lower:
        before = page.text[max(0, start - 3) : start].rstrip(" ")
        return written[0].islower() or not before or not (before[-1].isalnum() or before[-1] == ",")
    if name.kind is NameKind.GENERIC or name.form[0].islower():
        return True
    return written[0].isupper() or written[0].isdigit()


def _tail(
    page: Page, found: _Found, names: Sequence[MunitionName]
) -> tuple[int, str | None] | None:
    """Find where the words end, with what a text adds to a designation; None inside a word."""
    end = found.end
    system = next((n for n in names if n.kind is NameKind.SYSTEM), None)
    if not found.whole:
        glued = _GLUED.match(page.text, end)
        if system is None or glued is None or end - found.start < _GLUED_FROM:
            return None
        end = glued.end() - glued[0].endswith("s")
    if system is not None:
        added = _AFTER.match(page.text, end)
        end = added.end() if added else end
    code = None
    if system is not None and end > found.end and system.designation:
        code = system.designation + page.text[found.end : end]
    kind = _TYPE.match(page.folded, end)
    if kind and names:
        return kind.end(), code
    return (end, code)


def _suits(page: Page, start: int, end: int, context: Context) -> bool:
    """Apply the rules on the words directly before and after."""
    if not (context.not_after or context.not_before):
        return True
    before = page.folded[max(0, start - 40) : start].rstrip(" ")
    after = page.folded[end : end + 40]
    if any(_is_last(before, word) for word in context.not_after):
        return False
    return not any(_is_first(after.removeprefix(" "), word) for word in context.not_before)


def _is_last(before: str, word: str) -> bool:
    rest = before[: -len(word)]
    return before.endswith(word) and (not rest or not _is_part(rest[-1]))


def _is_first(after: str, word: str) -> bool:
    rest = after[len(word) :]
    return after.startswith(word) and (not rest or not _is_part(rest[0]))


def _is_cued(
    page: Page, start: int, end: int, context: Context, cues: Mapping[str, Sequence[int]]
) -> bool:
    """Apply the rules on words further away."""
    first, last = page.sentence(start)
    if context.counted and not _is_counted(page.folded[max(first, start - 30) : start]):
        return False
    if context.then is not None:
        following = _WORD.findall(page.folded[end : min(last, end + 80)])[:_THEN_WORDS]
        if munition_words()[context.then].isdisjoint(following):
            return False
    if context.near is None:
        return True
    starts = cues.get(context.near, ())
    inside = _between(starts, max(first, start - _NEAR), min(last, end + _NEAR), (start, end))
    return inside >= 1 or _between(starts, start - _AROUND, end + _AROUND, (start, end)) >= _MANY


def _between(starts: Sequence[int], low: int, high: int, own: tuple[int, int]) -> int:
    """Count the places from `low` to `high` that are not the words' own."""
    inside = bisect.bisect_left(starts, high) - bisect.bisect_left(starts, low)
    return inside - (bisect.bisect_left(starts, own[1]) - bisect.bisect_left(starts, own[0]))


def _is_counted(before: str) -> bool:
    words = _WORD.findall(before)[-2:]
    counting = munition_words()["counting"] | munition_words()["quantity"]
    return any(word in counting or _NUMBER.fullmatch(word) for word in words)


def _calibres(page: Page) -> Iterator[Atom]:
    if _MAY_BE_CALIBRE.search(page.folded) is None:
        return
    for match in _CALIBRE.finditer(page.folded):
        written = match["size"] or match["case"] or match["bare"]
        yield Atom(start=match.start(), end=match.end(), calibre=float(written.replace(",", ".")))


def _leftmost_longest(atoms: Sequence[Atom]) -> Iterator[Atom]:
    reached = 0
    for atom in sorted(atoms, key=lambda one: (one.start, -one.end)):
        if atom.start >= reached:
            reached = atom.end
            yield atom
