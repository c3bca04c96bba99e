import threading

import pytest

from graph.network.remembered import KEPT, Remembered


def test_an_answer_is_built_once_however_many_ask() -> None:
    remembered: Remembered[int] = Remembered()
    built: list[int] = []
    begun = threading.Event()
    go_on = threading.Event()

    def build() -> int:
        begun.set()
        go_on.wait(5)
        built.append(1)
        return 42

    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(remembered.find(1, "q", build)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    assert begun.wait(5)
    go_on.set()
    for thread in threads:
        thread.join()
    assert answers == [42] * 4
    assert built == [1]


def test_a_failure_is_not_kept() -> None:
    remembered: Remembered[int] = Remembered()
    with pytest.raises(ZeroDivisionError):
        remembered.find(1, "q", lambda: 1 // 0)
    assert remembered.find(1, "q", lambda: 2) == 2


def test_a_new_state_forgets_and_an_old_one_is_not_kept() -> None:
    remembered: Remembered[int] = Remembered()
    assert remembered.find(1, "q", lambda: 1) == 1
    assert remembered.find(2, "q", lambda: 2) == 2
    assert remembered.find(1, "q", lambda: 3) == 3
    assert remembered.find(2, "q", lambda: 4) == 2


def test_the_longest_unused_goes_first() -> None:
    remembered: Remembered[int] = Remembered()
    for number in range(KEPT):
        remembered.find(1, number, lambda: 0)
    remembered.find(1, 0, lambda: 1)
    remembered.find(1, "one more", lambda: 0)
    assert remembered.find(1, 0, lambda: 9) == 0
    assert remembered.find(1, 1, lambda: 9) == 9
