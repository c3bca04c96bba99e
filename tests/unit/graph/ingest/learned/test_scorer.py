"""What any network in this place must do, whichever way it was trained."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from importlib import resources
from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from graph.claims.article import make_article
from graph.claims.claim import Stage, Status
from graph.ingest.learned.scorer import PairScorer, load_scorer
from graph.ingest.learned.scores import LINK, OUTPUTS, Place, Scores
from graph.ingest.learned.settings import FOLDER
from graph.ingest.learned.sheet import Window
from graph.ingest.learned.windows import LONGEST, WindowMaker
from graph.ingest.read.gate import Outline, outline
from tests.judging import place_of

SENT = "Norway sent Chad mortars."
TOLD = (
    "Norway has sent six howitzers to Chad, an official said. Mali refused to sell Ghana rifles. "
    "Peru, which was to get boats from Spain, protested."
)
ROUND = "Norway sent Chad {} mortars in spring and Mali gave Ghana as many rifles. "
LISTED = (
    "Norway armed Chad, Mali, Ghana, Peru, Spain, Kenya, Togo, Benin and Gabon with tanks, rifles, "
    "mortars, howitzers, drones, radars, mines and bombs."
)
LIKELY = 0.5
LEAST = 0.02


class ScriptedScorer(PairScorer):
    """Gives, window by window, the same link to all places, and runs no network."""

    def __init__(self, maker: WindowMaker, links: Sequence[float]) -> None:
        self._maker = maker
        self._links = list(links)

    def _run(self, window: Window) -> NDArray[np.float32]:
        count = len(window.actors)
        shape = (count, count, len(window.anchors), len(OUTPUTS))
        return np.full(shape, self._links.pop(0), np.float32)


class WatchedScorer(PairScorer):
    """Notes how much goes into the network and comes out of it, run by run."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        super().__init__(resources.files(FOLDER).joinpath("pairs.onnx").read_bytes(), tokenizer)
        self.runs: list[tuple[int, int]] = []

    def _run(self, window: Window) -> NDArray[np.float32]:
        found = super()._run(window)
        self.runs.append((len(window.tokens), found.size))
        return found


@pytest.fixture(scope="session")
def scorer() -> PairScorer:
    return load_scorer()


def lay(text: str) -> Outline:
    return outline(make_article(text))


def rounds(count: int) -> str:
    """Write a text of 14 words a sentence."""
    return "".join(ROUND.format(number) for number in range(2, 2 + count))


def told_by(scores: Scores) -> dict[Place, tuple[float, ...]]:
    return {place: scores.outputs(place) for place in scores}


@pytest.mark.parametrize("text", [SENT, TOLD, LISTED, rounds(40)], ids=len)
def test_every_pair_at_every_anchor_has_probabilities(
    text: str, scorer: PairScorer, maker: WindowMaker
) -> None:
    for window in maker.windows(lay(text)):
        found = scorer._run(window)
        count = len(window.actors)
        assert found.shape == (count, count, len(window.anchors), len(OUTPUTS))
        assert np.isfinite(found).all()
        assert found.min() >= 0
        assert found.max() <= 1


def test_who_sends_whom_is_told_apart(scorer: PairScorer) -> None:
    laid = lay(SENT)
    scores = scorer.score(laid)
    for words in (None, "mortars"):
        there = scores.link(place_of(laid, "NOR TCD", words))
        back = scores.link(place_of(laid, "TCD NOR", words))
        assert there > LIKELY
        assert there - back > 0.3


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Chad sent Norway mortars.", "TCD NOR"),
        ("Norway received mortars from Chad.", "TCD NOR"),
        ("Norwegian tanks were delivered to Peru in May.", "NOR PER"),
    ],
)
def test_the_supplier_is_not_just_who_is_named_first(
    text: str, pair: str, scorer: PairScorer
) -> None:
    laid = lay(text)
    supplier, recipient = pair.split()
    scores = scorer.score(laid)
    there = scores.link(place_of(laid, pair))
    assert there > scores.link(place_of(laid, f"{recipient} {supplier}"))
    assert there > LIKELY


