import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.network.gists import GIST, PARTS, are_one, gist_of, near, sameness

STORY = (
    "Gunners heard of it on the radio. Norway will send Ukraine two dozen self-propelled howitzers "
    "and many shells by the summer, the defence minister told reporters in Oslo. Spare barrels "
    "follow."
)
START, END = STORY.index("Norway"), STORY.index(" Spare")


def gist(sentence: str) -> int:
    return gist_of(sentence, 0, len(sentence))


def test_a_sentence_has_the_gist_of_its_words_alone() -> None:
    assert are_one(gist_of(STORY, START, END), gist(STORY[START:END]))
    turned = (
        "THE DEFENCE MINISTER TOLD REPORTERS IN OSLO: BY SUMMER, NORWAY WILL SEND UKRAINE "
        "24 SELF-PROPELLED HOWITZERS AND MANY SHELLS"
    )
    assert gist(turned) == gist(STORY[START:END])


def test_a_short_sentence_takes_in_what_stands_around_it() -> None:
    text = "Barrels glow. Norway gave Ukraine howitzers. Oslo keeps silent over where they went."
    start, end = text.index("Norway"), text.index(" Oslo")
    assert gist_of(text, start, end).bit_count() > gist(text[start:end]).bit_count()


def test_edits_are_seen_through_and_other_words_are_not() -> None:
    told = gist(STORY[START:END])
    edited = (
        "Norway is to ship Ukraine 24 self-propelled howitzers and lots of shells by summer, "
        "the minister of defence informed reporters in Oslo"
    )
    other = "Two dozen M109s from Norwegian stocks are going to Ukraine, Sandvik said in Parliament"
    assert are_one(told, gist(edited))
    assert not are_one(told, gist(other))


def test_common_words_and_numbers_do_not_count() -> None:
    assert gist("They said that there were 15,000 or fifteen thousand of them") == 0
    assert {"the", "thousand"} <= sameness().common


@given(st.lists(st.integers(0, 2 ** (8 * GIST) - 1), min_size=1, max_size=12))
def test_many_at_once_are_compared_as_two_are(gists: list[int]) -> None:
    rolls = random.Random(len(gists))
    gists = [*gists, *(one ^ (1 << rolls.randrange(8 * GIST)) for one in gists)]
    written = b"".join(one.to_bytes(GIST, "little") for one in gists)
    parts = np.frombuffer(written, dtype=np.uint64).reshape(-1, PARTS)
    sizes = np.array([one.bit_count() for one in gists])
    found = near(parts, parts, sizes, sizes)
    for row, one in enumerate(gists):
        for column, other in enumerate(gists):
            assert found[row, column] == are_one(one, other)


def test_what_whoever_tells_of_it_must_say_does_not_make_two_one() -> None:
    one = (
        "Russia also delivered Yak-130 trainer aircraft to Iran in 2023. Pilots flew from Isfahan."
    )
    other = "Russia delivered a few Yak-130 trainer aircraft to Iran in 2023. They are easy to see."
    matter = ("Russia", "Iran", "Yak-130 trainer aircraft", "Yak-130")
    ends = [text.index("2023.") + len("2023.") for text in (one, other)]
    gists = [gist_of(text, 0, end, matter) for text, end in zip((one, other), ends, strict=True)]
    assert not are_one(*gists)
    assert gist_of(one, 0, ends[0], matter).bit_count() < gist_of(one, 0, ends[0]).bit_count()
