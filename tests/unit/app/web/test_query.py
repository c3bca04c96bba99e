"""The page that asks in SPARQL: a form that works without script, questions to start from."""

from app.schemas.questions import examples
from tests.unit.app.conftest import Client


def test_the_first_question_stands_in_the_form(client: Client) -> None:
    page = client.get("/query")
    assert page.status_code == 200
    assert "<title>Query · Materiel</title>" in page.text
    assert '<form action="/sparql" method="post">' in page.text
    assert "# Who supplies Russia?" in page.text
    assert '"@type": "WebAPI"' in page.text


def test_every_question_is_a_link_that_fills_the_form(client: Client) -> None:
    page = client.get("/query").text
    assert page.count('<a href="/query?query=') == len(examples())


def test_the_editor_needs_no_other_policy_than_the_rest(client: Client) -> None:
    policy = client.get("/query").headers["Content-Security-Policy"]
    assert policy == client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy


def test_the_query_of_the_address_is_shown_as_text(client: Client) -> None:
    attack = "</textarea><script>alert(1)</script>"
    page = client.get("/query", params={"query": f"ASK {{ ?s ?p '{attack}' }}"}).text
    assert attack not in page
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in page


def test_the_script_is_told_the_questions(client: Client) -> None:
    groups = client.get("/query/examples").json()["groups"]
    told = [each for group in groups for each in group["examples"]]
    assert [each["query"] for each in told] == [each.query for each in examples()]
    assert all(each["change"] for each in told)
