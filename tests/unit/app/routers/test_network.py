"""Paths and centralities over REST."""

import pytest

from tests.unit.app.conftest import Client

pytestmark = pytest.mark.usefixtures("stories")


def test_paths_lead_from_hop_to_hop(client: Client) -> None:
    found = client.get("/v1/network/paths?from=Oman&to=Ukraine").json()
    assert found["total"] == 1
    path = found["paths"][0]
    assert path["actors"] == ["OMN", "POL", "UKR"]
    assert path["strength"] == 1
    assert path["hops"][1]["munitions"] == [
        {"munition": {"id": "battle-tank", "label": "Battle tanks"}, "claims": 2}
    ]


def test_fewer_hops_find_fewer_paths(client: Client) -> None:
    assert client.get("/v1/network/paths?from=OMN&to=UKR&max_hops=1").json()["paths"] == []


def test_filters_say_which_claims_count(client: Client) -> None:
    query = "/v1/network/paths?from=OMN&to=UKR&munition=battle-tank"
    assert client.get(query).json()["paths"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("paths?from=OMN", "to"),
        ("paths?from=OMN&to=OMN", "to"),
        ("paths?from=Omann&to=UKR", "from"),
        ("paths?from=OMN&to=UKR&max_hops=9", "max_hops"),
        ("centrality?measure=fame", "measure"),
        ("centrality?limit=x", "limit"),
    ],
)
def test_what_cannot_be_used_is_named(client: Client, query: str, field: str) -> None:
    answer = client.get(f"/v1/network/{query}")
    assert answer.status_code == 422
    assert answer.json()["field"] == field


def test_centrality_names_the_network_it_was_computed_on(client: Client) -> None:
    found = client.get("/v1/network/centrality?measure=in-strength&limit=2").json()
    assert found["network"] == {"sequence": 3, "filters": {}, "nodes": 5, "edges": 3}
    assert [(one["actor"]["id"], one["value"]) for one in found["scores"]] == [
        ("UKR", 2),
        ("POL", 1),
    ]
