from tools.network_page import EXAMPLE, PAGE, WORDS, abridged, page, written

SHOWN = PAGE.read_text(encoding="utf-8")


def test_the_page_is_true() -> None:
    assert page(SHOWN) == SHOWN


def test_every_question_has_an_example() -> None:
    from app.routers.network import router

    asked = {found["address"].partition("?")[0] for found in EXAMPLE.finditer(SHOWN)}
    assert asked == {getattr(route, "path", None) for route in router.routes}


def test_every_measure_is_explained() -> None:
    from graph.network.centrality import MEASURES

    assert [name for name in MEASURES if f"\n| `{name}` |" not in SHOWN] == []


def test_long_lists_say_by_how_much_they_are_cut() -> None:
    assert abridged([{"a": 1}, {"a": 2}, {"a": 3}]) == [{"a": 1}, {"a": 2}, "… and 1 more"]
    assert abridged(["x"] * WORDS) == ["x"] * WORDS
    assert abridged(1 / 3) == 0.333333


def test_what_fits_is_on_one_line() -> None:
    assert written({"a": [1, 2]}) == '{"a": [1, 2]}'
    long = written({"a": "x" * 50, "b": ["y" * 50]})
    assert long.splitlines() == ["{", f'  "a": "{"x" * 50}",', f'  "b": ["{"y" * 50}"]', "}"]
