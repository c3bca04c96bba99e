"""From an address to an article: what is known of it, and from whom."""

from dataclasses import replace
from datetime import date

import pytest

from graph.claims.article import Article
from graph.ingest.metadata import Metadata
from graph.ingest.web.articles import fetch_article
from tests.addresses.corpus import fetcher_of
from tests.addresses.hosts import PUBLIC, answer, listening, telling

STORY = "Norway sent Ukraine 22 tanks on Monday, the army said in a statement."


def page(head: str) -> bytes:
    paragraphs = f"<p>{STORY}</p>" * 3
    return answer(
        f"<html><head><title>Tanks</title>{head}</head><body><article><h1>Tanks arrive</h1>"
        f"{paragraphs}</article></body></html>".encode()
    )


def fetched(head: str, given: Metadata | None = None) -> Article:
    """Fetch a page of news.example; the port of the host is written as 80."""
    with listening((PUBLIC,), telling({"/a?b": page(head)})) as host:
        article = fetch_article(fetcher_of(host), f"http://news.example:{host.port}/a?b", given)
    return replace(article, url=(article.url or "").replace(f":{host.port}", ""))


def test_an_article_is_known_by_where_it_was_found() -> None:
    article = fetched('<meta property="og:site_name" content="Somebody Else">')
    assert STORY in article.text
    assert article.url == "http://news.example/a?b"
    assert article.publisher == "news.example"
    assert article.title


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("http://news.example/lasting", "http://news.example/lasting"),
        ("https://www.news.example/lasting", "https://www.news.example/lasting"),
        ("https://great-paper.example/scoop", "http://news.example/a?b"),
        ("https://user@news.example/", "http://news.example/a?b"),
    ],
)
def test_the_address_that_a_page_prefers_is_one_of_its_host(said: str, expected: str) -> None:
    assert fetched(f'<link rel="canonical" href="{said}">').url == expected


def test_what_is_given_wins_over_what_the_page_says() -> None:
    given = Metadata(title="Given", published=date(2024, 3, 5), publisher="Morning Post")
    article = fetched('<meta property="article:published_time" content="2023-01-01">', given)
    assert (article.title, article.published, article.publisher) == (
        "Given",
        date(2024, 3, 5),
        "Morning Post",
    )


def test_a_page_dates_itself() -> None:
    article = fetched('<meta property="article:published_time" content="2023-01-01T10:00:00Z">')
    assert article.published == date(2023, 1, 1)
