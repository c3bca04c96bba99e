"""Quick reads answer as the routes do, or not at all."""

import threading

import httpx
import pytest

from app.routers import quick
from app.routers.quick import QuickReads
from app.wiring import Materiel
from tests.unit.app.conftest import Client, Post

pytestmark = pytest.mark.usefixtures("stories")
SAME = ("etag", "cache-control", "vary", "link", "materiel-sequence", "materiel-total")
ASKED = [
    "/v1/supplies?recipient=Ukraine",
    "/v1/supplies?supplier=POL&fields=supplier.id,claims&sort=-claims",
    "/v1/supplies?recipient=UKR&format=csv",
    "/v1/supplies?recipient=UKR&limit=1&munition=tank&strength=reported",
    "/v1/supplies?recipient=",
    "/v1/supplies?recipient=UKR&recipient=POL",
    "/v1/supplies?recipient=UKR&recipient=POL&limit=1",
    "/v1/supplies?actor=UKR&actor=POL&supplier=",
    "/v1/supplies?actor=UKR&actor=Nowhere",
    "/v1/supplies?supplier=POL&limit=1&limit=2",
    "/v1/supplies?recipient=Nowhere",
    "/v1/supplies?recipient=UKR&limit=0",
    "/v1/supplies?recipient=UKR&colour=red",
    "/v1/supplies?recipient=UKR&cursor=none",
    "/v1/supplies?recipient=UKR&by=pair",
    "/v1/supplies?recipient=UKR&since=2024",
    "/v1/supplies.csv?recipient=UKR",
    "/v1/network/paths?from=OMN&to=UKR&max_hops=2",
    "/v1/network/paths?from=OMN&to=UKR&max_hops=2&munition=tank",
    "/v1/network/paths?from=OMN&to=UKR",
    "/v1/network/paths?from=OMN&to=OMN&max_hops=2",
    "/v1/network/paths?from=OMN&max_hops=2",
    "/v1/network/chains?from=OMN&to=UKR&max_hops=2",
    "/v1/network/chains?from=OMN&to=UKR&max_hops=2&through=true",
    "/v1/network/chains?from=OMN&max_hops=2",
    "/v1/network/chains?from=OMN&to=UKR&max_hops=2&limit=0",
    "/v1/network/chains?from=OMN&to=Nowhere&max_hops=2",
    "/v1/actors",
    "/v1/nothing",
]


def told(answer: httpx.Response) -> tuple[int, object, dict[str, str | None]]:
    headers = {name: answer.headers.get(name) for name in SAME}
    if answer.headers["content-type"] != "application/problem+json":
        return answer.status_code, answer.text, headers
    problem = answer.json()
    problem.pop("request_id", None)
    return answer.status_code, problem, headers


@pytest.mark.parametrize("url", ASKED)
def test_they_answer_as_the_routes_do(
    client: Client, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = client.get(url)
    with monkeypatch.context() as patched:
        patched.setattr(QuickReads, "_answer", lambda _self, _scope: None)
        slow = client.get(url)
    assert told(quick) == told(slow)


@pytest.mark.parametrize("url", ["/v1/supplies?recipient=UKR", "/v1/supplies", "/v1/actors?q=po"])
def test_what_the_client_holds_is_not_sent_again(client: Client, post: Post, url: str) -> None:
    etag = client.get(url).headers["etag"]
    answer = client.get(url, headers={"If-None-Match": f'"other", {etag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == etag
    assert answer.headers["vary"].startswith("Accept")
    other = client.get(f"{url}{'&' if '?' in url else '?'}limit=7", headers={"If-None-Match": etag})
    assert other.status_code == 200
    post("Iran sends aid to Oman.")
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_an_etag_of_another_service_is_none(client: Client) -> None:
    etag = client.get("/v1/supplies").headers["etag"].replace('W/"', 'W/"0')
    assert client.get("/v1/supplies", headers={"If-None-Match": etag}).status_code == 200
    assert client.get("/v1/supplies", headers={"If-None-Match": "*"}).status_code == 200


def test_nobody_waits_in_the_loop_for_who_holds_the_network(
    client: Client, materiel: Materiel
) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with materiel.network.still():
            holding.set()
            done.wait(timeout=30)

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait(timeout=30)
    try:
        with materiel.network.at_once() as at_once:
            assert not at_once
        assert client.get("/healthz").status_code == 200
    finally:
        done.set()
        holder.join()
    assert client.get("/v1/supplies?recipient=UKR").status_code == 200
    with materiel.network.at_once() as at_once:
        assert at_once


@pytest.mark.parametrize("question", ["paths", "chains"])
def test_short_ways_wait_neither_for_edges_nor_for_many_claims(
    client: Client, post: Post, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[object] = []
    answer = quick._ways
    monkeypatch.setattr(quick, "_ways", lambda *asked: answered.append(answer(*asked)))
    url = f"/v1/network/{question}?from=OMN&to=UKR&max_hops=2"
    post("Iran sends aid to Oman.")
    first = client.get(url)
    assert answered == [None]
    assert client.get(url).content == first.content
    assert answered[-1] is not None
    monkeypatch.setattr(quick, "FEW", 1)
    assert client.get(url).content == first.content
    assert (answered[-1] is None) == (question == "chains")


def test_rows_of_many_cells_are_made_by_the_route_and_then_told_quickly(
    client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[object] = []
    answer = quick._supplies
    monkeypatch.setattr(quick, "_supplies", lambda *asked: answered.append(answer(*asked)))
    monkeypatch.setattr(quick, "CELLS", 0)
    url = "/v1/supplies?recipient=UKR"
    post("Iran sends aid to Oman.")
    first = client.get(url)
    assert answered == [None]
    assert client.get(url).content == first.content
    assert answered[-1] is not None
