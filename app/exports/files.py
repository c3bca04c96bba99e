"""Which file an address names."""

from __future__ import annotations

from dataclasses import dataclass

from app.exports.content import Content
from app.exports.forms import FORMS, Form
from app.exports.packing import ENDING
from graph.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to take away: what it is called, how it is written, and whether it is packed."""

    name: str
    form: Form
    is_packed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName:
    """A name in its parts: `claims.csv.gz` is the stem `claims`, the ending `csv`, packed."""

    stem: str
    ending: str
    is_packed: bool


def read_name(name: str) -> FileName:
    """Take a name apart; one without an ending has the ending ''."""
    stem, _, ending = name.removesuffix(ENDING).partition(".")
    return FileName(stem=stem, ending=ending, is_packed=name.endswith(ENDING))


def find_file(name: str) -> File:
    """Find the file of a name; raises NotFound, with those that there are."""
    parts = read_name(name)
    contents = {each.value: each for each in Content}
    if parts.stem not in contents:
        raise NotFound("export", name, known=tuple(contents))
    forms = FORMS[contents[parts.stem]]
    if parts.ending not in forms:
        raise NotFound("export", name, known=[f"{parts.stem}.{ending}" for ending in forms])
    return File(name=name, form=forms[parts.ending], is_packed=parts.is_packed)
