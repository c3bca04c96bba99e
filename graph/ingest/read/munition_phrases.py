"""Put atoms that stand together into noun phrases and decide what each phrase names.

The last noun decides with what went before: "Patriot batteries" are an air-defence system, "Patriot
missiles" surface-to-air missiles, "F-16 engines" engines. The rules are `munition_heads.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.claims.munition import broader_munitions
from graph.ingest.lexicons.munitions import (
    ANY,
    KEEP,
    HeadRule,
    MunitionName,
    NameKind,
    munition_heads,
    munition_words,
)
from graph.ingest.read.munition_atoms import Atom, Page

VAGUE = frozenset({"materiel", "military-aid"})
LONGEST_GAP = 60
_MOST_BETWEEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Atoms first:last (last excluded) and what they come to; concept None names no munition."""

    first: int
    last: int
    start: int
    end: int
    concept: str | None
    system: MunitionName | None = None
    code: str | None = None
    calibre: float | None = None
    sure: bool = False
    heads: tuple[HeadRule, ...] = ()
    plural: bool = False
    dropped: bool = False


def build_phrases(page: Page, atoms: Sequence[Atom]) -> list[Phrase]:
    """Gather all atoms into phrases, each atom into one, in order."""
    phrases: list[Phrase] = []
    index = 0
    while index < len(atoms):
        phrase = _begin(page, atoms, index)
        while (longer := _extend(page, atoms, phrase)) is not None:
            phrase = longer
        phrases.append(phrase)
        index = phrase.last
    return phrases


def _begin(page: Page, atoms: Sequence[Atom], index: int) -> Phrase:
    atom = atoms[index]
    following = atoms[index + 1] if _is_next(page, atoms, index + 1) else None
    sense = _choose(atom, following)
    system = sense if sense is not None and sense.kind is NameKind.SYSTEM else None
    return Phrase(
        first=index,
        last=index + 1,
        start=atom.start,
        end=atom.end,
        concept=sense.concept if sense else None,
        system=system,
        code=atom.code if system else None,
        calibre=atom.calibre,
        sure=sense is not None and (sense in atom.certain or sense.context.head),
        heads=_heads(atom, sense),
        plural=atom.plural,
    )


def _choose(atom: Atom, following: Atom | None) -> MunitionName | None:
    """Choose the sense that the next noun confirms, or else one that needs no confirming."""
    if following is not None:
        for sense in atom.senses:
            if (len(atom.senses) > 1 or sense.context.head) and _confirms(following, sense.concept):
                return sense
    if atom.certain:
        return atom.certain[0]
    return next((s for s in atom.senses if not s.context.head), None)


def _confirms(atom: Atom, concept: str) -> bool:
    """Tell whether a noun goes with a concept ("jets" with a trainer, "batteries" with none)."""
    own = [s.concept for s in atom.senses if s.concept not in VAGUE]
    if any(_is_below(concept, other) or _is_below(other, concept) for other in own):
        return True
    rules = atom.heads or _last_word_heads(atom)
    chain = [c for c in (concept, *broader_munitions(concept)) if c not in VAGUE]
    return any(rule.given in chain and rule.concept is not None for rule in rules)


def _extend(page: Page, atoms: Sequence[Atom], phrase: Phrase) -> Phrase | None:
    if not _is_next(page, atoms, phrase.last) or phrase.dropped:
        return None
    atom = atoms[phrase.last]
    bracketed = _is_bracketed(page, phrase.end, atom)
    if phrase.plural and not (bracketed or atom.is_system):
        return None
    if atom.is_system:
        confirmed = [s for s in atom.senses if phrase.concept and _near(s.concept, phrase.concept)]
        return _with_system(phrase, atom, confirmed, closed=bracketed) if confirmed else None
    return _with_noun(phrase, atom, bracketed=bracketed)


def _near(one: str, other: str) -> bool:
    return one == other or _is_below(one, other) or _is_below(other, one)


def _is_below(concept: str, above: str) -> bool:
    return concept == above or above in broader_munitions(concept)


def _with_system(
    phrase: Phrase, atom: Atom, confirmed: Sequence[MunitionName], *, closed: bool
) -> Phrase | None:
    if phrase.concept is None or phrase.concept in VAGUE:
        return None
    sense = confirmed[0]
    deeper = sense.concept if _is_below(sense.concept, phrase.concept) else phrase.concept
    return replace(
        phrase,
        last=phrase.last + 1,
        end=atom.end + closed,
        concept=deeper,
        system=phrase.system or sense,
        code=phrase.code if phrase.system else atom.code,
        sure=True,
        plural=atom.plural,
        heads=(),
    )


