"""The table of problems: complete, and what a problem says."""

import inspect

import pytest

from app import errors as table
from graph import errors


def leaves() -> list[type[errors.MaterielError]]:
    found = [
        member
        for member in vars(errors).values()
        if inspect.isclass(member) and issubclass(member, errors.MaterielError)
    ]
    parents = {parent for one in found for parent in one.__mro__[1:]}
    return [one for one in found if one not in parents]


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf.__name__)
def test_every_leaf_of_the_error_tree_has_a_row(leaf: type[errors.MaterielError]) -> None:
    assert leaf in table.KINDS


def test_every_kind_has_a_slug_of_its_own() -> None:
    slugs = [kind.slug for kind in table.KINDS.values()]
    assert len(slugs) == len(set(slugs))


def test_an_error_without_a_row_takes_that_of_its_ancestor() -> None:
    class Rare(errors.QueryRefused):
        pass

    assert table.kind_of(Rare("no")).slug == "query-refused"


def test_a_problem_names_field_value_remedy_and_matches() -> None:
    error = errors.UnknownActor(
        "No actor is called 'Rusia'", field="recipient", value="Rusia", matches=("Russia",)
    )
    assert table.problem_of(error) == {
        "type": "/problems/unknown-actor",
        "title": "Unknown actor",
        "status": 422,
        "detail": "No actor is called 'Rusia'",
        "field": "recipient",
        "value": "Rusia",
        "remedy": "Closest known: Russia",
        "matches": ["Russia"],
    }


@pytest.mark.parametrize(
    ("kind", "word", "register"),
    [(errors.UnknownActor, "ISO 3166", "/v1/actors"), (errors.UnknownMunition, "id", "/v1/mun")],
)
def test_a_name_that_is_close_to_none_says_what_would_do(
    kind: type[errors.UnknownName], word: str, register: str
) -> None:
    error = kind("nothing is known as 'qqq'", field="munition", value="qqq", matches=())
    assert word in error.remedy
    assert str(error).endswith(error.remedy)
    assert table.problem_of(error)["remedy"].startswith(error.remedy)
    assert register in table.problem_of(error)["remedy"]


def test_a_syntax_problem_says_where() -> None:
    problem = table.problem_of(errors.QuerySyntaxError("Expected a brace", line=3, column=7))
    assert (problem["status"], problem["line"], problem["column"]) == (400, 3, 7)


def test_what_is_ours_to_mend_is_not_told() -> None:
    problem = table.problem_of(errors.LexiconError("actors.csv", 12, "secret row"))
    assert problem["status"] == 500
    assert "secret" not in str(problem)


def test_a_long_or_unencodable_value_is_shown_safely() -> None:
    shown = table.shown("\ud800" + "x" * 1000)
    assert shown.encode("utf-8")
    assert len(shown) <= table.SHOWN + len("\\ud800")


def test_findings_of_a_request_are_named_by_field() -> None:
    problem = table.problem_of_request(
        [
            {"type": "extra_forbidden", "loc": ("body", "autor"), "msg": "Extra", "input": "x"},
            {"type": "missing", "loc": ("body", "text"), "msg": "Field required", "input": {}},
        ]
    )
    assert problem["type"] == "/problems/invalid-field"
    assert (problem["field"], problem["value"]) == ("autor", "x")
    assert [finding["field"] for finding in problem["errors"]] == ["autor", "text"]
    assert "Leave this field out" in problem["remedy"]


def test_a_missing_field_is_a_kind_of_its_own() -> None:
    problem = table.problem_of_request(
        [{"type": "missing", "loc": ("body", "text"), "msg": "Field required", "input": {}}]
    )
    assert problem["type"] == "/problems/missing-field"
    assert "value" not in problem
