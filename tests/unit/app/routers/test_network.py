"""Paths and centralities over REST."""

import pytest

from tests.unit.app.conftest import Client, Post

pytestmark = pytest.mark.usefixtures("stories")


def test_paths_lead_from_hop_to_hop(client: Client) -> None:
    found = client.get("/v1/network/paths?from=Oman&to=Ukraine").json()
    assert found["total"] == 1
    path = found["paths"][0]
    assert path["actors"] == ["OMN", "POL", "UKR"]
    assert path["weakest"] == 1
    assert path["hops"][1]["munitions"] == [
        {"munition": {"id": "battle-tank", "label": "Battle tanks"}, "claims": 2, "origins": 2}
    ]


def test_a_hop_leads_to_its_claims(client: Client) -> None:
    query = "/v1/network/paths?from=Oman&to=Ukraine&since=2023&until=2025"
    (path,) = client.get(query).json()["paths"]
    for hop in path["hops"]:
        claims = client.get(hop["claims_url"]).json()["claims"]
        assert len(claims) == hop["claims"]
        assert {claim["recipient"] for claim in claims} == {hop["recipient"]["id"]}


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
        ("chains?to=UKR", "from"),
        ("chains?from=OMN&to=OMN", "to"),
        ("chains?from=OMN&to=Nowhere", "to"),
        ("chains?from=OMN&max_hops=0", "max_hops"),
        ("chains?from=OMN&shared=colour", "shared"),
        ("communities?resolution=0", "resolution"),
        ("communities?resolution=nan", "resolution"),
        ("dependence", "recipient"),
        ("dependence?recipient=Nowhere", "recipient"),
        ("reach", "supplier"),
        ("reach?supplier=OMN&recipient=UKR", "recipient"),
        ("reach?recipient=Nowhere", "recipient"),
        ("reach?supplier=OMN&max_hops=6", "max_hops"),
        ("chokepoints?from=OMN", "to"),
        ("chokepoints?from=OMN&to=OMN", "to"),
        ("similar?recipient=UKR&by=colour", "by"),
        ("similar", "recipient"),
        ("what-if", "actors"),
        ("what-if?actors=Nowhere", "actors"),
        ("what-if?actors=KOR", "actors"),
        ("what-if?relationships=POL", "relationships"),
        ("what-if?relationships=POL>", "relationships"),
        ("what-if?relationships=UKR>POL", "relationships"),
        ("structure?munition=colour", "munition"),
        ("structure?colour=red", "colour"),
    ],
)
def test_what_cannot_be_used_is_named(client: Client, query: str, field: str) -> None:
    answer = client.get(f"/v1/network/{query}")
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["field"] == field
    assert problem["remedy"] or problem["matches"]


def test_centrality_names_the_network_it_was_computed_on(client: Client) -> None:
    found = client.get("/v1/network/centrality?measure=in-strength&limit=2").json()
    assert found["network"] == {"sequence": 3, "filters": {}, "nodes": 5, "edges": 3}
    assert [(one["actor"]["id"], one["value"]) for one in found["scores"]] == [
        ("UKR", 2),
        ("POL", 1),
    ]


def test_chains_follow_the_order_of_time(client: Client, post: Post) -> None:
    query = "/v1/network/chains?from=Oman&to=Ukraine"
    (chain,) = client.get(query).json()["chains"]
    assert chain["actors"] == ["OMN", "POL", "UKR"]
    assert [hop["claims"] for hop in chain["hops"]] == [1, 2]
    assert chain["hops"][0]["first"] == "2023-01-10"
    (address,) = chain["hops"][0]["evidence"]
    assert client.get(address).json()["claim"]["quote"] == "Oman pledges aid to Poland."
    post("Poland sends shells to Oman in 2024-06.")
    assert client.get("/v1/network/chains?from=Poland&to=Ukraine").json()["complete"]
    assert client.get(f"{query}&shared=category").json()["chains"] == []
    onward = client.get("/v1/network/chains?from=Oman").json()
    assert (onward["target"], [one["actors"] for one in onward["chains"]]) == (
        None,
        [["OMN", "POL", "UKR"]],
    )
    assert client.get("/v1/network/chains?from=Oman&to=").json()["chains"] == onward["chains"]


