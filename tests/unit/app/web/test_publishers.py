"""Pages of publishers without a script: who prints how much, who is muted and why."""

import pytest

from tests.unit.app.conftest import Client, Post

ATTACK = "<script>alert(1)</script>"
MUTE = {"decision": "mute", "who": "The <b>desk", "why": f"Planted {ATTACK}"}


@pytest.fixture
def _printed(post: Post) -> None:
    post("Poland sends tanks to Ukraine in 2024-03, Warsaw says.", publisher="The Harbour Post")
    post("Iran sends shells to Russia.", publisher="Harbour Post", published="2024-04-01")
    post("Oman sends shells to Ukraine.", publisher=f"Ledger {ATTACK}")


@pytest.mark.usefixtures("_printed")
def test_publishers_are_listed_with_what_they_print(client: Client) -> None:
    page = client.get("/publishers").text
    assert "<title>Publishers · Materiel</title>" in page
    assert '<a href="/publishers/harbour-post"><bdi>' in page
    assert "None is muted." in page
    assert page.index("harbour-post") < page.index("ledger")
    assert ATTACK not in page
    assert '"@type": "ItemList"' in page


@pytest.mark.usefixtures("_printed")
def test_the_list_is_ordered_and_searched_without_a_script(client: Client) -> None:
    assert 'value="-peak" selected' in client.get("/publishers?sort=-peak").text
    one = client.get("/publishers?q=ledg").text
    assert "/publishers/ledger" in one
    assert "/publishers/harbour-post" not in one
    assert "No publisher has such a name." in client.get("/publishers?q=qqq").text
    assert client.get("/publishers?sort=colour").status_code == 200


@pytest.mark.usefixtures("_printed")
def test_a_publisher_is_told_with_its_sentences(client: Client) -> None:
    page = client.get("/publishers/harbour-post").text
    assert "2 articles with 2 claims" in page
    assert "2 of 2 relationships" in page
    assert "Iran sends shells to Russia." in page
    assert "Nothing so far: it is heard as any other." in page
    assert '"identifier": "harbour-post"' in page


@pytest.mark.usefixtures("_printed")
def test_who_muted_it_and_why_is_told_and_its_claims_are_marked(client: Client) -> None:
    assert client.post("/v1/publishers/harbour-post/verdicts", json=MUTE).status_code == 201
    page = client.get("/publishers/harbour-post").text
    assert "<strong>Muted.</strong>" in page
    assert "The &lt;b&gt;desk" in page
    assert ATTACK not in page
    assert "1 is muted" in client.get("/publishers").text
    assert "count for nothing" in client.get("/?recipient=UKR&supplier=POL").text
    assert "1 muted" in client.get("/actors/RUS").text
    back = {"decision": "unmute", "who": "The desk"}
    assert client.post("/v1/publishers/harbour-post/verdicts", json=back).status_code == 201
    page = client.get("/publishers/harbour-post").text
    assert page.index("Heard again") < page.index("<strong>Muted</strong>")
    assert "count for nothing" not in client.get("/?recipient=UKR&supplier=POL").text


@pytest.mark.usefixtures("_printed")
def test_a_name_leads_to_the_address_of_the_id(client: Client) -> None:
    answer = client.get("/publishers/The Harbour Post")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/publishers/harbour-post"


def test_no_publisher_is_said_in_words(client: Client) -> None:
    answer = client.get("/publishers/<b>nobody")
    assert answer.status_code == 404
    assert "<b>nobody" not in answer.text
