"""Answers are compared as the W3C's tests mean them."""

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, Store

from bench.conformance import JSON, canonical

ROWS = "SELECT ?a ?b { VALUES (?a ?b) { (1 'x') (1.0 UNDEF) (1 'x') } }"


def asked(query: str) -> bytes:
    found = Store().query(query)
    assert isinstance(found, QuerySolutions | QueryBoolean)
    return found.serialize(format=QueryResultsFormat.JSON) or b""


def test_rows_are_counted_without_order() -> None:
    turned = "SELECT ?b ?a { VALUES (?b ?a) { (UNDEF 1.0) ('x' 1) ('x' 1) } }"
    assert canonical(asked(ROWS), JSON) == canonical(asked(turned), JSON)


def test_a_row_that_comes_once_less_is_another_answer() -> None:
    once = "SELECT ?a ?b { VALUES (?a ?b) { (1 'x') (1.0 UNDEF) } }"
    assert canonical(asked(ROWS), JSON) != canonical(asked(once), JSON)


def test_numbers_are_compared_by_value_and_type() -> None:
    def one(value: str) -> object:
        return canonical(asked(f"SELECT ?a {{ VALUES ?a {{ {value} }} }}"), JSON)

    assert one("1.50") == one("1.5")
    assert one("1") != one("1.0")


def test_yes_and_no_are_answers() -> None:
    assert canonical(asked("ASK {}"), JSON) is True
    assert canonical(asked("ASK { ?a ?b ?c }"), JSON) is False
