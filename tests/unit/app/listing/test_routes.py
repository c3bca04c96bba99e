"""What every list of the service does alike, asked over HTTP."""

import csv
import io
import json
from typing import Any

import pytest
from pydantic import BaseModel

from app.schemas.actors import ActorsPage, RecipientsPage, SuppliersPage
from app.schemas.articles import ArticlesPage
from app.schemas.claims import ClaimsPage
from app.schemas.munitions import MunitionsAnswer
from app.schemas.publishers import PublishersPage
from app.schemas.sources import SourcesPage
from app.schemas.supplies import SuppliesPage
from app.schemas.times import TimelineAnswer
from tests.unit.app.conftest import Client, Post

LISTS: dict[str, tuple[str, type[BaseModel], str]] = {
    "/v1/supplies": ("supplies", SuppliesPage, "-claims,supplier.label"),
    "/v1/claims": ("claims", ClaimsPage, "-published,stage"),
    "/v1/articles": ("articles", ArticlesPage, "-sequence"),
    "/v1/actors": ("actors", ActorsPage, "-receiving"),
    "/v1/actors/UKR/suppliers": ("suppliers", SuppliersPage, "actor.label"),
    "/v1/actors/POL/recipients": ("recipients", RecipientsPage, "-first,actor.id"),
    "/v1/munitions": ("munitions", MunitionsAnswer, "-claims,label"),
    "/v1/publishers": ("publishers", PublishersPage, "name"),
    "/v1/sources": ("sources", SourcesPage, "name"),
    "/v1/timeline": ("months", TimelineAnswer, "-claims"),
    "/v1/sources/warsaw/claims": ("claims", ClaimsPage, "-date"),
}
ALL = pytest.mark.parametrize("address", LISTS)

pytestmark = pytest.mark.usefixtures("stories", "more")


@pytest.fixture
def more(post: Post) -> None:
    """Enough of everything for several pages."""
    post(
        "Oman sends tanks to Ukraine in 2022, Warsaw says. Iran sends aid to Ukraine, Muscat says. "
        "Poland sends shells to Oman. Poland sends tanks to Russia, Tehran says.",
        published="2022-05-05",
    )


def rows(client: Client, url: str) -> list[dict[str, Any]]:
    name = LISTS[url.partition("?")[0]][0]
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()[name]
    return found


@ALL
def test_the_answer_is_what_its_description_says(client: Client, address: str) -> None:
    name, model, _ = LISTS[address]
    answer = client.get(f"{address}?limit=1000")
    told = model.model_validate_json(answer.content)
    assert json.loads(told.model_dump_json(exclude_unset=True)) == answer.json()
    assert len(answer.json()[name]) == answer.json()["total"] > 1
    assert answer.headers["Materiel-Total"] == str(answer.json()["total"])
    assert answer.headers["Materiel-Sequence"] == str(answer.json()["sequence"])
    assert f"-{answer.json()['sequence']}-" in answer.headers["ETag"]


@ALL
def test_cursors_lead_from_page_to_page_and_back(client: Client, address: str) -> None:
    for sort in ("", f"&sort={LISTS[address][2]}"):
        whole = rows(client, f"{address}?limit=1000{sort}")
        if sort:
            assert sorted(map(str, whole)) == sorted(map(str, rows(client, address)))
        found: list[Any] = []
        url = f"{address}?limit=2{sort}"
        answer = client.get(url)
        found += answer.json()[LISTS[address][0]]
        while "next" in answer.links:
            assert answer.links["next"]["url"] == f"http://testserver{answer.json()['next']}"
            answer = client.get(answer.links["next"]["url"])
            found += answer.json()[LISTS[address][0]]
        assert found == whole
        for _ in range(1000):
            if "prev" not in answer.links:
                break
            answer = client.get(answer.json()["prev"])
        assert answer.json()[LISTS[address][0]] == whole[:2]
        first = client.get(answer.links["first"]["url"]).json()
        assert first[LISTS[address][0]] == whole[:2]


@ALL
def test_offsets_go_on_working(client: Client, address: str) -> None:
    whole = rows(client, f"{address}?limit=1000")
    page = client.get(f"{address}?limit=1&offset=1").json()
    assert page[LISTS[address][0]] == whole[1:2]
    assert page.get("offset", 1) == 1
    if len(whole) > 2:
        following = client.get(page["next"]).json()[LISTS[address][0]]
        assert following == whole[2:3]


