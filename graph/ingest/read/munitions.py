"""Find what a text calls munitions, each with the most specific concept that its words support.

`munition_atoms` finds names, head nouns and calibres, `munition_phrases` joins them; here phrases
are linked over prepositions ("engines for the MiG-29s") and coordination, and become mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.ingest.lexicons.munitions import ANY, KEEP, NameKind, munition_words
from graph.ingest.read.munition_atoms import Atom, Page, find_atoms, open_page
from graph.ingest.read.munition_phrases import (
    LONGEST_GAP,
    VAGUE,
    Phrase,
    build_phrases,
    find_rule,
    is_compound,
)

_MOST_LINKED = 8
_CODE = re.compile(r"(?:[A-Z][\w/-]*\d[\w/-]*|[A-Z][\w'’-]+)$")
_CODED = re.compile(r"[A-Z][A-Za-z]{0,9}[-/]?\d{1,4}[A-Za-z0-9/-]{0,8}")
_LAST_WORD = re.compile(r"\S+$")
_NATIONAL = re.compile(r"(?:ian|ean|ish|ese|ans?)$")
_OPEN = re.compile(r"[.!?:;\"“(\n—-]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class MunitionMention:
    """Words at `start:end` that name munitions of `concept` (an id); `text` is verbatim.

    `designation` is the model, `producer` the states that make it (alpha-3, empty if unknown);
    `kind` is SYSTEM when a model is named.
    """

    start: int
    end: int
    text: str
    concept: str
    designation: str | None
    producer: tuple[str, ...]
    kind: NameKind

    @property
    def munition(self) -> str:
        """Name the concept as a claim does."""
        return self.concept


def find_munitions(text: str) -> tuple[MunitionMention, ...]:
    """Find the munitions that a text names, in order, none overlapping another."""
    page = open_page(text)
    atoms = find_atoms(page)
    if not any(atom.senses or atom.calibre is not None for atom in atoms):
        return ()
    phrases = _linked(page, build_phrases(page, atoms))
    shared = _share(page, atoms, phrases)
    held = [phrase for phrase in shared if _holds(page, atoms, phrase)]
    ends = (0, *(phrase.end for phrase in held))
    return tuple(_mention(page, phrase, floor) for floor, phrase in zip(ends, held, strict=False))


def _linked(page: Page, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Join a head to the object that follows its preposition ("engines for the MiG-29s")."""
    joined: list[Phrase] = []
    for phrase in reversed(phrases):
        following = joined[-1] if joined else None
        linked = _link(page, phrase, following) if following is not None else None
        if linked is not None:
            joined.pop()
        joined.append(linked or phrase)
    joined.reverse()
    return joined


def _link(page: Page, phrase: Phrase, following: Phrase) -> Phrase | None:
    if phrase.dropped or following.dropped or following.concept in (None, *VAGUE):
        return None
    gap = page.folded[phrase.end : following.start]
    if (
        len(gap) > LONGEST_GAP
        or not gap.startswith(" ")
        or "\n" in page.text[phrase.end : following.start]
    ):
        return None
    preposition = _preposition(gap.split(), {link for rule in phrase.heads for link in rule.link})
    if preposition is None or not (following.sure or phrase.sure):
        return None
    rules = [rule for rule in phrase.heads if preposition in rule.link or rule.concept == KEEP]
    rule = find_rule(rules, following)
    if rule is None or rule.concept is None:
        return None
    return replace(
        following,
        first=phrase.first,
        start=phrase.start,
        concept=following.concept if rule.concept == KEEP else rule.concept,
        sure=True,
    )


def _preposition(gap: Sequence[str], links: set[str]) -> str | None:
    """Find the linking word of a gap whose other words only lead to the object."""
    if not gap or len(gap) > _MOST_LINKED:
        return None
    sets = munition_words()
    after = sets["linker"] | sets["quantity"] | sets["between"]
    before = sets["personnel"] | sets["notname"] | sets["linker"] | {"of", "for"}
    place = next((i for i, word in reversed(list(enumerate(gap))) if word in links), None)
    if place is None:
        return None
    leads = all(word in after or word.endswith("'s") or word.isdigit() for word in gap[place + 1 :])
    people = all(word in before for word in gap[:place])
    return gap[place] if leads and people else None


