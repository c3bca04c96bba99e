import random

from bench.copies import EDITS, draw_text, keep_start, measure, replace_every, replace_some

WORDS = [f"word{at}" for at in range(100)]


def kept(edited: object) -> int:
    assert isinstance(edited, list)
    return sum(one == word for one, word in zip(edited, WORDS, strict=False))


def test_texts_are_edited_as_told() -> None:
    rolls = random.Random(1)
    assert kept(replace_every(10, WORDS, rolls)) == 90
    assert 70 < kept(replace_some(0.15, WORDS, rolls)) < 99
    assert keep_start(0.5, WORDS, rolls) == WORDS[:50]


def test_texts_are_drawn_the_same_every_time_and_differ_from_one_another() -> None:
    rolls, again = random.Random(2), random.Random(2)
    first, second = draw_text(rolls), draw_text(rolls)
    assert (first, second) == (draw_text(again), draw_text(again))
    assert first != second


def test_of_texts_with_every_tenth_word_replaced_about_nine_in_ten_are_found() -> None:
    """What docs/relationships.md says; the texts are seeded, so that it is the same every time."""
    rolls = random.Random(3)
    texts = [draw_text(rolls) for _ in range(300)]
    slight = measure(texts, EDITS["every tenth word replaced"])
    assert 0.85 < slight.own < 0.99
    assert slight.other == 0
    assert measure(texts, lambda words, _: words).own == 1
    assert measure(texts, lambda words, _: [f"new{at}" for at, _ in enumerate(words)]).own == 0