@ALL
def test_three_forms_hold_the_same_rows(client: Client, address: str) -> None:
    whole = rows(client, address)
    lines = client.get(f"{address}.ndjson")
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in lines.text.splitlines()] == whole
    table = client.get(f"{address}.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(list(csv.DictReader(io.StringIO(table.text)))) == len(whole)
    assert client.get(address, headers={"Accept": "text/csv"}).content == table.content
    assert client.get(f"{address}?format=csv").content == table.content
    assert client.get(f"{address}.json").json()[LISTS[address][0]] == whole
    assert client.get(f"{address}.csv?limit=1").links["next"]["url"].startswith("http")


@ALL
def test_fields_are_chosen_in_every_form(client: Client, address: str) -> None:
    whole = rows(client, address)
    last, first = list(whole[0])[-1], next(iter(whole[0]))
    chosen = rows(client, f"{address}?fields={last},{first}")
    assert chosen == [{last: row[last], first: row[first]} for row in whole]
    assert list(chosen[0]) == [last, first]
    heading = client.get(f"{address}.csv?fields={first}").text.partition("\r\n")[0].split(",")
    assert heading[0] == first


@ALL
@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("fields=colour", "fields", "colour"),
        ("fields=id.colour", "fields", None),
        ("sort=colour", "sort", "colour"),
        ("cursor=e30", "cursor", ""),
        ("cursor=x&offset=1", "cursor", "x"),
        ("limit=0", "limit", "0"),
        ("format=xml", "format", "xml"),
        ("colour=red", "colour", "red"),
    ],
)
def test_what_a_list_has_not_is_refused_by_name(
    client: Client, address: str, query: str, field: str, value: str | None
) -> None:
    answer = client.get(f"{address}?{query}")
    told = answer.json()
    assert answer.status_code == 422
    assert told["field"] == field
    assert value is None or told.get("value", "") == value
    assert told["remedy"]


@ALL
def test_an_ending_that_is_no_form_is_refused(client: Client, address: str) -> None:
    answer = client.get(f"{address}.xml")
    assert answer.status_code == 422
    assert answer.json()["field"] == "form"
    assert client.get(f"{address}.csv?format=ndjson").json()["field"] == "format"


@ALL
def test_nothing_changed_is_said_without_a_body(client: Client, address: str) -> None:
    for ending in ("", ".csv", ".ndjson?limit=1"):
        etag = client.get(address + ending).headers["ETag"]
        again = client.get(address + ending, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")


def test_a_cursor_of_another_order_is_refused(client: Client) -> None:
    url = client.get("/v1/claims?limit=1&sort=stage").json()["next"]
    answer = client.get(url.replace("sort=stage", "sort=status"))
    assert (answer.status_code, answer.json()["field"]) == (422, "cursor")


def test_a_cursor_holds_its_place_while_articles_come_in(client: Client, post: Post) -> None:
    first = client.get("/v1/claims?limit=3").json()
    seen = {claim["id"] for claim in first["claims"]}
    post("Oman sends shells to Russia.", published="1999-01-01")
    second = client.get(first["next"]).json()
    assert seen.isdisjoint(claim["id"] for claim in second["claims"])
    assert second["offset"] == 4
    assert second["sequence"] == first["sequence"] + 1


def test_the_description_tells_sorts_fields_and_forms(client: Client) -> None:
    described = client.get("/openapi.json").json()["paths"]
    for address in LISTS:
        path = address.replace("UKR", "{actor_id}").replace("POL", "{actor_id}")
        path = path.replace("warsaw", "{source}")
        for known in (path, f"{path}.{{form}}"):
            told = described[known]["get"]
            parameters = {one["name"]: one for one in told["parameters"]}
            sorts = LISTS[address][2].replace("-", "").split(",")
            assert all(f"`{name}`" in parameters["sort"]["description"] for name in sorts)
            first = next(iter(rows(client, address)[0]))
            assert f"`{first}`" in parameters["fields"]["description"]
            assert "x-list" not in told
            content = told["responses"]["200"]["content"]
            assert set(content) == {"application/json", "text/csv", "application/x-ndjson"}
