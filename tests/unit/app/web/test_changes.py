"""What became known: as a page, for the script, and as a feed that readers of feeds take."""

from xml.etree import ElementTree as ET

import pytest

from app.wiring import Materiel
from tests.unit.app.conftest import Client, Post

ATOM = "{http://www.w3.org/2005/Atom}"
TANKS = "Poland sends tanks to Ukraine."


def entries(client: Client) -> list[ET.Element]:
    feed = ET.fromstring(client.get("/changes.atom").text)
    return feed.findall(f"{ATOM}entry")


def told(entry: ET.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


@pytest.mark.usefixtures("stories")
def test_the_newest_article_comes_first(client: Client) -> None:
    page = client.get("/changes").text
    assert "<title>What became known · Materiel</title>" in page
    assert page.index("Oman pledges aid to Poland.") < page.index("Tanks roll")
    assert '"@type": "DataFeed"' in page


def test_an_empty_archive_says_so(client: Client) -> None:
    assert "Nothing yet" in client.get("/changes").text
    feed = ET.fromstring(client.get("/changes.atom").text)
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert entries(client) == []


def test_the_feed_has_what_atom_asks_for(client: Client, stories: tuple[object, ...]) -> None:
    answer = client.get("/changes.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text)
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    found = feed.findall(f"{ATOM}entry")
    assert len(found) == len(stories)
    assert len({told(entry, "id") for entry in found}) == len(found)
    assert feed.findtext(f"{ATOM}updated") == told(found[0], "updated")
    assert "Oman → Poland: munition not named (asserted, commitment)" in told(found[0], "content")
    assert "“Oman pledges aid to Poland.”" in told(found[0], "content")


def test_a_reader_of_the_feed_is_told_that_nothing_changed(client: Client, post: Post) -> None:
    post(TANKS)
    etag = client.get("/changes.atom").headers["ETag"]
    again = client.get("/changes.atom", headers={"If-None-Match": etag})
    assert (again.status_code, again.text) == (304, "")
    post(TANKS, publisher="Another")
    assert client.get("/changes.atom", headers={"If-None-Match": etag}).status_code == 200


def test_what_an_article_carries_breaks_nothing(client: Client, post: Post) -> None:
    attack = "]]></title><script>alert(1)</script>\x01&'\""
    post(TANKS, title=attack, publisher=attack, url="https://example.org/?a=1&b=<2>")
    (entry,) = entries(client)
    assert told(entry, "title").startswith("]]></title><script>alert(1)</script>")
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    assert links["via"] == "https://example.org/?a=1&b=%3C2%3E"
    assert "<script>alert" not in client.get("/changes").text


def test_an_address_that_is_none_of_the_web_is_left_out(client: Client, post: Post) -> None:
    posted = client.post("/v1/articles", json={"text": TANKS, "url": "javascript:alert(1)"})
    assert posted.status_code in {201, 422}
    assert "javascript:" not in client.get("/changes.atom").text
    assert "javascript:" not in client.get("/changes").text


def test_a_withdrawn_article_leaves_the_feed(
    client: Client, materiel: Materiel, post: Post
) -> None:
    identifier = post(TANKS)["article"]["id"]
    materiel.archive.withdraw(identifier, who=None, why="It was planted")
    assert entries(client) == []


def test_the_script_is_told_when_each_article_came(client: Client, post: Post) -> None:
    posted = post(TANKS, title="Tanks roll")
    (one,) = client.get("/changes/news").json()["articles"]
    assert (one["id"], one["title"], one["claims"]) == (posted["article"]["id"], "Tanks roll", 1)
    assert one["at"].endswith(("Z", "+00:00"))