def test_what_has_been_sent_is_an_asserted_delivery(scorer: PairScorer) -> None:
    laid = lay(SENT)
    scores, place = scorer.score(laid), place_of(laid, "NOR TCD", "mortars")
    assert (scores.stage(place), scores.status(place)) == (Stage.DELIVERY, Status.ASSERTED)


def test_the_same_article_has_the_same_scores(scorer: PairScorer) -> None:
    once = told_by(scorer.score(lay(TOLD)))
    scorer.score(lay(LISTED))
    assert once
    assert told_by(scorer.score(lay(TOLD))) == once
    assert told_by(load_scorer().score(lay(TOLD))) == once


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rain fell on the harbour.",
        "The mortars and the rifles were sold in spring.",
        "Norway sent mortars. Oslo was proud of them.",
    ],
)
def test_where_no_two_actors_are_named_nothing_is_scored(text: str, scorer: PairScorer) -> None:
    assert told_by(scorer.score(lay(text))) == {}


def test_all_pairs_of_two_and_all_anchors_are_places(maker: WindowMaker) -> None:
    laid = lay("Norway and Mali sent Chad mortars.")
    found = told_by(ScriptedScorer(maker, [0.75]).score(laid))
    assert set(found) == {
        place_of(laid, " ".join(pair), words)
        for pair in permutations(("NOR", "MLI", "TCD"), 2)
        for words in (None, "mortars")
    }
    assert set(found.values()) == {(0.75,) * len(OUTPUTS)}


@pytest.mark.parametrize(("link", "count"), [(LEAST - 0.001, 0), (LEAST + 0.001, 4)])
def test_what_is_hardly_likely_is_not_kept(link: float, count: int, maker: WindowMaker) -> None:
    assert len(told_by(ScriptedScorer(maker, [link]).score(lay(SENT)))) == count


@pytest.mark.parametrize(("first", "second"), [(0.25, 0.75), (0.75, 0.25)])
def test_where_windows_overlap_the_surer_counts(
    first: float, second: float, maker: WindowMaker
) -> None:
    laid = lay(rounds(16))
    one, two = ({anchor.sentence for anchor in window.anchors} for window in maker.windows(laid))
    assert one & two
    assert one - two
    scores = ScriptedScorer(maker, [first, second]).score(laid)
    for sentence in one | two:
        links = [first] * (sentence in one) + [second] * (sentence in two)
        assert scores.link(place_of(laid, "NOR TCD", None, sentence)) == max(links)


def test_a_place_has_all_its_outputs_from_the_surer_window(
    scorer: PairScorer, maker: WindowMaker
) -> None:
    laid = lay(rounds(16))
    by_place: dict[Place, list[tuple[float, ...]]] = {}
    for window in maker.windows(laid):
        for place, found in scorer._places(window):
            by_place.setdefault(place, []).append(found)
    assert max(map(len, by_place.values())) == 2
    surest = {place: max(ones, key=lambda one: one[LINK]) for place, ones in by_place.items()}
    assert told_by(scorer.score(laid)) == surest


def _peak(read: Callable[[], object]) -> int:
    """Measure the most bytes that were held at a time."""
    tracemalloc.start()
    try:
        read()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_text_of_3000_words_is_scored_window_by_window(tokenizer: Tokenizer) -> None:
    short, long = (lay(rounds(count)) for count in (54, 215))
    assert len(long.article.text.split()) > 3000
    few, many = WatchedScorer(tokenizer), WatchedScorer(tokenizer)
    some, all_ = told_by(few.score(short)), told_by(many.score(long))
    assert len(all_) <= 6 * len(some)
    assert len(many.runs) <= 5 * len(few.runs)
    assert max(size for _, size in many.runs) <= 1.5 * max(size for _, size in few.runs)
    assert max(tokens for tokens, _ in many.runs) <= LONGEST + 1


def test_memory_grows_no_faster_than_the_text(scorer: PairScorer) -> None:
    short, long = (lay(rounds(count)) for count in (54, 215))
    scorer.score(short)
    assert _peak(partial(scorer.score, long)) <= 6 * _peak(partial(scorer.score, short))


def test_a_network_with_other_outputs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.ingest.learned.scorer.LAYOUT", "link: stage:request")
    with pytest.raises(ValueError, match="not 'link: stage:request'"):
        load_scorer()
