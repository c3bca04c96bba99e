import gzip
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import (
    EmptyArticle,
    InputError,
    NotText,
    TooLarge,
    UnsupportedLanguage,
    UnsupportedMediaType,
)
from graph.ingest.clean import clean, first_line_title
from graph.ingest.fetched import Fetched
from graph.ingest.metadata import Metadata
from tests.papers import make_pdf

STORY = (
    "Oslo sends tanks\n\nNorway said on Monday that it had sent eight tanks to Ukraine. "
    "They were driven across the border during the night."
)
PAGE = """<html lang="en"><head><title>Oslo sends tanks</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2025-03-04T10:00:00Z">
<link rel="canonical" href="https://example.org/tanks"></head><body><nav>Home Sport</nav>
<article><h1>Oslo sends tanks</h1><p>Norway said on Monday that it had sent eight tanks to
Ukraine.</p><p>They were driven across the border during the night, the ministry said, and had
reached the army's depots by the morning of the following day.</p></article>
<script>alert("x")</script></body></html>"""


def document(content: bytes | str, media_type: str = "text/plain") -> Fetched:
    return Fetched(name="x", content=content, media_type=media_type)


def test_plain_text_is_kept_to_the_letter() -> None:
    text = STORY.replace("\n", "\r\n") + "\u00a0 "
    article = clean(document(text.encode()))
    assert article.text == text
    assert article.title == "Oslo sends tanks"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_obeyed_and_dropped(encoding: str) -> None:
    assert clean(document(STORY.encode(encoding))).text == STORY


def test_html_gives_its_text_and_what_it_says_of_itself() -> None:
    article = clean(document(PAGE.encode(), "text/html"))
    assert "sent eight tanks to Ukraine" in " ".join(article.text.split())
    assert "alert" not in article.text
    assert article.title == "Oslo sends tanks"
    assert article.publisher == "Harbour Post"
    assert article.published == date(2025, 3, 4)
    assert article.url == "https://example.org/tanks"


def test_what_came_with_the_document_wins() -> None:
    given_metadata = Metadata(publisher="Inland Post", published=date(2025, 1, 1))
    article = clean(
        Fetched(name="x", content=PAGE, media_type="text/html", metadata=given_metadata)
    )
    assert (article.publisher, article.published) == ("Inland Post", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("", EmptyArticle),
        (" \n\t ", EmptyArticle),
        ("12 34 -- 5", EmptyArticle),
        (b"\x00\x01\x02", NotText),
        (b"PK\x03\x04\x14\x00\x06\x00", NotText),
        (bytes(range(128, 256)) * 9, InputError),
        ("Norway sent tanks" + "\u0301\u0316" * 20, NotText),
        ("Norway \x01\x02\x03\x04 sent", NotText),
        ("Norway \ud800 sent", NotText),
        ("tanks " * 400_000, TooLarge),
        ("Россия получила от соседа снаряды и ракеты", UnsupportedLanguage),
        (
            "Die Regierung hat am Dienstag mitgeteilt, dass sie zwölf Haubitzen liefern werde.",
            UnsupportedLanguage,
        ),
    ],
)
def test_what_is_no_english_article_is_refused(
    content: bytes | str, error: type[InputError]
) -> None:
    with pytest.raises(error) as caught:
        clean(document(content))
    assert caught.value.field == "text"
    assert caught.value.remedy


def test_an_english_story_full_of_foreign_names_is_english() -> None:
    clean(document("Zelenskyy met Erdoğan, Kılıçdaroğlu and Țepeș in Kraków; they signed a deal."))


def test_a_page_without_an_article_and_other_media_are_refused() -> None:
    with pytest.raises(EmptyArticle):
        clean(document("<html><body></body></html>", "text/html"))
    with pytest.raises(TooLarge):
        clean(document(b"<p>" + b"x" * 3_000_000, "text/html"))
    with pytest.raises(UnsupportedMediaType):
        clean(document("x", "application/msword"))
    with pytest.raises(UnsupportedMediaType):
        clean(Fetched(name="x", content=b"x", media_type="text/html", coding="br"))


def test_a_flood_of_combining_marks_is_refused_at_once() -> None:
    """To bring 200,000 of them into order would take minutes, in which nothing else runs."""
    with pytest.raises(NotText, match="combining marks"):
        clean(document(STORY + "a" + "\u0301\u0316" * 100_000))


@pytest.mark.parametrize("kept", ["\u202eskcor\u202c", "ro\u200bckets", "\ufefftanks", "o\u0301"])
def test_what_is_not_seen_is_kept_to_the_letter(kept: str) -> None:
    text = f"{STORY} Norway sent {kept} too."
    assert clean(document(text.encode())).text == text


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "utf-16"])
def test_other_encodings_are_found_out(encoding: str) -> None:
    text = STORY + " \u201cWe gave all,\u201d the minister said \u2013 in K\u00f6ln."
    assert clean(document(text.encode(encoding))).text == text


def test_a_pdf_gives_its_text_and_title() -> None:
    article = clean(document(make_pdf([STORY.splitlines()], title="Tanks"), "application/pdf"))
    assert article.title == "Tanks"
    assert "sent eight tanks to Ukraine" in article.text


def test_a_packed_page_is_unpacked() -> None:
    page = Fetched(
        name="x", content=gzip.compress(PAGE.encode()), media_type="text/html", coding="gzip"
    )
    assert "eight tanks" in clean(page).text


def test_what_a_page_says_of_itself_is_taken_only_where_it_can_be() -> None:
    page = PAGE.replace("Harbour Post", "Harbour&#10;Post &#x202E;x").replace(
        "https://example.org/tanks", "javascript:alert(1)"
    )
    article = clean(document(page.replace("2025-03-04", "2925-03-04").encode(), "text/html"))
    assert article.publisher == "Harbour Post x"
    assert (article.url, article.published) == (None, None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline\nThe story.", "A headline"),
        ("One sentence.\nAnother.", None),
        ("Only a line", None),
        ("x" * 300 + "\nstory", None),
        ("He said: 'No.'\nstory", None),
    ],
)
def test_the_title_is_a_short_first_line(text: str, title: str | None) -> None:
    assert first_line_title(text) == title


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_any_bytes_are_read_or_refused(content: bytes | str) -> None:
    try:
        article = clean(document(content))
    except InputError as error:
        assert error.field
    else:
        assert article.text
