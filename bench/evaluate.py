"""Score the reader on the gold files, beside the figures of the last commit.

    python -m bench.evaluate [NAME ...] [--by FIELD] [--classes N] [--errors N] [--part odd|even]
                             [--unseen-from FILE ...] [--write]

The gold is looked for in the folder that MATERIEL_SHARED names, else in `../shared` beside the
project; what is not there is looked for in `bench/labelled`, which the rules were not written on.
The scorer is the one that comes with the gold. Of the gold, only the rows are scored that the
shipped network was not trained on, unless `--all` is given. `--write` keeps the figures in
`bench/figures.json`, by file and by genre.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from bench import classes, figures
from bench.classes import PairError
from bench.figures import Figures
from bench.scoring import Record, Scored, missed_keys, pairs_of, run_scorer, score, score_unseen
from bench.training.folds import GOLD, LEFT_OUT, divide, member_of
from graph.claims.article import Article, make_article
from graph.claims.claim import Claim
from graph.claims.reading import Reading
from graph.ingest.read.gate import outline
from graph.ingest.read.parsing import SentenceParser
from graph.ingest.reader import ArticleReader, load_reader

ROOT = Path(__file__).resolve().parent.parent

LABELLED = Path(__file__).resolve().parent / "labelled"
KEPT_FIELD = "genre"
"""The field of the gold rows by which figures are kept."""


class Reader(Protocol):
    """What can be scored."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles; readings come in their order."""


def shared_folder() -> Path:
    """Find the folder with the gold and the scorer."""
    return Path(os.environ.get("MATERIEL_SHARED", ROOT.parent / "shared"))


def scorer_file() -> Path:
    """Find the scorer's script; say how where it is not at hand."""
    file = shared_folder() / "tools" / "score.py"
    if not file.exists():
        raise SystemExit("The scorer is not at hand: MATERIEL_SHARED names the folder of the gold.")
    return file


def gold_file(name: str) -> Path:
    """Find a gold file by its name; it need not exist."""
    gold = shared_folder() / "gold" / f"{name}.jsonl"
    return gold if gold.exists() else LABELLED / gold.name


