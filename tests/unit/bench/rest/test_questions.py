from typing import Any

import pyoxigraph
import pytest

from bench.rest.questions import QUESTIONS, TOP


def bindings(**values: str) -> dict[str, Any]:
    return {name: {"type": "literal", "value": value} for name, value in values.items()}


def named(name: str) -> dict[str, str]:
    return {"id": name, "label": name.title()}


def test_every_question_is_sparql_and_an_address_of_the_api() -> None:
    for question in QUESTIONS:
        pyoxigraph.Store().query(question.query("FRA", "UKR"))
        assert question.address("FRA", "UKR").startswith("/v1/")


@pytest.mark.parametrize(
    ("place", "ours", "theirs"),
    [
        (
            0,
            {"supplies": [{"supplier": named("FRA"), "munition": None, "claims": 2}]},
            [bindings(supplier="FRA", claims="2")],
        ),
        (
            1,
            {"supplies": [{"supplier": named("FRA"), "munition": named("tank"), "claims": 2}]},
            [bindings(s="http://127.0.0.1/id/actor/FRA", m="http://x/tank", claims="2")],
        ),
        (
            2,
            {
                "paths": [
                    {
                        "actors": ["FRA", "POL", "UKR"],
                        "hops": [
                            {"munitions": [{"munition": named("tank"), "claims": 1}]},
                            {"munitions": [{"munition": None, "claims": 3}]},
                        ],
                    },
                    {"actors": ["FRA", "UKR"], "hops": [{"munitions": []}]},
                ]
            },
            [
                bindings(hop="2", via="http://x/POL", claims="3"),
                bindings(hop="1", via="http://x/POL", m="http://x/tank", claims="1"),
            ],
        ),
        (
            3,
            {"chains": [{"actors": ["FRA", "POL", "UKR"], "hops": [{}, {}]}]},
            [bindings(via="http://x/POL", n1="1", n2="3")],
        ),
        (
            4,
            {
                "chains": [
                    {
                        "actors": ["FRA", "POL", "UKR"],
                        "hops": [
                            {
                                "claims": 2,
                                "first": "2024-01-01",
                                "last": None,
                                "munitions": [
                                    {"munition": named("tank"), "claims": 1},
                                    {"munition": None, "claims": 1},
                                ],
                                "evidence": ["/v1/claims/2", "/v1/claims/1"],
                            },
                            {
                                "claims": 1,
                                "first": "2024-03-01",
                                "last": "2024-03-31",
                                "munitions": [{"munition": named("tank"), "claims": 1}],
                                "evidence": ["/v1/claims/3"],
                            },
                        ],
                    }
                ]
            },
            [
                bindings(
                    hop="1", via="http://x/POL", c="1", m="tank", e="2024-01-01", l="2024-01-01"
                ),
                bindings(
                    hop="2", via="http://x/POL", c="3", m="tank", e="2024-03-01", l="2024-03-31"
                ),
                bindings(hop="1", via="http://x/POL", c="2", e="2024-02-01"),
            ],
        ),
        (5, {"actors": [{"id": "FRA", "supplying": 7}]}, [bindings(s="FRA", claims="7")]),
    ],
)
def test_the_same_answer_reads_the_same(place: int, ours: Any, theirs: Any) -> None:
    question = QUESTIONS[place]
    mine = question.ours(ours)
    assert mine
    assert list(mine) == list(question.theirs({"results": {"bindings": theirs}}))


def test_who_supplies_most_is_asked_of_nobody_in_particular() -> None:
    assert TOP.query("FRA", "UKR") == TOP.query("POL", "DEU")
