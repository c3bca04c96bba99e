from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from graph.claims.article import make_article
from graph.ingest.learned.sheet import Mark, Window
from graph.ingest.learned.windows import LONGEST, WIDTH, WindowMaker
from graph.ingest.read.gate import Outline, outline
from graph.ingest.read.mentions import ActorMention

DELIVERIES = " ".join(f"Norway sent Chad {count} mortars." for count in range(2, 90))
RAIN = " ".join(["Rain fell on the harbour all day."] * 60)
LIST = "Mali gave Ghana tanks, rifles, mortars, howitzers, drones, radars, mines and bombs. "


def lay(text: str, publisher: str | None = None, title: str | None = None) -> Outline:
    return outline(make_article(text, publisher=publisher, title=title))


def sentences_in(window: Window) -> list[int]:
    return [one.sentence for one in window.anchors if one.munition is None]


def test_a_window_reads_as_the_text_with_marks(maker: WindowMaker, tokenizer: Tokenizer) -> None:
    (window,) = maker.windows(lay("Norway sent Chad mortars.", "Harbour Gazette", "Oslo gives"))
    read = tokenizer.decode(list(window.tokens), skip_special_tokens=False)
    for mark in Mark:
        read = read.replace(mark, mark.name.lower())
    assert read == (
        "begin harbour gazette actor oslo actor_end gives end sentence actor norway actor_end sent"
        " actor chad actor_end munition mortars munition_end. end"
    )


def test_every_mention_of_an_actor_is_a_place_of_it(
    maker: WindowMaker, tokenizer: Tokenizer
) -> None:
    text = "Norway sent Chad mortars. Oslo has armed Chad before, Norwegian officials said."
    (window,) = maker.windows(lay(text))
    assert {actor: len(places) for actor, places in window.actors.items()} == {"NOR": 3, "TCD": 2}
    following = [tokenizer.id_to_token(window.tokens[at + 1]) for at in window.actors["NOR"]]
    assert following == ["norway", "oslo", "norwegian"]


def test_anchors_are_the_sentences_and_what_may_be_munitions(maker: WindowMaker) -> None:
    (window,) = maker.windows(lay("Norway sent Chad mortars. Oslo promised six more."))
    found = [(one.sentence, one.munition.text if one.munition else None) for one in window.anchors]
    assert found == [(0, None), (0, "mortars"), (1, None), (1, "six"), (1, "more")]


def test_we_and_the_publisher_are_one_state_in_a_governments_text(maker: WindowMaker) -> None:
    (window,) = maker.windows(lay("We sent Chad mortars.", "Ministry of Defence of Norway"))
    assert {actor: len(places) for actor, places in window.actors.items()} == {"NOR": 2, "TCD": 1}


def test_windows_overlap_and_hold_every_gated_sentence(maker: WindowMaker) -> None:
    laid = lay(DELIVERIES)
    windows = list(maker.windows(laid))
    assert len(windows) > 3
    runs = [sentences_in(window) for window in windows]
    assert {index for run in runs for index in run} == set(laid.gated)
    assert all(run == list(range(run[0], run[-1] + 1)) for run in runs)
    assert all(before[0] < after[0] <= before[-1] for before, after in pairwise(runs))


def test_actors_of_title_and_publisher_are_in_every_window(maker: WindowMaker) -> None:
    windows = list(maker.windows(lay(DELIVERIES, "Ministry of Defence of Mali", "Peru watches")))
    assert len(windows) > 3
    assert all({"MLI", "PER"} <= set(window.actors) for window in windows)


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent mortars.",
        "Norway's king met Chad's singers.",
        "Rain fell.",
        "",
    ],
)
def test_without_two_actors_and_a_gated_sentence_there_is_no_window(
    maker: WindowMaker, text: str
) -> None:
    assert list(maker.windows(lay(text))) == []


def test_a_second_actor_may_be_in_the_title_alone(maker: WindowMaker) -> None:
    (window,) = maker.windows(lay("Norway sent mortars.", title="Chad re-arms"))
    assert list(window.actors) == ["TCD", "NOR"]


def test_stretches_that_say_nothing_of_munitions_are_left_out(maker: WindowMaker) -> None:
    laid = lay(f"Norway sent Chad mortars. {RAIN} Mali sent Peru rifles.")
    first, last = maker.windows(laid)
    assert 0 in sentences_in(first)
    assert laid.gated[-1] in sentences_in(last)
    read = {*sentences_in(first), *sentences_in(last)}
    assert len(read) < len(laid.sentences)


@pytest.mark.parametrize("text", [LIST * 40, "Norway sent Chad " + "a very old howitzer, " * 400])
def test_no_window_is_longer_than_the_encoder_reads(
    maker: WindowMaker, tokenizer: Tokenizer, text: str
) -> None:
    windows = list(maker.windows(lay(text, title="Chad " * 300)))
    assert windows
    for window in windows:
        assert len(window.tokens) <= LONGEST + 1
        assert tokenizer.id_to_token(window.tokens[0]) == Mark.BEGIN
        assert tokenizer.id_to_token(window.tokens[-1]) == Mark.END


def test_a_long_title_leaves_room_for_the_sentences(maker: WindowMaker) -> None:
    laid = lay(DELIVERIES, title="Chad and its many friends " * 100)
    windows = list(maker.windows(laid))
    assert {index for one in windows for index in sentences_in(one)} == set(laid.gated)
    assert max(len(one.tokens) for one in windows) < 1.5 * WIDTH


def test_mentions_may_be_spelt_otherwise(maker: WindowMaker, tokenizer: Tokenizer) -> None:
    def spell(mention: ActorMention) -> str:
        return "Peru" if mention.actors == ("NOR",) else mention.text

    (window,) = maker.windows(lay("Norway sent Chad mortars. Oslo was proud."), spell=spell)
    read = tokenizer.decode(list(window.tokens))
    assert "norway" not in read
    assert "oslo" not in read
    assert list(window.actors) == ["NOR", "TCD"]
    assert [tokenizer.id_to_token(window.tokens[at + 1]) for at in window.actors["NOR"]] == [
        "peru", "peru",
    ]  # fmt: skip


SENTENCES = st.sampled_from(
    [
        "Norway sent Chad mortars.", "We armed them.", "Rain fell.", LIST.strip(),
        "The first six went to Peru, the rest to NATO and the Baltics.", "\n", "M23 mortars!",
        "Who paid?", "OSLO (AP) \u2014 The US-made jets came back, said the White House.",
    ]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SENTENCES, max_size=40).map(" ".join), st.none() | SENTENCES)
def test_whatever_the_text_every_place_is_a_mark_and_no_gated_sentence_is_lost(
    maker: WindowMaker, tokenizer: Tokenizer, text: str, title: str | None
) -> None:
    laid = lay(text, publisher="The White House", title=title)
    marks = {mark: tokenizer.token_to_id(mark) for mark in Mark}
    windows = list(maker.windows(laid))
    for window in windows:
        assert len(window.actors) > 1
        for places in window.actors.values():
            assert {window.tokens[at] for at in places} == {marks[Mark.ACTOR]}
        for anchor in window.anchors:
            mark = Mark.SENTENCE if anchor.munition is None else Mark.MUNITION
            assert window.tokens[anchor.place] == marks[mark]
    seen = {index for window in windows for index in sentences_in(window)}
    named = {i for i in laid.gated if any(one.actors != ("USA",) for one in laid.actors[i])}
    assert named <= seen
