from __future__ import annotations

from collections.abc import Sequence

import pytest

from bench.training.folds import Member, divide

SHARED = "The harbour was closed all day."
MANY = 40
"""Folds, so that rows which nothing holds together hardly ever meet."""


def make_row(name: str, text: str, group: str = "") -> Member:
    return Member(group=group or name, text=text)


def lone(count: int) -> list[Member]:
    return [make_row(f"row-{n}", f"On the day {n} it rained {n} times.") for n in range(count)]


def folds_of(rows: Sequence[Member]) -> dict[str, int]:
    return dict(zip([one.text for one in rows], divide(rows, MANY), strict=True))


def test_rows_are_spread_over_all_folds_about_evenly() -> None:
    folds = divide(lone(200), 4)
    assert len(folds) == 200
    assert set(folds) == {0, 1, 2, 3}
    assert max(folds.count(fold) for fold in range(4)) < 80


def test_the_same_rows_are_in_the_same_folds() -> None:
    assert divide(lone(30), MANY) == divide(lone(30), MANY)


def test_a_lone_row_keeps_its_fold_whatever_comes_beside_it() -> None:
    few, more = folds_of(lone(10)), folds_of(lone(30))
    assert few.items() <= more.items()


def test_twins_are_not_parted() -> None:
    twins = [make_row(f"twin-{n}", f"Here {n} is said.", group="twins") for n in range(9)]
    folds = folds_of([*lone(10), *twins, *lone(10)])
    assert len({folds[one.text] for one in twins}) == 1


@pytest.mark.parametrize(
    "other",
    [
        f"Who knows? {SHARED} Nobody cared.",
        f"{SHARED}\nNobody cared.",
        "THE HARBOUR was  closed all day.",
    ],
)
def test_rows_that_share_a_sentence_of_six_words_are_not_parted(other: str) -> None:
    texts = [f"{n} boats left. {SHARED}" for n in range(8)] + [other]
    folds = divide([make_row(f"r{n}", text) for n, text in enumerate(texts)], MANY)
    assert len(set(folds)) == 1


def test_a_shorter_sentence_holds_nothing_together() -> None:
    rows = [make_row(f"r{n}", f"{n} boats left. The harbour was closed today.") for n in range(12)]
    assert len(set(divide(rows, MANY))) > 1


def test_what_holds_together_over_others_is_not_parted() -> None:
    other = "Nobody had seen such a storm."
    for number in range(12):
        rows = [
            make_row(f"a{number}", f"It rained. {SHARED}"),
            make_row(f"b{number}", other),
            make_row(f"c{number}", "They left.", group=f"twins-{number}"),
            make_row(f"d{number}", f"{other} So they said.", group=f"twins-{number}"),
            make_row(f"e{number}", f"{SHARED} {other}"),
        ]
        assert len(set(divide(rows, MANY))) == 1


def test_no_rows_have_no_folds() -> None:
    assert divide([], 4) == []
