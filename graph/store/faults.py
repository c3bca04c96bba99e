"""Says where a query stops being one, in line and column, and why."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import QuerySyntaxError
from graph.store.screen import place_of

SHOWN = 40
"""Characters of a token that are shown back."""


def describe_fault(
    text: str, spans: Sequence[tuple[int, int]], fault: int, told: str
) -> QuerySyntaxError:
    """Describe the fault at a token, or at the end of the text when `fault` is past the last.

    `told` is what the parser said. Of that, sentences are kept: the letters and keywords that it
    would have liked are those of the place that it looked at last, which may be another.
    """
    if fault < len(spans):
        start, end = spans[fault]
        shown = text[start:end] if end - start <= SHOWN else text[start : start + SHOWN] + "…"
        message = f"{shown!r} is not expected here"
    else:
        start = len(text)
        message = "More is expected at the end, or the whole does not hold together"
    why = _sentences(told)
    line, column = place_of(text, start)
    return QuerySyntaxError(f"{message}: {why}" if why else message, line=line, column=column)


def offset_of(text: str, line: int, column: int) -> int:
    """Find the offset of a place where only line feeds end lines; at most the text's end."""
    lines = text.split("\n")
    return min(sum(len(each) + 1 for each in lines[: line - 1]) + column - 1, len(text))


def _sentences(told: str) -> str:
    parts = told.removeprefix("expected ").removeprefix("one of ").split(", ")
    return ", ".join(part for part in parts if part[:1] not in "[\"'" and part.count(" ") > 1)
