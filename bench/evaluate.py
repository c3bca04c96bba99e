"""Score the reader on the gold files: one line of figures a file.

    python -m bench.evaluate [NAME ...] [--errors N] [--part odd|even] [--by FIELD]

The gold is looked for in the folder that MATERIEL_SHARED names, else in `../shared` beside the
project; what is not there is looked for in `bench/labelled`, which the rules were not written on.
Nothing is stored; the scorer is the one that comes with the gold.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from graph.claims.article import Article, make_article
from graph.claims.claim import Claim
from graph.ingest.read.reader import ArticleReader, load_reader

ROOT = Path(__file__).resolve().parent.parent

LABELLED = Path(__file__).resolve().parent / "labelled"
NAMES = (
    *("seed", "written", "real", "sentences", "train", "contrast"),
    *("items", "newswire2", "contrasts2"),
    *("newswire", "reports", "government", "contrasts"),
)
SCORES = ("pair", "triple", "negative pair")
ATTRIBUTES = ("stage", "status", "source", "quantity", "date")


def shared_folder() -> Path:
    """Find the folder with the gold and the scorer."""
    return Path(os.environ.get("MATERIEL_SHARED", ROOT.parent / "shared"))


def article_of(row: dict[str, Any]) -> Article:
    """Make an article of a gold row; a date that is no full day is left out."""
    try:
        published = date.fromisoformat(row.get("published") or "")
    except ValueError:
        published = None
    return make_article(
        row["text"],
        title=row.get("title"),
        published=published,
        publisher=row.get("publisher"),
        url=row.get("url"),
    )


def claim_record(claim: Claim) -> dict[str, Any]:
    """Write a claim as the contract has it, as far as the scorer looks."""
    return {
        "supplier": claim.supplier,
        "recipient": claim.recipient,
        "munition": claim.munition,
        "munition_text": claim.munition_text,
        "designation": claim.designation,
        "stage": claim.stage,
        "status": claim.status,
        "source": claim.source and {"name": claim.source.name, "kind": claim.source.kind},
        "quantity": claim.quantity and {"min": claim.quantity.min, "max": claim.quantity.max},
        "date": claim.date,
        "via": list(claim.via),
        "quote": claim.passage.quote,
        "start": claim.passage.start,
        "end": claim.passage.end,
    }


def score(
    reader: ArticleReader, rows: Sequence[dict[str, Any]], folder: Path, options: Sequence[str]
) -> tuple[str, float]:
    """Read the rows and run the scorer on them; give its output and the seconds of reading."""
    began = time.perf_counter()
    readings = list(reader.read_many(map(article_of, rows)))
    seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as place:
        gold, found = Path(place) / "gold.jsonl", Path(place) / "found.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        found.write_text(
            "".join(
                json.dumps({"id": row["id"], "claims": [*map(claim_record, reading.claims)]}) + "\n"
                for row, reading in zip(rows, readings, strict=True)
            ),
            encoding="utf-8",
        )
        command = [sys.executable, str(folder / "tools" / "score.py"), str(gold), str(found)]
        return subprocess.run(
            [*command, *options], capture_output=True, text=True, check=True
        ).stdout, seconds


def line_of(name: str, report: dict[str, Any], seconds: float) -> str:
    """Write one file's figures as a line of the table."""
    cells = [f"{name:<10}"]
    for score_name in SCORES:
        one = report[score_name]
        cells.append(f"{one['precision']:.3f} {one['recall']:.3f} {one['f1']:.3f}")
    for attribute in ATTRIBUTES:
        accuracy = report[attribute]["accuracy"]
        cells.append(f"{accuracy:.2f}" if accuracy is not None else "  - ")
    cells.append(f"{report['invented quotes']:>3}")
    cells.append(f"{seconds / max(1, report['articles']) * 1000:6.1f} ms")
    return " | ".join(cells)


def main() -> int:
    """Print the table, or one file's errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(NAMES))
    parser.add_argument("--errors", type=int, default=0, help="list the errors of N articles")
    parser.add_argument("--part", choices=("odd", "even"), help="every other row only")
    parser.add_argument("--by", help="report by this field of the gold rows too")
    arguments = parser.parse_args()
    folder = shared_folder()
    reader = load_reader()
    print(
        "file       | pair P     R    F1 | triple P   R    F1 | negative P R    F1 "
        "| stag | stat | sour | quan | date | inv | per article"
    )
    for name in arguments.names:
        gold = folder / "gold" / f"{name}.jsonl"
        file = gold if gold.exists() else LABELLED / gold.name
        lines = file.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        if arguments.part:
            rows = rows[arguments.part == "even" :: 2]
        output, seconds = score(reader, rows, folder, ["--json"])
        print(line_of(name, json.loads(output), seconds), flush=True)
        if arguments.errors or arguments.by:
            options = ["--errors", str(arguments.errors)]
            options += ["--by", arguments.by] if arguments.by else []
            print(score(reader, rows, folder, options)[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