def test_structure_and_groups(client: Client) -> None:
    found = client.get("/v1/network/structure").json()
    assert found["parts"] == [["OMN", "POL", "UKR"], ["IRN", "RUS"]]
    assert [point["actor"]["id"] for point in found["articulation_points"]] == ["POL"]
    assert len(found["bridges"]) == 3
    groups = client.get("/v1/network/communities").json()["communities"]
    assert [[actor["id"] for actor in group["actors"]] for group in groups] == [
        ["OMN", "POL", "UKR"],
        ["IRN", "RUS"],
    ]


def test_dependence_and_likeness(client: Client, post: Post) -> None:
    post("Oman sends shells to Ukraine in 2024-06. Oman sends shells to Russia in 2024-06.")
    found = client.get("/v1/network/dependence?recipient=Ukraine").json()
    assert found["herfindahl"] == pytest.approx(5 / 9)
    assert [(one["supplier"]["id"], one["lost"]) for one in found["suppliers"]] == [
        ("POL", ["armoured-vehicle"]),
        ("OMN", ["ammunition"]),
    ]
    similar = client.get("/v1/network/similar?recipient=Ukraine&by=jaccard").json()
    assert similar["total"] == 2
    assert [(one["recipient"]["id"], one["jaccard"]) for one in similar["similar"]] == [
        ("POL", 0.5),
        ("RUS", pytest.approx(1 / 3)),
    ]


def test_reach_goes_either_way(client: Client) -> None:
    down = client.get("/v1/network/reach?supplier=Oman").json()
    assert [(one["actor"]["id"], one["hops"]) for one in down["reached"]] == [
        ("POL", 1),
        ("UKR", 2),
    ]
    up = client.get("/v1/network/reach?recipient=Ukraine&max_hops=1").json()
    assert (up["direction"], [one["actor"]["id"] for one in up["reached"]]) == ("upstream", ["POL"])
    assert (up["total"], up["share"], up["network"]["filters"]) == (1, 0.25, {})


def test_chokepoints_and_what_if(client: Client) -> None:
    found = client.get("/v1/network/chokepoints?from=OMN&to=UKR").json()
    assert [actor["id"] for actor in found["actors"]] == ["POL"]
    assert [(p["supplier"]["id"], p["recipient"]["id"]) for p in found["relationships"]] == [
        ("OMN", "POL"),
        ("POL", "UKR"),
    ]
    cut = client.get("/v1/network/what-if?actors=Poland&relationships=Iran>Russia").json()
    assert (cut["before"]["edges"], cut["after"]["edges"]) == (3, 0)
    assert [actor["id"] for actor in cut["left_alone"]] == ["IRN", "OMN", "RUS", "UKR"]
    assert [one["recipient"]["id"] for one in cut["supplies"]] == ["UKR", "RUS"]


@pytest.mark.parametrize(
    "question",
    [
        "paths?from=OMN&to=UKR",
        "chains?from=OMN",
        "centrality",
        "communities",
        "structure",
        "dependence?recipient=UKR",
        "reach?supplier=OMN",
        "chokepoints?from=OMN&to=UKR",
        "similar?recipient=UKR",
        "what-if?actors=POL",
    ],
)
def test_every_answer_names_its_network_and_can_be_kept(client: Client, question: str) -> None:
    joint = "&" if "?" in question else "?"
    filters = "munition=armoured vehicles&since=2024&status=asserted"
    plain = client.get(f"/v1/network/{question}")
    held = client.get(f"/v1/network/{question}", headers={"If-None-Match": plain.headers["etag"]})
    assert held.status_code == 304
    found = plain.json()["network"]
    assert found == {"sequence": 3, "filters": {}, "nodes": 5, "edges": 3}
    narrowed = client.get(f"/v1/network/{question}{joint}{filters}").json()["network"]
    assert (narrowed["nodes"], narrowed["edges"]) == (2, 1)
    assert narrowed["filters"] == {
        "munition": "armoured-vehicle",
        "status": "asserted",
        "since": "2024-01-01",
    }
