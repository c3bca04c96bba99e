"""Copies of one text."""

import random

from hypothesis import given
from hypothesis import strategies as st

from graph.network.bands import band_keys
from graph.network.copies import Copies, likeness, same_words, sign

WORDS = [
    f"{a}{b}" for a in ("ka", "lo", "mi", "tu", "re", "sa") for b in ("n", "r", "st", "lm", "")
]


def story(seed: int, words: int = 150) -> str:
    rolls = random.Random(seed)
    return " ".join(rolls.choice(WORDS) + str(rolls.randrange(50)) for _ in range(words))


def edited(text: str, every: int) -> str:
    words = text.split()
    return " ".join("other" if at % every == 0 else word for at, word in enumerate(words))


def grouped(*texts: str) -> list[str]:
    copies = Copies()
    for place, text in enumerate(texts):
        copies.add(str(place), text)
    return [copies.first(str(place)) for place in range(len(texts))]


def test_a_reprint_is_a_copy_whatever_its_case_and_marks() -> None:
    text = story(1)
    assert grouped(text, text.upper().replace(" ", ",  "), text + "\n") == ["0", "0", "0"]


def test_slight_edits_and_a_trimmed_end_do_not_make_another_story() -> None:
    text = story(2)
    assert grouped(text, edited(text, 20), text[: len(text) * 2 // 3]) == ["0", "0", "0"]


def test_other_stories_are_their_own() -> None:
    assert grouped(story(3), story(4), story(5)) == ["0", "1", "2"]


def test_short_texts_and_none_at_all_have_signatures() -> None:
    assert sign("") == sign("  ")
    assert sign("One word") != sign("Two words")
    assert len(sign("")) == 4 * likeness().places


def test_when_the_first_goes_the_others_stay_together() -> None:
    text = story(6)
    copies = Copies()
    for name in ("first", "second", "third"):
        copies.add(name, text)
    assert copies.remove("first") == ("second", "third")
    assert copies.first("second") == copies.first("third") == "second"
    assert copies.remove("third") == ()
    assert copies.remove("third") == ()
    assert copies.first("third") == "third"


def test_an_article_that_comes_again_stays_where_it_is() -> None:
    copies = Copies()
    copies.add("one", story(7))
    copies.add("two", story(7))
    copies.add("one", story(7))
    assert copies.first("two") == "one"
    copies.clear()
    assert copies.first("two") == "two"


def test_texts_that_share_boilerplate_cost_no_more_than_others() -> None:
    copies = Copies()
    shared = story(8, 40)
    for place in range(200):
        copies.add(str(place), f"{shared} {story(100 + place, 160)}")
    keys = band_keys(copies._signatures[:200], likeness().bands)
    owners = [own for of_text in keys for own in copies._bands.owners(of_text)]
    assert 1 < max(map(len, owners)) <= likeness().compared


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.randoms(use_true_random=False))
def test_what_was_added_and_removed_leaves_nothing(names: list[str], rolls: random.Random) -> None:
    copies = Copies()
    for name in names:
        copies.add(name, story(ord(name) % 3))
        if rolls.random() < 0.3:
            copies.remove(name)
    for name in names:
        copies.remove(name)
    assert not any((copies._slots, copies._first, copies._members, len(copies._bands)))


def test_quotes_that_differ_in_marks_alone_are_the_same_words() -> None:
    assert same_words("“Four tanks,” he said") == same_words("four TANKS he  said.")
