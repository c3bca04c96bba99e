"""Weigh rules and network against each other, on labelled rows that the network has not seen.

    python -m bench.training.calibrate MODEL.onnx [NAME ...] [--write]

Fits, by logistic regression, how likely a claim is right from its grounds (`grounds_of`); with
`--write` the weights go into `model/settings.toml`. NAMEs are files of `bench/labelled`;
by default the one that no network is trained on.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.evaluate import LABELLED, claim_record
from bench.scoring import key_of
from bench.training.folds import CALIBRATION
from bench.training.held_out import HeldOut
from bench.training.rows import load_rows
from graph.ingest.learned import weighing
from graph.ingest.learned.grounds import grounds_of

_SETTINGS = Path(weighing.__file__).parent / "model" / "settings.toml"
Floats = NDArray[np.float64]
_STEPS = 50
_SHRINK = 1e-4


def main() -> int:
    """Fit the weights, print them, and write them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("names", nargs="*", default=[CALIBRATION])
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = list(load_rows([LABELLED / f"{name}.jsonl" for name in arguments.names]))
    names, grounds, right = _table(HeldOut(arguments.model, rows))
    weights = dict(zip(names, _fit(grounds, right), strict=True))
    print(f"{len(right)} claims proposed, {right.mean():.3f} of them right")
    lines = [f"{name} = {round(float(weight), 3)}" for name, weight in weights.items()]
    print("\n".join(lines))
    if arguments.write:
        head = _SETTINGS.read_text(encoding="utf-8").partition("[weights]\n")[0]
        _SETTINGS.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _table(held: HeldOut) -> tuple[list[str], Floats, Floats]:
    """List the grounds of each proposed claim, and whether the labels have its pair."""
    names: list[str] = []
    grounds: list[list[float]] = []
    right: list[float] = []
    for row, prepared, proposed in held.proposed():
        must = {key_of(claim) for claim in row.record["claims"] if not claim.get("optional")}
        may = {key_of(claim) for claim in row.record["claims"]} - must
        for made in proposed:
            key = key_of(claim_record(made.claim))
            if prepared.scores is None or key in may:
                continue
            found = grounds_of(made, prepared.outline, prepared.scores)
            names = ["bias", *found]
            grounds.append([1.0, *found.values()])
            right.append(float(key in must))
    return names, np.array(grounds), np.array(right)


def _fit(grounds: Floats, right: Floats) -> Floats:
    """Fit a logistic regression by Newton's method on scaled grounds, shrunk a little."""
    scale = np.maximum(np.abs(grounds).max(axis=0), 1e-9)
    scaled, weights = grounds / scale, np.zeros(grounds.shape[1])
    shrink = _SHRINK * np.eye(len(weights))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        bend = (scaled.T * (likely * (1 - likely))) @ scaled / len(right) + shrink
        slope = scaled.T @ (likely - right) / len(right) + shrink @ weights
        weights -= np.linalg.solve(bend, slope)
    fitted: Floats = weights / scale
    return fitted


if __name__ == "__main__":
    sys.exit(main())
