"""The page: answers with quotes, nothing executable, everything escaped."""

import pytest

from tests.unit.app.conftest import Client, Post


@pytest.mark.usefixtures("stories")
def test_the_front_page_asks_and_suggests(client: Client) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert 'name="recipient"' in page.text
    assert "Who supplies Ukraine?" in page.text
    for link in ("/openapi.json", "/sparql", "/export?format=", "/export/relationships.graphml"):
        assert link in page.text


@pytest.mark.usefixtures("stories")
def test_a_question_is_answered_with_the_sentences(client: Client) -> None:
    page = client.get("/?recipient=ukraine&supplier=&munition=").text
    assert "Who supplies Ukraine?" in page
    assert "Poland sends tanks to Ukraine in 2024-03, Warsaw says." in page
    assert "https://example.org/tanks" in page
    assert "/v1/supplies?recipient=ukraine&amp;format=csv" in page


@pytest.mark.usefixtures("stories")
def test_no_answer_is_said_in_words(client: Client) -> None:
    assert "No claim says so" in client.get("/?recipient=Oman").text


def test_an_unknown_name_brings_links_to_the_closest(client: Client) -> None:
    answer = client.get("/?recipient=Ukrane")
    assert answer.status_code == 422
    assert "/?recipient=Ukraine" in answer.text


def test_the_closest_keep_what_else_was_asked(client: Client) -> None:
    page = client.get("/?recipient=Ukrane&supplier=Poland").text
    assert "/?recipient=Ukraine&amp;supplier=Poland" in page


def test_a_name_like_no_other_leads_to_the_register(client: Client) -> None:
    assert "/v1/actors?all=true" in client.get("/?recipient=qqqqqq").text


def test_what_an_article_carries_is_shown_as_text(client: Client, post: Post) -> None:
    attack = "<script>alert(1)</script>"
    post("Poland sends tanks to Ukraine.", title=attack, publisher=f'"{attack}')
    page = client.get("/?recipient=UKR").text
    assert page.count("<script") == page.count('<script type="') == 2
    assert "&lt;script&gt;alert(1)" in page
    assert attack not in client.get("/", params={"recipient": f'"><{attack}'}).text


@pytest.mark.usefixtures("stories")
def test_either_side_is_asked_for_as_well(client: Client) -> None:
    page = client.get("/?actor=Poland").text
    assert "Poland: suppliers and recipients" in page
    assert "Poland sends tanks to Ukraine in 2024-03, Warsaw says." in page


def test_how_it_is_looked_at_is_left_to_the_script(client: Client) -> None:
    assert client.get("/?view=network&open=POL~UKR").status_code == 200


@pytest.mark.parametrize("asked", ["strength=loud", "since=yesterday", "actor=qqqqqq"])
def test_a_filter_that_cannot_be_is_named(client: Client, asked: str) -> None:
    answer = client.get(f"/?{asked}")
    assert answer.status_code == 422
    assert "<h2>" in answer.text
    assert "<p></p>" not in answer.text, "what would do instead"


def test_the_page_allows_its_own_scripts_alone(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy


def test_the_style_comes_from_here(client: Client) -> None:
    answer = client.get("/page.css")
    assert answer.status_code == 200
    assert "http" not in answer.text


@pytest.mark.usefixtures("stories")
def test_several_actors_are_asked_for_at_once(client: Client) -> None:
    page = client.get("/?recipient=UKR&recipient=RUS").text
    assert "Who supplies Russia or Ukraine?" in page
    assert "Poland sends tanks to Ukraine in 2024-03, Warsaw says." in page
    assert "/v1/supplies?recipient=UKR&amp;recipient=RUS&amp;format=csv" in page
    assert page.count('name="recipient"') == 2


def test_of_several_names_the_unknown_one_is_mended(client: Client) -> None:
    page = client.get("/?recipient=RUS&recipient=Ukrane").text
    assert "/?recipient=RUS&amp;recipient=Ukraine" in page
