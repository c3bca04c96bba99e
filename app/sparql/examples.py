"""The competency questions of the ontology, offered as examples."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question in plain words (its first comment line) and the query that answers it."""

    name: str
    question: str
    query: str


@functools.cache
def examples() -> tuple[Example, ...]:
    """Read `ontology/checks/*.rq`, the main question first and the others by name."""
    files = [
        each
        for each in resources.files("ontology").joinpath("checks").iterdir()
        if each.name.endswith(".rq")
    ]
    read = [_example(each.name, each.read_text(encoding="utf-8")) for each in files]
    return tuple(sorted(read, key=lambda each: (each.name != "who-supplies", each.name)))


def _example(file: str, query: str) -> Example:
    question = query.partition("\n")[0].removeprefix("#").strip()
    return Example(name=file.removesuffix(".rq"), question=question, query=query)