def _share(page: Page, atoms: Sequence[Atom], phrases: Sequence[Phrase]) -> list[Phrase]:
    """Give the head of the second of two coordinated modifiers to the first as well.

    "tank and artillery shells", "122 mm and 152 mm rockets".
    """
    shared = list(phrases)
    for index in range(len(shared) - 2, -1, -1):
        phrase, following = shared[index], shared[index + 1]
        if not _is_coordinated(page, atoms, phrase, following):
            continue
        rule = find_rule(following.heads, phrase)
        if rule is not None and rule.concept is not None and rule.given != ANY:
            concept = phrase.concept if rule.concept == KEEP else rule.concept
            shared[index] = replace(phrase, concept=concept, sure=True, heads=following.heads)
    return shared


def _is_coordinated(page: Page, atoms: Sequence[Atom], phrase: Phrase, following: Phrase) -> bool:
    gap = page.folded[phrase.end : following.start]
    calibre = phrase.calibre is not None and gap in ("/", ", ")
    single = phrase.last - phrase.first == 1 and not phrase.plural and not phrase.system
    if not (gap in (" and ", " or ") or calibre) or not single or following.dropped:
        return False
    compound = following.last - following.first > 1 or is_compound(atoms[following.first])
    return compound and " " not in page.text[phrase.start : phrase.end].replace(" mm", "mm")


def _holds(page: Page, atoms: Sequence[Atom], phrase: Phrase) -> bool:
    """Tell whether a phrase names a munition and is no part of another word."""
    if phrase.dropped or phrase.concept is None or not phrase.sure:
        return False
    if atoms[phrase.first].joined and page.folded[phrase.start - 1] == "-":
        return False
    after = page.text[phrase.end : phrase.end + 2]
    return not (len(after) == 2 and after[0] in "-‐‑" and after[1].isalpha() and after[1].islower())


def _mention(page: Page, phrase: Phrase, floor: int) -> MunitionMention:
    start, designation = phrase.start, phrase.code
    if phrase.system is not None:
        designation = phrase.code or phrase.system.designation
    elif phrase.concept not in VAGUE:
        start, designation = _unknown(page, phrase, floor)
    return MunitionMention(
        start=start,
        end=phrase.end,
        text=page.text[start : phrase.end],
        concept=phrase.concept or "materiel",
        designation=designation,
        producer=phrase.system.producer if phrase.system else (),
        kind=NameKind.SYSTEM if designation else NameKind.GENERIC,
    )


def _unknown(page: Page, phrase: Phrase, floor: int) -> tuple[int, str | None]:
    """Take a name that no lexicon knows from directly before a noun ("XQ-99 drones")."""
    start = phrase.start
    if page.text[start - 1 : start] != " " or phrase.calibre is not None:
        return start, None
    earlier = page.text[max(floor, start - 40) : max(floor, start - 1)]
    match = _CODE.search(earlier)
    place = start - 1 - len(match[0]) if match else 0
    if match is None or (place and not page.text[place - 1].isspace()):
        return start, None
    name = match[0]
    coded = any(c.isdigit() for c in name) and len(name) > 2
    if not (coded or _is_likely_name(page, phrase, name, earlier[: match.start()])):
        return start, None
    if coded and not _CODED.fullmatch(name):
        return start, None
    return start - 1 - len(name), name


def _is_likely_name(page: Page, phrase: Phrase, name: str, before: str) -> bool:
    word = name.lower().replace("’", "'")
    first, _, tail = word.rpartition("-")
    if first and tail not in ("class", "type"):
        return False
    if len(word) < 4 or word.endswith(("'s", "s'")) or word in munition_words()["notname"]:
        return False
    if _NATIONAL.search(word) or not page.text[phrase.start].islower():
        return False
    previous = _LAST_WORD.search(before.rstrip())
    if previous is None or _OPEN.search(before) or name.isupper():
        return False
    return previous[0][0].islower() or previous[0][0].isdigit()
