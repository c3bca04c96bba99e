"""The figures of an evaluation, kept in `figures.json` and set beside those of the last commit.

Figures are numbers by name, as `NAMES` lists them; a number is None where nothing was counted.
They are kept by part: the name of a gold file, or that with one value of a field of its rows,
as "items genre=ticker".
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

Figures: TypeAlias = Mapping[str, float | None]

FILE = Path(__file__).resolve().parent / "figures.json"
LEAST = 0.005
"""The smallest change of a figure that is shown."""
HARD = "hard negatives"
CLAIMED = "hard negatives with claims"
GOAL = 0.02
"""The share of texts without any claim from which a reader may take one, at most."""

_SCORES = {"pair": "pair", "triple": "triple", "negative": "negative pair"}
_PARTS = {"P": "precision", "R": "recall", "F1": "f1"}
_ATTRIBUTES = ("stage", "status", "source", "quantity", "date")
_INVENTED = "invented quotes"
_PAIRS = "gold pairs"
NAMES = (
    "articles",
    _PAIRS,
    *(f"{score} {part}" for score in _SCORES for part in _PARTS),
    *_ATTRIBUTES,
    _INVENTED,
    HARD,
    CLAIMED,
)
_COUNTS = {"articles", _PAIRS, _INVENTED, HARD}
_HEADS = (
    *("articles", "pairs", "pair P", "R", "F1", "triple P", "R", "F1", "negative P", "R", "F1"),
    *("stage", "status", "source", "quantity", "date", "invented", "no claim", "claimed"),
)


def figures_of(report: Mapping[str, Any], hard: int, claimed: int) -> Figures:
    """Take the figures from a report of the scorer.

    `hard` counts the texts without any gold claim, `claimed` those of them that were claimed of.
    """
    figures: dict[str, float | None] = {"articles": report["articles"]}
    figures[_PAIRS] = report["pair"]["gold"]
    for score, reported in _SCORES.items():
        for part, name in _PARTS.items():
            figures[f"{score} {part}"] = report[reported][name]
    for attribute in _ATTRIBUTES:
        figures[attribute] = report[attribute]["accuracy"]
    figures[_INVENTED] = report[_INVENTED]
    figures[HARD] = hard
    figures[CLAIMED] = round(claimed / hard, 4) if hard else None
    return figures


def load(text: str) -> dict[str, Figures]:
    """Read kept figures by part."""
    kept: dict[str, Figures] = json.loads(text)
    return kept


def dump(figures: Mapping[str, Figures]) -> str:
    """Write figures by part, a line each, so that a commit shows what it changed."""
    lines = [f"{json.dumps(part)}: {json.dumps(one)}" for part, one in figures.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def renewed(
    kept: Mapping[str, Figures], new: Mapping[str, Figures], order: Sequence[str]
) -> dict[str, Figures]:
    """Put new figures in place of the kept ones of the same files; files come in `order`."""
    files = {_file(part) for part in new}
    every = {**{part: one for part, one in kept.items() if _file(part) not in files}, **new}
    places = {name: place for place, name in enumerate(order)}
    ordered = sorted(every, key=lambda part: places.get(_file(part), len(places)))
    return {part: every[part] for part in ordered}


def _file(part: str) -> str:
    return part.split(" ", 1)[0]


def last_figures(file: Path) -> tuple[dict[str, Figures], str]:
    """Read the last commit's figures, and say in a sentence which those are.

    Without git, or where the commit has none, they are those that lie in the file.
    """
    reason = "git is not installed"
    try:
        command = ["git", "-C", str(file.parent), "show", f"HEAD:./{file.name}"]
        shown = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pass
    else:
        if shown.returncode == 0:
            return load(shown.stdout), "Differences are from the figures of the last commit."
        reason = "git has no last commit of them"
    if file.exists():
        kept = load(file.read_text(encoding="utf-8"))
        return kept, f"Differences are from {file.name} as it lies: {reason}."
    return {}, f"There are no figures to compare with: {reason}, and there is no {file.name}."


def row_of(label: str, now: Figures, before: Figures | None) -> list[str]:
    """Write figures as the cells of a line, each with its change."""
    return [label, *(_cell(name, now.get(name), (before or {}).get(name)) for name in NAMES)]


def _cell(name: str, now: float | None, before: float | None) -> str:
    if now is None:
        return "-"
    if name in _COUNTS:
        changed = before is not None and now != before
        return f"{now:.0f}" + (f"{now - before:+.0f}" if changed and before is not None else "")
    shown = f"{now:.3f}"
    if before is None:
        return shown
    change = round(now - before, 4)
    return shown + (f"{change:+.3f}".replace("0.", ".", 1) if abs(change) >= LEAST else "")


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay rows of cells out as lines under a heading; changes stand beside their figures."""
    every = [["", *_HEADS], *rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(every[0]))]
    for row in every:
        label, *cells = row
        padded = [f"{cell:<{width}}" for cell, width in zip(cells, widths[1:], strict=True)]
        yield "  ".join([f"{label:<{widths[0]}}", *padded]).rstrip()


def hard_share(figures: Sequence[Figures]) -> str:
    """Say in a sentence from how many of the texts without any claim one was taken."""
    texts = sum(one[HARD] or 0 for one in figures)
    claimed = sum(round((one[HARD] or 0) * (one[CLAIMED] or 0)) for one in figures)
    if not texts:
        return "No text is without a gold claim."
    return (
        f"Texts without any gold claim: {texts:.0f}; the reader claims something of {claimed} "
        f"({claimed / texts:.1%}; the goal is at most {GOAL:.0%})."
    )
