from dataclasses import replace

import pytest

from bench.crowd.__main__ import Crowd
from bench.crowd.judging import Book
from bench.torture.load import Asker, Watched, compared, tail, told


class Wrote:
    articles, verdicts, withdrawals = 10, 0, 0


def crowd(milliseconds: float, wrong: int = 0) -> Crowd:
    book = Book()
    book.note(*["torn"] * wrong)
    seconds = {"claims": [milliseconds / 1000] * 300, "rare": [1.0] * 3}
    wrote = Wrote()
    return Crowd(seconds=seconds, writers=(wrote, wrote), book=book, together=0)  # type: ignore[arg-type] # stands in for writers


def watched(step: float) -> Watched:
    times = [float(number) for number in range(100)]
    return Watched(seconds=times, own=[100 + step * one for one in times])


def broken(*, slow: float = 5, wrong: int = 0, step: float = 0) -> list[str]:
    said = told(crowd(5), crowd(slow, wrong), watched(step), Asker("http://127.0.0.1:1"))
    return [line.partition(":")[0] for line in said if " trials, " in line and ", 0 " not in line]


def test_nothing_is_broken_when_nothing_is_wrong() -> None:
    assert broken() == []
    assert broken(slow=9.9) == []


@pytest.mark.parametrize(
    ("case", "promise"),
    [
        ({"wrong": 1}, "answers under load are right and whole"),
        ({"step": 0.5}, "memory is flat under load"),
        ({"slow": 10.1}, "p99 beside the worst queries is under twice"),
    ],
)
def test_each_promise_is_broken_by_what_breaks_it(case: dict[str, float], promise: str) -> None:
    assert broken(**case) == [promise]  # type: ignore[arg-type] # one of the three


def test_memory_that_settles_at_first_does_not_grow() -> None:
    times = [float(number) for number in range(100)]
    own = [min(100 + 10 * one, 300) for one in times]
    assert Watched(seconds=times, own=own).slope() == pytest.approx(0, abs=1e-6)
    assert watched(1).slope() == pytest.approx(1)


def test_kinds_with_few_answers_are_not_compared_alone() -> None:
    names = [name for name, _, _ in compared(crowd(5), replace(crowd(5)))]
    assert names == ["claims", "all"]
    assert tail([0.001] * 98 + [0.1] * 2) == pytest.approx(100)
