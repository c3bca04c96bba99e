"""The competency questions of the ontology, offered as examples."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

_CHANGE = "Change it: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question and the query that answers it.

    The query begins with comments: the question in plain words, how to ask it of something else,
    and what else is to be known. `lines` is the query without them.
    """

    name: str
    question: str
    change: str
    notes: str
    lines: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleGroup:
    """Questions of one kind."""

    title: str
    examples: tuple[Example, ...]


@functools.cache
def example_groups() -> tuple[ExampleGroup, ...]:
    """Read `ontology/checks/*.rq` in the order of `groups.toml`."""
    folder = resources.files("ontology").joinpath("checks")
    listed = tomllib.loads(folder.joinpath("groups.toml").read_text(encoding="utf-8"))
    return tuple(
        ExampleGroup(
            title=group["title"],
            examples=tuple(_example(name, folder) for name in group["questions"]),
        )
        for group in listed["group"]
    )


def examples() -> tuple[Example, ...]:
    """List the questions of all groups, the main one first."""
    return tuple(each for group in example_groups() for each in group.examples)


def _example(name: str, folder: Traversable) -> Example:
    query = folder.joinpath(f"{name}.rq").read_text(encoding="utf-8")
    comments, prefix, rest = query.partition("PREFIX ")
    question, change, *notes = [line.removeprefix("#").strip() for line in comments.splitlines()]
    return Example(
        name=name,
        question=question,
        change=change.removeprefix(_CHANGE),
        notes=" ".join(notes),
        lines=(prefix + rest).rstrip(),
        query=query,
    )
