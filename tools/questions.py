"""Write `docs/questions.md`: each competency question with its answer on the demo corpus.

    python -m tools.questions

A test holds the page true.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.schemas.questions import Example, example_groups

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "questions.md"
ANSWERS = ROOT / "tests" / "golden" / "questions" / "answers"
ROWS = 6
WIDTH = 60

MARK = "<!-- From here on: python -m tools.questions -->"


def page(text: str, answers: Path) -> str:
    """Write anew what stands below the mark, with answers from CSV files named like the questions.

    What stands above it is kept.
    """
    kept, _, _ = text.partition(MARK)
    return "\n".join((f"{kept}{MARK}\n", *_lines(answers)))


def _lines(answers: Path) -> Iterator[str]:
    for group in example_groups():
        yield f"## {group.title}\n"
        for example in group.examples:
            yield f"### {example.question}\n"
            yield f"`{example.name}.rq` · {_explained(example)}\n"
            with (answers / f"{example.name}.csv").open(encoding="utf-8", newline="") as file:
                yield from _table(list(csv.reader(file)))
            yield ""


def _explained(example: Example) -> str:
    return f"{example.notes} To change it, {example.change}".strip()


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    head, *answers = rows
    yield _row(head)
    yield _row(["---"] * len(head))
    for row in answers[:ROWS]:
        yield _row([_cell(cell) for cell in row])
    if len(answers) > ROWS:
        yield f"\nand {len(answers) - ROWS} more rows"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Put a value on one line, and shorten a long one."""
    plain = " ".join(text.split()).replace("|", "\\|")
    return plain if len(plain) <= WIDTH else f"{plain[: WIDTH - 1].rstrip()}…"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), ANSWERS), encoding="utf-8")
