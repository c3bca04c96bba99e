"""Who supplies whom over REST: rows, filters, forms, pages and refusals."""

import csv
import io

import pytest

from tests.unit.app.conftest import Client

pytestmark = pytest.mark.usefixtures("stories")


def rows(client: Client, query: str) -> list[tuple[str, str, str | None]]:
    answer = client.get(f"/v1/supplies?{query}")
    assert answer.status_code == 200, answer.text
    return [
        (row["supplier"]["id"], row["recipient"]["id"], (row["munition"] or {}).get("id"))
        for row in answer.json()["supplies"]
    ]


def test_a_row_sums_up_claims_and_leads_to_them(client: Client) -> None:
    found = client.get("/v1/supplies?recipient=Ukraine").json()
    row = found["supplies"][0]
    quotes = row.pop("quotes")
    assert found["total"] == 1
    assert found["sequence"] == 3
    assert row["supplier"] == {"id": "POL", "label": "Poland"}
    assert row["munition"]["id"] == "battle-tank"
    assert (row["claims"], row["articles"], row["sources"]) == (2, 2, 1)
    assert (row["first"], row["last"]) == ("2024-03-01", "2024-04-30")
    assert (row["first_reported"], row["last_reported"]) == ("2024-03-05", "2024-04-02")
    assert (row["status"], row["stages"], row["disputed"]) == ("asserted", ["delivery"], 0)
    assert quotes[0]["quote"] == "Poland sends tanks to Ukraine in 2024-03, Warsaw says."
    assert quotes[0]["source"] == {"name": "Warsaw", "kind": "official"}
    assert quotes[0]["article"]["publisher"] == "Morning Post"
    claims = client.get(row["claims_url"]).json()
    assert claims["total"] == 2
    assert quotes[0]["claim_id"] in {claim["id"] for claim in claims["claims"]}
    assert client.get(quotes[0]["claim_url"]).json()["claim"]["quote"] == quotes[0]["quote"]


def test_a_row_without_munition_leads_to_its_claims_alone(client: Client) -> None:
    row = client.get("/v1/supplies?supplier=OMN").json()["supplies"][0]
    assert row["munition"] is None
    assert client.get(row["claims_url"]).json()["total"] == 1


@pytest.mark.parametrize("name", ["UKR", "ukr", "UA", "Ukraine", "ukraine"])
def test_an_actor_may_be_written_in_many_ways(client: Client, name: str) -> None:
    assert rows(client, f"recipient={name}") == [("POL", "UKR", "battle-tank")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("IRN", "RUS"), ("OMN", "POL"), ("POL", "UKR")]),
        ("supplier=Iran", [("IRN", "RUS")]),
        ("supplier=&recipient=", [("IRN", "RUS"), ("OMN", "POL"), ("POL", "UKR")]),
        ("munition=artillery-ammunition", [("IRN", "RUS")]),
        ("munition=ammunition", [("IRN", "RUS")]),
        ("stage=commitment", [("OMN", "POL")]),
        ("status=denied", [("IRN", "RUS")]),
        ("status=alleged", [("POL", "UKR")]),
        ("since=2024-04", [("POL", "UKR")]),
        ("until=2023", [("OMN", "POL")]),
        ("since=2024-03-01&until=2024-03-31", [("IRN", "RUS"), ("POL", "UKR")]),
    ],
)
def test_filters(client: Client, query: str, expected: list[tuple[str, str]]) -> None:
    assert [row[:2] for row in rows(client, query)] == expected


def test_a_denial_is_counted_as_dispute(client: Client) -> None:
    row = client.get("/v1/supplies?recipient=RUS").json()["supplies"][0]
    assert (row["claims"], row["disputed"]) == (1, 1)


def test_pages_follow_each_other(client: Client) -> None:
    first = client.get("/v1/supplies?limit=2").json()
    second = client.get(first["next"]).json()
    assert len(first["supplies"]) == 2
    assert len(second["supplies"]) == 1
    assert second["next"] is None


@pytest.mark.parametrize(
    ("query", "field", "problem"),
    [
        ("recipient=Ukrane", "recipient", "unknown-actor"),
        ("supplier=XQZ", "supplier", "unknown-actor"),
        ("munition=batle-tank", "munition", "unknown-munition"),
        ("since=yesterday", "since", "invalid-field"),
        ("until=2024-13", "until", "invalid-field"),
        ("since=2024&until=2023", "until", "invalid-field"),
        ("stage=dreamt", "stage", "invalid-field"),
        ("limit=0", "limit", "invalid-field"),
        ("recepient=RUS", "recepient", "invalid-field"),
    ],
)
def test_what_cannot_be_used_is_named(client: Client, query: str, field: str, problem: str) -> None:
    answer = client.get(f"/v1/supplies?{query}")
    told = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert (told["field"], told["type"]) == (field, f"/problems/{problem}")


def test_an_unknown_actor_brings_the_closest(client: Client) -> None:
    told = client.get("/v1/supplies?recipient=Ukrane").json()
    assert told["value"] == "Ukrane"
    assert "Ukraine" in told["matches"]


@pytest.mark.parametrize(
    ("query", "register"), [("recipient=zz", "/v1/actors"), ("munition=qqqqqq", "/v1/munitions")]
)
def test_a_name_like_no_other_leads_to_the_register(
    client: Client, query: str, register: str
) -> None:
    told = client.get(f"/v1/supplies?{query}").json()
    assert "matches" not in told
    assert register in told["remedy"]


