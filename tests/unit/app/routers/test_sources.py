"""Evidence sources over HTTP."""

from typing import Any

import pytest

from tests.unit.app.conftest import Client, Post


@pytest.fixture(autouse=True)
def told(post: Post) -> None:
    post(
        "Poland sends tanks to Ukraine, Warsaw says. Iran sends shells to Russia, Kyiv Watch says."
    )
    post("Iran denies sending shells to Russia, Tehran says.", published="2024-02-01")
    post("Poland sends tanks to Ukraine, WARSAW says. Oman sends aid to Iran.")


def listed(client: Client, query: str = "") -> dict[str, Any]:
    return {one["id"]: one for one in client.get(f"/v1/sources?{query}").json()["sources"]}


def test_each_source_is_weighed(client: Client) -> None:
    found = listed(client)
    assert list(found) == ["warsaw", "kyiv-watch", "tehran"]
    weighed = {
        key: (one["claims"], one["articles"], one["alone"], one["contradicted"])
        for key, one in found.items()
    }
    assert weighed == {
        "warsaw": (2, 2, 1, 0),
        "kyiv-watch": (1, 1, 1, 1),
        "tehran": (1, 1, 0, 1),
    }
    assert found["tehran"]["first_reported"] == "2024-02-01"


def test_sources_are_searched(client: Client) -> None:
    assert set(listed(client, "q=wa")) == {"warsaw", "kyiv-watch"}
    assert set(listed(client, "kind=official&q=teh")) == {"tehran"}
    assert listed(client, "kind=media") == {}


@pytest.mark.parametrize("name", ["kyiv-watch", "Kyiv Watch", "KYIV%20WATCH"])
def test_a_source_is_found_by_id_or_name(client: Client, name: str) -> None:
    found = client.get(f"/v1/sources/{name}").json()
    assert found["source"] == listed(client)["kyiv-watch"]
    claims = client.get(found["claims_url"]).json()
    assert [claim["source"]["name"] for claim in claims["claims"]] == ["Kyiv Watch"]


def test_its_claims_are_listed_whatever_they_say(client: Client) -> None:
    claims = client.get("/v1/sources/tehran/claims").json()["claims"]
    assert [claim["status"] for claim in claims] == ["denied"]


@pytest.mark.parametrize("ending", ["", "/claims", "/claims.csv"])
def test_an_unknown_source_is_not_found(client: Client, ending: str) -> None:
    assert client.get(f"/v1/sources/nobody{ending}").status_code == 404


def test_who_is_not_named_is_a_source_of_one_article(client: Client, post: Post) -> None:
    for number in (1, 2):
        post(f"Poland sends tanks to Ukraine, Panel says. It is story {number}.")
    found = [one for one in listed(client).values() if one["name"] == "Panel"]
    assert [one["claims"] for one in found] == [1, 1]
    assert len({one["article"] for one in found}) == 2
    for one in found:
        assert client.get(one["url"]).json()["source"] == one
        claims = client.get(f"{one['url']}/claims").json()["claims"]
        assert [claim["article"] for claim in claims] == [one["article"]]


@pytest.mark.usefixtures("stories")
def test_a_source_spoke_in_months(client: Client) -> None:
    told = client.get("/v1/sources/warsaw/timeline?clock=report").json()
    assert ("2024-03", 1) in [(one["month"], one["claims"]) for one in told["months"]]
    assert told["unplaced"] == 0
    assert client.get("/v1/sources/nobody/timeline").status_code == 404
    assert client.get("/v1/sources/warsaw/timeline?clock=noon").status_code == 422