def _with_noun(phrase: Phrase, atom: Atom, *, bracketed: bool) -> Phrase | None:
    concept, dropped = _combine(phrase, atom)
    if concept is None and not dropped:
        return None
    if bracketed and (concept is None or phrase.concept is None):
        return None
    return replace(
        phrase,
        last=phrase.last + 1,
        end=atom.end + bracketed,
        concept=concept,
        sure=phrase.sure or bool(atom.certain) or phrase.calibre is not None,
        heads=_heads(atom, None),
        plural=atom.plural,
        dropped=dropped,
    )


def _combine(phrase: Phrase, atom: Atom) -> tuple[str | None, bool]:
    """Decide what a noun makes of the words before it: the concept, or that it undoes it."""
    own = [s.concept for s in atom.senses]
    if phrase.concept is None and is_compound(atom) and find_rule(atom.heads, phrase) is None:
        return (own[0] if phrase.calibre is not None else None), False
    if phrase.concept is not None:
        for concept in own:
            if _is_below(phrase.concept, concept):
                return phrase.concept, False
            if _is_below(concept, phrase.concept):
                return concept, False
        if not _is_below(phrase.concept, "materiel"):
            own = []
    rule = find_rule(atom.heads or _last_word_heads(atom), phrase)
    foreign = next((c for c in own if c not in VAGUE), None)
    if rule is not None and not (rule.concept == KEEP and foreign and is_compound(atom)):
        kept = phrase.concept if rule.concept == KEEP else rule.concept
        return kept, rule.concept is None
    return (None if phrase.concept is None and phrase.calibre is None else foreign), False


def find_rule(rules: Sequence[HeadRule], phrase: Phrase) -> HeadRule | None:
    """Find the most specific rule of a head for what is before it."""
    if phrase.calibre is not None and phrase.concept is None:
        size = phrase.calibre
        ranged = [r for r in rules if r.calibre and r.calibre[0] <= size <= r.calibre[1]]
        return ranged[0] if ranged else None
    if phrase.concept is None:
        return None
    given = {rule.given: rule for rule in rules if rule.calibre is None}
    designation = phrase.system.designation if phrase.system else None
    order = (designation, phrase.concept, *broader_munitions(phrase.concept), ANY)
    return next((given[key] for key in order if key is not None and key in given), None)


def _heads(atom: Atom, sense: MunitionName | None) -> tuple[HeadRule, ...]:
    if sense is not None and sense.kind is NameKind.SYSTEM:
        return ()
    return atom.heads or _last_word_heads(atom)


def _last_word_heads(atom: Atom) -> tuple[HeadRule, ...]:
    """Let the last word of a compound rule as it does alone ("anti-aircraft missile")."""
    for sense in atom.senses:
        if sense.kind is NameKind.GENERIC and " " in sense.form:
            rules = munition_heads().get(sense.form.rpartition(" ")[2])
            if rules:
                return rules
    return ()


def _is_next(page: Page, atoms: Sequence[Atom], index: int) -> bool:
    """Tell whether an atom belongs to the noun phrase of the one before."""
    if not 0 < index < len(atoms):
        return False
    start, end = atoms[index - 1].end, atoms[index].start
    gap = page.folded[start:end]
    if gap in (" ", "-", '" '):
        return not _breaks_line(page, start)
    if gap == " (":
        return _is_bracketed(page, start, atoms[index])
    if len(gap) > LONGEST_GAP or atoms[index].joined or not gap.startswith(" "):
        return False
    words = gap.split()
    known = munition_words()["between"]
    return 0 < len(words) <= _MOST_BETWEEN and all(w in known for w in words) and gap.endswith(" ")


def _breaks_line(page: Page, position: int) -> bool:
    return page.text[position] in "\n\r—" and not page.text[position + 1 : position + 2].islower()


def _is_bracketed(page: Page, end: int, atom: Atom) -> bool:
    return page.folded[end : atom.start] == " (" and page.folded[atom.end : atom.end + 1] == ")"


def is_compound(atom: Atom) -> bool:
    """Tell whether an atom has several words, so that it brings its own modifier."""
    return any(" " in sense.form for sense in atom.senses)
