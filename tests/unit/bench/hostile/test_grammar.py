from random import Random

import pyoxigraph

from bench.hostile.grammar import Grammar, drawn, spoilt

TERMS = ["<http://e/p>", "<http://e/q>", "a"]
THINGS = ["<http://e/s>", '"shells"', "5"]


def grammar(seed: int) -> Grammar:
    return Grammar(Random(seed), TERMS, THINGS)


def parses(query: str) -> bool:
    try:
        pyoxigraph.Store().query(query)
    except SyntaxError:
        return False
    except (RuntimeError, ValueError, OSError):
        return True
    return True


def test_most_of_what_is_drawn_parses_and_some_of_what_is_spoilt_does_not() -> None:
    one = grammar(0)
    good = [parses(one.query()) for _ in range(200)]
    bad = [parses(one.broken()) for _ in range(200)]
    assert sum(good) > 150
    assert 0 < sum(bad) < 150


def test_all_forms_are_drawn() -> None:
    one = grammar(1)
    words = {one.query().split()[0] for _ in range(200)}
    assert words == {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


def test_the_same_seed_draws_the_same() -> None:
    assert [grammar(5).query() for _ in range(2)] == [grammar(5).query()] * 2
    rolls = Random(2)
    assert drawn(rolls, grammar(2)).kind == "random"
    assert spoilt(rolls, grammar(2)).kind == "broken"