def load_rows(file: Path) -> list[Record]:
    """Read the rows of a gold file."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def unseen_rows(name: str) -> list[Record]:
    """Read the rows of a gold file that the shipped network was not trained on."""
    return _unseen(shared_folder()).get(name, [])


@functools.cache
def _unseen(_shared: Path) -> dict[str, list[Record]]:
    """Divide all gold of a folder; the folds of one file depend on the others."""
    files = [name for name in GOLD if gold_file(name).exists()]
    rows = [(name, record) for name in files for record in load_rows(gold_file(name))]
    folds = divide([member_of(name, record) for name, record in rows])
    unseen: dict[str, list[Record]] = defaultdict(list)
    for (name, record), fold in zip(rows, folds, strict=True):
        if fold == LEFT_OUT:
            unseen[name].append(record)
    return unseen


def article_of(row: Record) -> Article:
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


def claim_record(claim: Claim) -> Record:
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


def read_rows(reader: Reader, rows: Sequence[Record]) -> list[list[Record]]:
    """Read gold rows; give the records of the claims found in each."""
    readings = reader.read_many(map(article_of, rows))
    return [[claim_record(claim) for claim in reading.claims] for reading in readings]


def errors_of(scored: Scored) -> Iterator[PairError]:
    """Sort the missed and the wrong pairs of scored rows into classes."""
    for row, found in zip(scored.rows, scored.found, strict=True):
        if missed_keys(row["claims"], found):
            yield from classes.missed_errors(row, found, outline(article_of(row)))
        yield from classes.wrong_errors(row, found)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", default=list(GOLD), help="gold files")
    parser.add_argument("--by", help="figures by this field of the gold rows too")
    parser.add_argument("--classes", type=int, help="classes of errors, with N examples of each")
    parser.add_argument("--all", action="store_true", help="score what was trained on too")
    parser.add_argument("--rules", action="store_true", help="read by rules alone")
    parser.add_argument("--errors", type=int, default=0, help="list the errors of N articles")
    parser.add_argument("--part", choices=("odd", "even"), help="every other row only")
    parser.add_argument(
        "--unseen-from",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="figures of the pairs too that no claim of these jsonl files has",
    )
    parser.add_argument("--write", action="store_true", help="keep the figures in figures.json")
    arguments = parser.parse_args(given)
    if arguments.write and (
        arguments.part or arguments.all or arguments.rules or arguments.by not in (None, KEPT_FIELD)
    ):
        parser.error(f"--write keeps the figures of whole files, and by {KEPT_FIELD} alone")
    return arguments


def _score_file(name: str, reader: Reader, arguments: argparse.Namespace) -> Scored | None:
    """Read and score one gold file; say so where there is none."""
    file = gold_file(name)
    if not file.exists():
        print(f"{name}: no such gold file, left out", file=sys.stderr)
        return None
    rows = load_rows(file) if arguments.all or name not in GOLD else unseen_rows(name)
    if not rows:
        print(f"{name}: no row that the network has not seen, left out", file=sys.stderr)
        return None
    if arguments.part:
        rows = rows[arguments.part == "even" :: 2]
    began = time.perf_counter()
    found = read_rows(reader, rows)
    pace = (time.perf_counter() - began) / max(1, len(rows))
    print(f"{name}: {len(rows)} articles, {pace * 1000:.1f} ms each", file=sys.stderr, flush=True)
    scored = score(rows, found, scorer_file(), arguments.by or KEPT_FIELD)
    if arguments.errors:
        options = ["--errors", str(arguments.errors)]
        print(run_scorer(rows, found, scorer_file(), options))
    return scored


def _parts(name: str, scored: Scored, by: str) -> dict[str, Figures]:
    """Name the figures of a file and of its groups as they are kept."""
    groups = {f"{name} {by}={value}": one for value, one in scored.groups.items()}
    return {name: scored.figures, **groups}


def _print_table(scored: dict[str, Scored], arguments: argparse.Namespace) -> None:
    before, whence = figures.last_figures(figures.FILE)
    seen = pairs_of(row for file in arguments.unseen_from or () for row in load_rows(file))
    rows = []
    for name, one in scored.items():
        shown = _parts(name, one, arguments.by) if arguments.by else {name: one.figures}
        for part, now in shown.items():
            label = part if part == name else f"  {part.partition('=')[2]}"
            rows.append(figures.row_of(label, now, None if arguments.part else before.get(part)))
        if arguments.unseen_from:
            others = score_unseen(one, seen, scorer_file())
            rows.append(figures.row_of("  unseen pairs", others.figures, None))
    print("\n".join(figures.table(rows)))
    print(figures.hard_share([one.figures for one in scored.values()]))
    print("Every other row only: nothing to compare with." if arguments.part else whence)


def main(given: Sequence[str] | None = None) -> int:
    """Print the figures beside the last commit's, and what else was asked for."""
    arguments = _arguments(given)
    scorer_file()  # What is missing is told before a minute of reading, not after it.
    reader = ArticleReader(SentenceParser(), None) if arguments.rules else load_reader()
    tried = {name: _score_file(name, reader, arguments) for name in arguments.names}
    scored = {name: one for name, one in tried.items() if one is not None}
    if not scored:
        return 1
    _print_table(scored, arguments)
    if arguments.classes is not None:
        errors = {name: list(errors_of(one)) for name, one in scored.items()}
        print("\n".join(classes.report(errors, arguments.classes)))
    if arguments.write:
        file = figures.FILE
        kept = figures.load(file.read_text(encoding="utf-8")) if file.exists() else {}
        parts = [_parts(name, one, KEPT_FIELD) for name, one in scored.items()]
        new = {part: now for one in parts for part, now in one.items()}
        file.write_text(figures.dump(figures.renewed(kept, new, GOLD)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
