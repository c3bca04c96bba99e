from collections import Counter

import pytest

from bench import speed
from bench.evaluate import article_of
from graph.ingest.read.gate import outline

ROWS = speed.feed_rows()


def test_the_feed_is_a_hundred_articles_of_which_five_tell_of_aid() -> None:
    sections = Counter(row["section"] for row in ROWS)
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 100
    assert sections[speed.AID] == 5
    assert len(sections) > 10
    assert [row["published"] for row in ROWS] == sorted(row["published"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_its_articles_are_as_long_as_news(row: dict[str, str]) -> None:
    assert 200 <= len(row["text"].split()) <= 450
    assert row.keys() == {"id", "section", "title", "published", "publisher", "text"}


def test_the_gate_lets_all_aid_through_and_little_else() -> None:
    passed = Counter(row["section"] == speed.AID for row in ROWS if outline(article_of(row)).gated)
    assert passed[True] == 5
    assert passed[False] <= 9


def test_a_text_is_as_long_as_asked() -> None:
    assert len(speed.text_of(5_000).split()) == 5_000
    plain = speed.text_of(5_000, punctuated=False)
    assert len(plain.split()) == 5_000
    assert not set(".,;:!?\n") & set(plain)


def test_acts_take_turns_and_the_median_counts() -> None:
    calls: list[str] = []
    times = speed.take_turns([lambda: calls.append("a"), lambda: calls.append("b")], 3)
    assert "".join(calls) == "ababab"
    assert len(times) == 2
    assert all(one >= 0 for one in times)
