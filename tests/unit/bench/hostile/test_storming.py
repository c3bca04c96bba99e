from collections import Counter
from random import Random

from bench.hostile.grammar import Grammar
from bench.hostile.storming import WEIGHTS, attempts, table

LISTENER = "http://127.0.0.1:9/"


def drawn(seed: int) -> list[object]:
    rolls = Random(seed)
    grammar = Grammar(rolls, ["a"], ["<http://e/s>"])
    return list(attempts(300, rolls, LISTENER, grammar))


def test_a_storm_is_the_same_for_a_seed() -> None:
    assert drawn(4) == drawn(4)
    assert drawn(4) != drawn(5)


def test_a_storm_is_of_all_kinds() -> None:
    kinds = {getattr(one, "kind", "") for one in drawn(0)}
    assert kinds >= set(WEIGHTS) - {"malformed"}
    assert kinds >= {"parameters", "headers", "bodies", "bytes"}
    assert sum(WEIGHTS.values()) == 100


def test_a_table_adds_up() -> None:
    lines = table(Counter({("bomb", 503): 2, ("bomb", 200): 1, ("random", 200): 4}))
    assert lines[0].split() == ["kind", "200", "503", "all"]
    assert [line.split() for line in lines[1:]] == [
        ["bomb", "1", "2", "3"],
        ["random", "4", "-", "4"],
        ["all", "5", "2", "7"],
    ]
