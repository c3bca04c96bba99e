"""Feeds: what they list, and what is refused of them."""

from datetime import date

import pytest

from graph.errors import EmptyArticle, InputError, UnreadableDocument
from graph.ingest.web.feeds import Feed, make_entry_article, parse_feed
from graph.ingest.web.fetcher import Page, Validators

WORDS = "Norway sent Ukraine 22 tanks on Monday, the army said in a short statement. " * 5
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>News</title><link>http://news.example/</link>
<item><title>Tanks &amp; guns</title><link>/a</link><guid isPermaLink="false">1</guid>
<pubDate>Mon, 05 Feb 2024 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{WORDS}</p><script>x()</script>]]></content:encoded></item>
<item><title>Later</title><link>http://other.example/b</link><pubDate>2999-01-01</pubDate>
<description>{WORDS}</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Kyiv Wire</title>
<entry><id>urn:1</id><title>One</title><link href="https://kyivwire.example/1"/>
<updated>2024-03-01T00:00:00Z</updated><summary>Few words.</summary></entry></feed>"""


def page(content: str | bytes, charset: str | None = None) -> Page:
    return Page(
        url="http://news.example/feed",
        host="news.example",
        media_type="application/xml",
        charset=charset,
        content=content.encode() if isinstance(content, str) else content,
        validators=Validators(),
    )


def test_entries_of_rss_are_found_with_their_words() -> None:
    feed = parse_feed(page(RSS))
    first, second = feed.entries
    assert (feed.title, first.title, first.link) == (
        "News",
        "Tanks & guns",
        "http://news.example/a",
    )
    assert first.published == date(2024, 2, 5)
    assert "22 tanks" in first.content
    assert "script" not in first.content
    assert second.published is None  # a day that is to come
    assert first.mark != second.mark
    assert parse_feed(page(RSS)) == feed


def test_entries_of_atom_are_found() -> None:
    (entry,) = parse_feed(page(ATOM)).entries
    assert (entry.link, entry.published) == ("https://kyivwire.example/1", date(2024, 3, 1))


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (ATOM.replace("Kyiv Wire", "Zażółć").encode("iso-8859-2"), "iso-8859-2"),
        (ATOM.replace("Kyiv Wire", "Zażółć").encode("utf-16"), None),
    ],
)
def test_a_feed_is_decoded_as_it_says(content: bytes, charset: str | None) -> None:
    assert parse_feed(page(content, charset)).title == "Zażółć"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = RSS.replace("<rss", f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss', 1)


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        BOMB.encode("utf-16"),
        BOMB.replace("UTF-8", "UTF-7").encode(),
        RSS.replace("<rss", '<!doctype rss SYSTEM "file:///etc/passwd"><rss', 1),
        "<html><body>no feed</body></html>",
        "http://127.0.0.1/feed",
        "/etc/passwd",
        "",
        b"\0\xff" * 1000,
        "<rss version='2.0'>" + "<a>" * 100_000,
    ],
)
def test_what_is_no_feed_or_a_bomb_is_refused(content: str | bytes) -> None:
    try:
        feed = parse_feed(page(content))
    except InputError as error:
        assert isinstance(error, UnreadableDocument) or "text" in str(error)
    else:
        assert feed.entries == ()


def test_a_document_type_is_refused_by_name() -> None:
    with pytest.raises(UnreadableDocument, match="document type or entities"):
        parse_feed(page(BOMB))


def test_what_a_feed_carries_is_an_article_of_its_host() -> None:
    feed = parse_feed(page(RSS))
    article = make_entry_article(feed.entries[0], feed)
    assert "22 tanks" in article.text
    assert (article.url, article.publisher) == ("http://news.example/a", "News")
    assert (article.title, article.published) == ("Tanks & guns", date(2024, 2, 5))


def test_no_feed_puts_words_on_the_page_of_another_host() -> None:
    feed = parse_feed(page(RSS))
    assert make_entry_article(feed.entries[1], feed).url == "http://news.example/feed"


def test_a_few_words_are_no_article() -> None:
    feed: Feed = parse_feed(page(ATOM))
    with pytest.raises(EmptyArticle, match="too few"):
        make_entry_article(feed.entries[0], feed)
