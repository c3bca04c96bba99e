"""The page of an article without a script."""

from dataclasses import replace
from typing import Any

import pytest

from app.web.articles import show_page
from app.wiring import Materiel
from tests.unit.app.conftest import Client, Post

Stories = tuple[dict[str, Any], ...]


def test_claims_are_marked_in_the_text(client: Client, stories: Stories) -> None:
    page = client.get(f"/articles/{stories[0]['article']['id']}").text
    assert "<title>Tanks roll · Materiel</title>" in page
    assert "<mark>Poland sends tanks to Ukraine in 2024-03, Warsaw says.</mark>" in page
    assert '<a href="https://example.org/tanks"' in page
    for claim in stories[0]["claims"]:
        assert f'<a id="at-{claim["id"]}">' in page
        assert f'id="claim-{claim["id"]}"' in page


def test_the_page_says_that_it_is_news(client: Client, stories: Stories) -> None:
    page = client.get(f"/articles/{stories[0]['article']['id']}").text
    assert '"@type": "NewsArticle"' in page
    assert '"headline": "Tanks roll"' in page
    assert '"datePublished": "2024-03-05"' in page


def test_only_sentences_are_shown_where_it_was_chosen(materiel: Materiel, post: Post) -> None:
    read = post("Poland sends tanks to Ukraine. Nobody else says anything of the kind.")
    settings = materiel.settings.model_copy(update={"texts": "quotes"})
    page = bytes(show_page(read["article"]["id"], replace(materiel, settings=settings)).body)
    assert b"Poland sends tanks to Ukraine." in page
    assert b"Nobody else" not in page


def test_markup_of_an_article_is_text(client: Client, post: Post) -> None:
    attack = "</script><script>alert(1)</script>"
    read = post(
        f"{attack} Poland sends tanks to Ukraine.",
        title=attack,
        publisher=attack,
        published="2024-03-05",
        url="https://example.org/?q=%22%3E",
    )
    page = client.get(f"/articles/{read['article']['id']}").text
    assert page.count("<script") == page.count("</script>") == 2
    assert "&lt;script&gt;alert(1)" in page


def test_what_was_withdrawn_is_told_as_such(client: Client, stories: Stories) -> None:
    identifier = stories[0]["article"]["id"]
    client.request("DELETE", f"/v1/articles/{identifier}", params={"why": "Retracted"})
    answer = client.get(f"/articles/{identifier}")
    assert answer.status_code == 410
    assert "Retracted" in answer.text
    assert "Poland sends tanks" not in answer.text


@pytest.mark.parametrize("identifier", ["0" * 32, "nothing"])
def test_no_article_is_said_in_words(client: Client, identifier: str) -> None:
    answer = client.get(f"/articles/{identifier}")
    assert answer.status_code == 404
    assert "No article has the id" in answer.text
