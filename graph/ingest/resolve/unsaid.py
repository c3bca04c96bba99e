"""Tell sentences that do not say what their words say: orders to machines, fiction, untruths."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources

from graph.ingest.read.folding import fold

_HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)


class Unsaid(StrEnum):
    """Why a sentence does not say what its words say (`unsaid.toml`)."""

    ORDERS = "orders"
    FICTION = "fiction"
    UNTRUE = "untrue"


def unsaid(sentence: str) -> Unsaid | None:
    """Tell why a sentence does not say that aid passes, or None where it may."""
    folded = fold(sentence)
    return next((kind for kind in Unsaid if _pattern(kind).search(folded)), None)


@cache
def _pattern(kind: Unsaid) -> re.Pattern[str]:
    text = resources.files("graph.ingest.lexicons").joinpath("unsaid.toml").read_text("utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)
    return re.compile("|".join(f"(?:{row})" for row in rows[kind.value]), re.DOTALL)
