"""Turtle as the ontology's files have it: a block for each subject, a line for each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.quads.iris import Iris
from ontology.terms import PREFIXES

FOLDER = Path(__file__).resolve().parent.parent / "ontology"
PLACEHOLDER = Iris(base="http://base.invalid/")
"""IRIs of ours are built below it and written without it: they stay relative in the files."""

SEPARATOR = ";"


def document(title: str, prefixes: Iterable[str], lines: Iterable[str]) -> str:
    """Write a file: what it is, its prefixes, its blocks."""
    head = [
        f"# {title}",
        "# Made by tools/make_ontology.py from the CSV files beside it; edit those.",
        "# Relative IRIs stand below the base of the service that loads the file.",
        *(f"@prefix {name}: <{PREFIXES[name]}> ." for name in prefixes),
    ]
    return "\n".join([*head, "", *lines])


def block(node: str, kinds: str, facts: list[str]) -> Iterator[str]:
    """Write what is said of one subject."""
    yield f"{node} a {kinds} ;"
    yield from (f"    {fact} ;" for fact in facts[:-1])
    yield f"    {facts[-1]} ."
    yield ""


def relative(iri: str) -> str:
    """Write an IRI of ours."""
    return f"<{iri.removeprefix(PLACEHOLDER.base)}>"


def text(value: str, language: str = "en") -> str:
    """Write a text in a language."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


def parts(listed: str) -> list[str]:
    """Split a cell that lists several names."""
    return [part.strip() for part in listed.split(SEPARATOR) if part.strip()]
