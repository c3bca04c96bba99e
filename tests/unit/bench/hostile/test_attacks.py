from collections.abc import Callable
from random import Random

import pytest

from bench.hostile.attacks import attacks, bomb, nest, place, service_call, update
from bench.hostile.attempts import Attempt
from graph.errors import QueryError, QueryRefused, UpdateRefused
from graph.store.limits import query_limits
from graph.store.screen import screen

LISTENER = "http://127.0.0.1:9/"


def filled(template: str, blank: str = " ") -> str:
    return template.format(url=LISTENER, rest=LISTENER.removeprefix("http"), b=blank)


@pytest.mark.parametrize("template", attacks()["service"]["queries"])
def test_no_service_is_let_through(template: str) -> None:
    query = filled(template)
    try:
        screen(query, query_limits())
    except QueryError:
        return
    # What is let through names the listener where nothing is fetched: graphs, strings, subjects.
    assert "SERVICE" not in query.upper().split("'SERVICE", maxsplit=1)[0]


@pytest.mark.parametrize("template", attacks()["update"]["queries"])
def test_updates_are_refused_or_no_queries(template: str) -> None:
    query = filled(template)
    try:
        screen(query, query_limits())
    except UpdateRefused:
        return
    except QueryError:
        assert "\\u" in query
        return
    assert ";" in query, "the reader has to refuse what comes after the query"


@pytest.mark.parametrize(
    "make", [bomb, nest, place, lambda r: update(r, LISTENER), lambda r: service_call(r, LISTENER)]
)
def test_the_same_rolls_make_the_same_requests(make: Callable[[Random], Attempt]) -> None:
    first, again = ([make(rolls) for _ in range(60)] for rolls in (Random(7), Random(7)))
    assert first == again
    assert len({(each.query, each.body) for each in first}) > 10


def test_nests_are_no_longer_than_a_query_may_be() -> None:
    rolls = Random(1)
    for _ in range(100):
        assert len(nest(rolls).query or "") <= query_limits().text_bytes


def test_places_are_behind_their_comments() -> None:
    rolls = Random(3)
    made = [one for one in (place(rolls) for _ in range(60)) if one.query is not None]
    for attempt in made:
        assert attempt.place is not None
        comments = (attempt.query or "").count("# é\t😀")
        assert attempt.place[0] > comments


def test_a_service_among_the_attacks_is_refused_for_what_it_is() -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        screen(filled(attacks()["service"]["queries"][0], " # x\n"), query_limits())
