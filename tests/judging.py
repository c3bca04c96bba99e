"""What a network might have said, written by hand."""

from __future__ import annotations

from graph.claims.claim import Stage, Status
from graph.ingest.learned.lines import munitions_at
from graph.ingest.learned.scorer import PairScorer
from graph.ingest.learned.scores import OUTPUTS, Place, Scores
from graph.ingest.read.gate import Outline
from graph.ingest.read.munitions import MunitionMention


def outputs(
    link: float, stage: Stage = Stage.DELIVERY, status: Status = Status.ASSERTED
) -> tuple[float, ...]:
    """Lay probabilities out as the network does, sure of one stage and one status."""
    sure = {("link", ""): link, ("stage", stage.value): 0.9, ("status", status.value): 0.9}
    return tuple(sure.get((one.kind, one.value), 0.05) for one in OUTPUTS)


def place_of(laid: Outline, pair: str, words: str | None = None, sentence: int = 0) -> Place:
    """Find the place of a pair ("NOR TCD") in a sentence: at these words, or at the whole of it."""
    supplier, recipient = pair.split()
    mention = None if words is None else munition_of(laid, words, sentence)
    return Place(supplier=supplier, recipient=recipient, sentence=sentence, munition=mention)


def munition_of(laid: Outline, words: str, sentence: int = 0) -> MunitionMention:
    """Find the munition, or what may stand for one, that a sentence has in these words."""
    return next(one for one in munitions_at(laid, sentence) if one.text == words)


class KnownScorer(PairScorer):
    """Says of every article what it was given; runs no network."""

    def __init__(self, scores: Scores) -> None:
        self._scores = scores

    def score(self, outline: Outline) -> Scores:
        return self._scores
