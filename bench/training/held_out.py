"""Read held-out rows with a fold's network, and choose the thresholds on them.

    python -m bench.training.held_out MODEL.onnx --fold K [--grid] [--own NAME ...]

The rows are those that `fit --fold K` left out; `--own` adds labelled files of ours that it did
not see. Without `--grid` the figures of `model/settings.toml` are printed.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.evaluate import LABELLED, claim_record, scorer_file, shared_folder
from bench.figures import Figures, row_of, table
from bench.scoring import Record, score
from bench.training.folds import GOLD, divide
from bench.training.rows import Row, load_rows
from graph.ingest.learned.scorer import PairScorer, load_tokenizer
from graph.ingest.learned.settings import Thresholds, shipped_thresholds
from graph.ingest.read.claims import Made
from graph.ingest.read.parsing import SentenceParser
from graph.ingest.reader import ArticleReader, Prepared

_STANDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_TOGETHER = 64


class HeldOut:
    """Rows that a network has not seen, parsed and scored once."""

    def __init__(self, model: Path, rows: Sequence[Row]) -> None:
        scorer = PairScorer(model.read_bytes(), load_tokenizer())
        self._reader = ArticleReader(SentenceParser(), scorer)
        self._rows: dict[str, list[tuple[Row, Prepared]]] = defaultdict(list)
        for row, prepared in zip(rows, self._prepare(rows), strict=True):
            self._rows[row.file].append((row, prepared))

    def _prepare(self, rows: Sequence[Row]) -> Iterator[Prepared]:
        for start in range(0, len(rows), _TOGETHER):
            yield from self._reader.prepare(
                [one.outline for one in rows[start : start + _TOGETHER]]
            )

    def figures(self, limits: Thresholds) -> Iterator[tuple[str, Figures]]:
        """Score each file at these thresholds."""
        for file, members in self._rows.items():
            records = [dict(row.record) for row, _ in members]
            found = [self._read(prepared, limits) for _, prepared in members]
            yield file, score(records, found, scorer_file()).figures

    def proposed(self) -> Iterator[tuple[Row, Prepared, tuple[Made, ...]]]:
        """Give each row with the claims that rules or network propose."""
        for members in self._rows.values():
            for row, prepared in members:
                yield row, prepared, self._reader.propose(prepared)

    def _read(self, prepared: Prepared, limits: Thresholds) -> list[Record]:
        weighed = self._reader.decide(prepared, limits)
        return [claim_record(one.claim) for one in weighed if one.kept]


def main() -> int:
    """Print the figures of the files, at one or at many thresholds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--grid", action="store_true")
    parser.add_argument("--own", nargs="*", default=[])
    arguments = parser.parse_args()
    gold = list(load_rows([shared_folder() / "gold" / f"{name}.jsonl" for name in GOLD]))
    own = list(load_rows([LABELLED / f"{name}.jsonl" for name in arguments.own]))
    folds = divide([row.member for row in gold])
    rows = [row for row, fold in zip(gold, folds, strict=True) if fold == arguments.fold]
    held = HeldOut(arguments.model, [*rows, *own])
    for limits in _choices() if arguments.grid else [shipped_thresholds()]:
        print(f"stands at {limits.stands}, negative at {limits.stands_negative}")
        print("\n".join(table([row_of(file, now, None) for file, now in held.figures(limits)])))
    return 0


def _choices() -> Iterator[Thresholds]:
    for least in _STANDS:
        yield replace(shipped_thresholds(), stands=least, stands_negative=least)


if __name__ == "__main__":
    sys.exit(main())