def test_csv_has_the_same_rows(client: Client) -> None:
    by_format = client.get("/v1/supplies?format=csv")
    by_header = client.get("/v1/supplies", headers={"Accept": "text/csv"})
    assert by_format.headers["content-type"].startswith("text/csv")
    assert by_format.text == by_header.text
    table = list(csv.DictReader(io.StringIO(by_format.text)))
    assert [(row["supplier"], row["recipient"]) for row in table] == [
        ("IRN", "RUS"),
        ("OMN", "POL"),
        ("POL", "UKR"),
    ]
    assert table[2]["quote"].startswith("Poland sends tanks")


def test_rows_lead_to_the_claims_that_match(client: Client) -> None:
    found = client.get("/v1/supplies?status=alleged&until=2024&fields=claims,claims_url").json()
    row = found["supplies"][0]
    assert row["claims_url"].endswith("&exact=true&status=alleged&until=2024-12-31")
    assert client.get(row["claims_url"]).json()["total"] == row["claims"]


def test_csv_may_be_kept_as_json_may(client: Client) -> None:
    answers = [client.get("/v1/supplies", headers={"Accept": a}) for a in ("text/csv", "*/*")]
    for name in ("ETag", "Cache-Control"):
        assert len({answer.headers[name] for answer in answers}) == 1
    assert all("Accept" in answer.headers["Vary"] for answer in answers)


@pytest.mark.parametrize("url", ["/v1/supplies?limit=0", "/v1/claims/none", "/v1/actors/Narnia"])
def test_what_is_refused_is_refused_whatever_the_client_holds(client: Client, url: str) -> None:
    held = client.get("/v1/supplies").headers["ETag"]
    assert client.get(url, headers={"If-None-Match": held}).status_code in {404, 422}
    assert client.get(url, headers={"If-None-Match": "*"}).status_code in {404, 422}


def test_a_parameter_given_twice_is_refused(client: Client) -> None:
    told = client.get("/v1/supplies?since=2024&since=2025").json()
    assert (told["status"], told["field"], told["value"]) == (422, "since", "2024, 2025")
    one = client.get("/v1/network/dependence?recipient=RUS&recipient=UKR").json()
    assert (one["status"], one["field"]) == (422, "recipient")
    of_one = client.get("/v1/network/reach?supplier=RUS&supplier=UKR").json()
    assert (of_one["status"], of_one["field"]) == (422, "supplier")


@pytest.mark.parametrize("by", ["munition", "category", "pair"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("recipient=RUS&recipient=Ukraine", [("IRN", "RUS"), ("POL", "UKR")]),
        ("recipient=RUS&recipient=UKR&recipient=", [("IRN", "RUS"), ("POL", "UKR")]),
        ("supplier=IRN&supplier=OMN", [("IRN", "RUS"), ("OMN", "POL")]),
        ("supplier=IRN&supplier=OMN&recipient=POL&recipient=UKR", [("OMN", "POL")]),
        ("actor=Poland", [("OMN", "POL"), ("POL", "UKR")]),
        ("actor=IRN&actor=OMN", [("IRN", "RUS"), ("OMN", "POL")]),
        ("actor=POL&supplier=OMN", [("OMN", "POL")]),
        ("actor=IRN&actor=OMN&munition=artillery-ammunition", [("IRN", "RUS")]),
        ("supplier=POL&supplier=pl", [("POL", "UKR")]),
        ("actor=FRA&actor=DEU", []),
    ],
)
def test_of_several_actors_any_counts(
    client: Client, by: str, query: str, expected: list[tuple[str, str]]
) -> None:
    assert [row[:2] for row in rows(client, f"by={by}&{query}")] == expected
    table = csv.DictReader(io.StringIO(client.get(f"/v1/supplies.csv?by={by}&{query}").text))
    assert [(row["supplier"], row["recipient"]) for row in table] == expected
    lines = client.get(f"/v1/supplies.ndjson?by={by}&{query}").text.splitlines()
    assert len(lines) == len(expected)


def test_claims_months_files_and_measures_take_several_actors_too(client: Client) -> None:
    several = "recipient=RUS&recipient=POL"
    claims = client.get(f"/v1/claims?{several}").json()
    assert {claim["recipient"] for claim in claims["claims"]} == {"RUS", "POL"}
    assert claims["total"] == sum(
        client.get(f"/v1/claims?recipient={one}").json()["total"] for one in ("RUS", "POL")
    )
    assert client.get(f"/v1/timeline?{several}").status_code == 200
    assert client.get("/v1/timeline?actor=RUS&actor=POL").json()["total"] >= 1
    drawn = client.get(f"/export/relationships.edges.csv?{several}").text.splitlines()
    assert len(drawn) == 1 + len(rows(client, several))
    measured = client.get(f"/v1/network/centrality?{several}").json()
    assert measured["network"]["filters"] == {"recipient": ["POL", "RUS"]}


def test_a_page_of_several_actors_leads_to_the_next(client: Client) -> None:
    first = client.get("/v1/supplies?actor=IRN&actor=OMN&limit=1").json()
    assert first["total"] == 2
    assert "actor=IRN&actor=OMN" in first["next"]
    second = client.get(first["next"]).json()
    found = [page["supplies"][0]["supplier"]["id"] for page in (first, second)]
    assert (found, second["next"]) == (["IRN", "OMN"], None)


def test_too_many_actors_are_refused(client: Client) -> None:
    query = "&".join(["actor=POL"] * 101)
    told = client.get(f"/v1/supplies?{query}").json()
    assert (told["status"], told["field"]) == (422, "actor")


def test_nothing_changed_is_said_without_a_body(client: Client) -> None:
    first = client.get("/v1/supplies")
    etag = first.headers["ETag"]
    again = client.get("/v1/supplies", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    client.post("/v1/articles", json={"text": "Oman sends shells to Iran."})
    changed = client.get("/v1/supplies", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag
