"""What the network should say of a window."""

from __future__ import annotations

import torch
from torch import Tensor

from bench.training.rows import Label, Row
from graph.ingest.learned.scores import LINK, OUTPUTS
from graph.ingest.learned.sheet import Window


def make_targets(row: Row, window: Window) -> tuple[Tensor, Tensor]:
    """Give targets and weights, both suppliers x recipients x anchors x outputs.

    Stage and status count only where there is a claim, and where the gold tells them.
    """
    actors = {actor: at for at, actor in enumerate(window.actors)}
    count = len(actors)
    targets = torch.zeros(count, count, len(window.anchors), len(OUTPUTS))
    weights = torch.zeros_like(targets)
    weights[..., LINK] = 1.0
    for at in range(count):
        weights[at, at] = 0.0
    for label in sorted(row.labels, key=lambda one: not one.optional):
        pair = actors.get(label.supplier), actors.get(label.recipient)
        if None in pair or pair[0] == pair[1]:
            continue
        for at in _anchors(label, window):
            cell = targets[pair][at], weights[pair][at]
            if label.optional:
                cell[1][LINK] = 0.0
            else:
                _claim(label, *cell)
    return targets, weights


def _anchors(label: Label, window: Window) -> list[int]:
    return [
        at
        for at, anchor in enumerate(window.anchors)
        if (anchor.munition is None and anchor.sentence in label.sentences)
        or (anchor.munition is not None and anchor.munition.start in label.munitions)
    ]


def _claim(label: Label, target: Tensor, weight: Tensor) -> None:
    target[LINK] = weight[LINK] = 1.0
    for at, output in enumerate(OUTPUTS):
        if output.kind == "stage" and label.stage is not None:
            target[at] = max(float(target[at]), float(output.value == label.stage))
            weight[at] = 1.0
        if output.kind == "status":
            target[at] = max(float(target[at]), float(output.value == label.status))
            weight[at] = 1.0
