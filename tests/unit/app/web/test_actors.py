"""The page of an actor without a script."""

import pytest

from tests.unit.app.conftest import Client, Post


@pytest.mark.usefixtures("stories")
def test_suppliers_and_recipients_are_tables(client: Client) -> None:
    page = client.get("/actors/POL").text
    assert "<title>Poland: who arms it, and whom it arms · Materiel</title>" in page
    assert '<a href="/actors/OMN"><bdi>Oman</bdi></a>' in page
    assert '<a href="/?supplier=POL&amp;recipient=UKR">' in page
    assert "/v1/supplies.csv?by=pair&amp;supplier=POL" in page


@pytest.mark.usefixtures("stories")
def test_the_page_tells_programs_what_it_is_about(client: Client) -> None:
    assert '"@type": "Country"' in client.get("/actors/POL").text
    assert '"@type": "Organization"' in client.get("/actors/houthis").text


def test_a_group_has_a_home(client: Client) -> None:
    page = client.get("/actors/houthis").text
    assert '<a href="/actors/YEM">Yemen</a>' in page
    assert page.count("No claim says so.") == 2


@pytest.mark.parametrize("name", ["Poland", "PL", "poland", "Warsaw"])
def test_a_name_leads_to_the_address_of_the_id(client: Client, name: str) -> None:
    answer = client.get(f"/actors/{name}")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/actors/POL"


def test_nobody_is_said_in_words(client: Client) -> None:
    answer = client.get("/actors/<script>alert(1)")
    assert answer.status_code == 404
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "<script>alert" not in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_what_an_article_names_is_text(client: Client, post: Post) -> None:
    post("Poland sends tanks to Ukraine.", title="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/actors/POL").text
