import pytest

from graph.errors import EmptyArticle, InputError, TooLarge, UnreadableDocument
from graph.ingest.confined.pool import confined
from graph.ingest.html import read_html

TOLD = "Norway said on Monday that it had sent eight tanks to Ukraine by train, at night. "
PAGE = (
    "<html lang=en><head>{head}<title>Tanks</title></head>"
    "<body><article><p>{body}</p><p>{body}</p></article></body></html>"
)


def page(body: str = TOLD, head: str = "") -> str:
    return PAGE.format(head=head, body=body)


@pytest.mark.parametrize(
    ("head", "encoding", "charset"),
    [
        ("<meta charset=windows-1252>", "cp1252", None),
        ("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "cp1252", None),
        ("<meta charset=utf-8>", "cp1252", None),
        ("<meta charset=windows-1251>", "utf-8", None),
        ("<meta charset=utf-8>", "cp1252", "windows-1252"),
        ("", "utf-16", None),
    ],
)
def test_encodings_are_told_found_out_or_corrected(
    head: str, encoding: str, charset: str | None
) -> None:
    body = TOLD + "“Enough”, a délégué of Orléans said – naïve as ever."
    made = read_html(page(body, head).encode(encoding), {"charset": charset})
    assert "délégué of Orléans" in made["text"]


def test_an_xml_declaration_is_no_obstacle() -> None:
    told = '<?xml version="1.0" encoding="UTF-8"?>' + page()
    assert TOLD.strip() in read_html(told.encode(), {})["text"]


def test_a_day_that_only_the_text_names_is_not_that_of_the_page() -> None:
    body = TOLD + "It began on 4 March 2021, and ended in 2022-05."
    assert read_html(page(body).encode(), {})["published"] is None
    told = '<meta property="article:published_time" content="2023-02-01T10:00Z">'
    assert read_html(page(body, told).encode(), {})["published"] == "2023-02-01"


def test_nul_is_passed_over() -> None:
    made = read_html(page(TOLD.replace("tanks", "ta\0nks")).encode(), {})
    assert "eight tanks" in made["text"]


def test_a_page_that_declares_entities_is_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>' + page("&l9;")
    with pytest.raises(UnreadableDocument, match="entities"):
        read_html(bomb.encode(), {})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"<!-- only a comment -->",
        b"<?xml version='1.0'?>",
        b"%PDF-1.4",
        b"<html><body></body></html>",
        page("&l9;" * 5).encode()[:40],
    ],
)
def test_a_page_without_an_article_is_refused(content: bytes) -> None:
    with pytest.raises((EmptyArticle, UnreadableDocument)):
        read_html(content, {})


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_html(b"<p>" + b"x" * 2_000_001, {})


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + TOLD,
        "<b><i>" * 50_000 + TOLD,
        "<table><tr><td>" * 30_000 + TOLD,
        "<a " + "x=1 " * 100_000 + ">" + TOLD,
        "<p " + "a" * 1_000_000 + ">" + TOLD,
        "&" * 500_000 + TOLD,
        "<!--" * 200_000 + TOLD,
        "<script>" * 100_000 + TOLD,
        "&#x0;&#xD800;&#x110000;" * 20_000 + TOLD,
        TOLD + "\u202e\u2066\u200b" * 100_000,
        TOLD + " " * 1_000_000,
        "<meta content='" + "2024-" * 100_000 + "'>" + TOLD,
        "<time datetime='" + "1" * 100_000 + "'>" + TOLD,
    ],
    ids=range(13),
)
def test_what_is_made_to_hurt_is_read_or_refused(body: str) -> None:
    """In a confined process, as everywhere: a document may kill what reads it, and no more."""
    try:
        assert confined().run("html", page(body).encode())["text"]
    except InputError as refused:
        assert refused.message
    assert TOLD.strip() in confined().run("html", page().encode())["text"]
