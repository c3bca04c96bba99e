"""Run the trained network on windows."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from graph.ingest.learned.scores import LAYOUT, LINK, OUTPUTS, Place, Scores
from graph.ingest.learned.settings import FOLDER
from graph.ingest.learned.sheet import Window
from graph.ingest.learned.windows import WindowMaker
from graph.ingest.read.gate import Outline
from graph.ingest.turns import breathe

LAYOUT_KEY = "outputs"
"""Where a network's file tells what its outputs are."""
_LEAST = 0.02
"""A claim less likely than this is none; nothing is kept of it."""


class PairScorer:
    """Scores every ordered pair of actors at every anchor of an article; on one thread.

    Raises ValueError for a network with other outputs than this code reads.
    """

    def __init__(self, model: bytes, tokenizer: Tokenizer) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        told = self._session.get_modelmeta().custom_metadata_map.get(LAYOUT_KEY)
        if told != LAYOUT:
            raise ValueError(f"The network gives {told!r}, not {LAYOUT!r}: export it anew")
        self._maker = WindowMaker(tokenizer)

    def score(self, outline: Outline) -> Scores:
        """Score an article; where windows overlap, the surer one counts."""
        found: dict[Place, tuple[float, ...]] = {}
        for window in self._maker.windows(outline):
            breathe()
            for place, outputs in self._places(window):
                if outputs[LINK] > found.get(place, (0.0,))[LINK]:
                    found[place] = outputs
        return Scores(found)

    def _places(self, window: Window) -> Iterator[tuple[Place, tuple[float, ...]]]:
        actors, probabilities = list(window.actors), self._run(window)
        for supplier, recipient, at in np.argwhere(probabilities[..., LINK] > _LEAST):
            anchor = window.anchors[at]
            if supplier != recipient:
                place = Place(
                    supplier=actors[supplier],
                    recipient=actors[recipient],
                    sentence=anchor.sentence,
                    munition=anchor.munition,
                )
                yield place, tuple(map(float, probabilities[supplier, recipient, at]))

    def _run(self, window: Window) -> NDArray[np.float32]:
        """Give probabilities: suppliers x recipients x anchors x OUTPUTS."""
        marks = np.zeros((len(window.actors), len(window.tokens)), np.float32)
        for row, places in zip(marks, window.actors.values(), strict=True):
            row[list(places)] = 1.0
        given = {
            "tokens": np.array([window.tokens], np.int64),
            "actors": marks,
            "anchors": np.array([anchor.place for anchor in window.anchors], np.int64),
        }
        (probabilities,) = self._session.run(None, given)
        found: NDArray[np.float32] = np.asarray(probabilities, np.float32)
        shape = (len(window.actors), len(window.actors), len(window.anchors), len(OUTPUTS))
        return found.reshape(shape)


def load_scorer() -> PairScorer:
    """Load the network and the tokenizer that are shipped with the package."""
    return PairScorer(resources.files(FOLDER).joinpath("pairs.onnx").read_bytes(), load_tokenizer())


def load_tokenizer() -> Tokenizer:
    """Load the tokenizer that the network was trained with."""
    content = resources.files(FOLDER).joinpath("tokenizer.json").read_text(encoding="utf-8")
    tokenizer = Tokenizer.from_str(content)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
