"""Add the mechanical part to the names of actors: CLDR names, flags and plain ASCII spellings.

Run `python tools/make_actor_names.py`. It keeps every row of `actor_names.csv` that is there, adds
the English names that CLDR (through Babel) has for a state, its flag as the two regional indicator
letters, and the spellings without diacritics, and writes the file in its order. Running it again
changes nothing.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale

Row = tuple[str, str, str, str, str, str]

ROOT = Path(__file__).resolve().parent.parent
REGISTER = ROOT / "ontology" / "actors.csv"
NAMES = ROOT / "graph" / "ingest" / "lexicons" / "actor_names.csv"
HEADER = ("actor", "form", "kind", "from", "until", "context")
KINDS = [
    *("name", "adjective", "demonym", "capital", "seat", "government", "ministry", "forces"),
    *("agency", "group", "leader", "not-actor"),
]
LOCALES = ("en", "en_GB", "en_AU", "en_IN")
FLAG_A = 0x1F1E6
"""REGIONAL INDICATOR SYMBOL LETTER A; two of these letters make a flag."""

UNDECOMPOSED = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae"}
)
"""Letters that Unicode does not decompose into a base letter and a mark."""


def complete(rows: Iterable[Row], register: Iterable[dict[str, str]]) -> list[Row]:
    """Add CLDR names and ASCII spellings that are missing; give all rows in file order."""
    states = list(register)
    known = list(rows)
    known += _missing(known, _cldr_names(states))
    known += _missing(known, _flags(states))
    known += _missing(known, _ascii_spellings(known))
    order = {state["id"]: position for position, state in enumerate(states)}
    return sorted(known, key=lambda row: _place(row, order))


def ascii_spelling(form: str) -> str:
    """Spell a form without diacritics (`Erdoğan` as `Erdogan`)."""
    marked = unicodedata.normalize("NFKD", form.translate(UNDECOMPOSED))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def _cldr_names(states: Iterable[dict[str, str]]) -> Iterator[Row]:
    territories = [Locale.parse(code).territories for code in LOCALES]
    for state in states:
        if state["kind"] != "state":
            continue
        for names in territories:
            form = names.get(state["alpha2"], "").replace("’", "'")
            if form and "(" not in form and " - " not in form and " SAR " not in form:
                yield (state["id"], form, "name", "", "", "")


def _flags(states: Iterable[dict[str, str]]) -> Iterator[Row]:
    for state in states:
        if state["kind"] == "state" and state["alpha2"]:
            flag = "".join(chr(ord(letter) - ord("A") + FLAG_A) for letter in state["alpha2"])
            yield (state["id"], flag, "name", "", "", "")


def _ascii_spellings(rows: Iterable[Row]) -> Iterator[Row]:
    for actor, form, kind, since, until, context in rows:
        plain = ascii_spelling(form)
        if plain != form:
            yield (actor, plain, kind, since, until, context)


def _missing(known: Iterable[Row], wanted: Iterable[Row]) -> list[Row]:
    """Keep what no actor has yet, so that an added form is never ambiguous."""
    taken = {row[1] for row in known}
    return list(dict.fromkeys(row for row in wanted if row[1] not in taken))


def _place(row: Row, order: dict[str, int]) -> tuple[int, str, int, str, str, str]:
    actor, form, kind, since, _, _ = row
    position = order.get(actor, len(order))
    return (position, actor, KINDS.index(kind), form.casefold(), form, since)


def main() -> None:
    """Complete `actor_names.csv` in place."""
    with REGISTER.open(encoding="utf-8", newline="") as lines:
        register = list(csv.DictReader(lines))
    with NAMES.open(encoding="utf-8", newline="") as lines:
        rows: list[Row] = [
            (row[0], row[1], row[2], row[3], row[4], row[5]) for row in list(csv.reader(lines))[1:]
        ]
    with NAMES.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(complete(rows, register))


if __name__ == "__main__":
    main()
