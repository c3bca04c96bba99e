import zlib

import pytest

from graph.errors import EmptyArticle, InputError, TooLarge, UnreadableDocument
from graph.ingest.confined.pool import confined
from graph.ingest.limits import limits
from graph.ingest.pdf import read_pdf
from tests.papers import make_pdf

LINES = ["Norway said on Monday that it had sent eight", "tanks to Ukraine (by train)."]


def test_a_pdf_gives_text_and_title() -> None:
    made = read_pdf(make_pdf([LINES, ["Poland sent none."]], title="Tanks (2)"), {})
    assert made["title"] == "Tanks (2)"
    assert made["text"].startswith(
        "Norway said on Monday that it had sent eight tanks to Ukraine (by train)."
    )
    assert made["text"].endswith("Poland sent none.")


@pytest.mark.parametrize("title", ["Microsoft Word - draft", "report.docx", "untitled"])
def test_a_title_that_a_program_made_is_none(title: str) -> None:
    assert read_pdf(make_pdf([LINES], title=title), {})["title"] is None


def test_pages_without_text_are_refused() -> None:
    with pytest.raises(EmptyArticle, match="pictures"):
        read_pdf(make_pdf([[], []]), {})


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(TooLarge, match="pages"):
        read_pdf(make_pdf([[]] * (limits().pdf_pages + 1)), {})


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.4", b"not a pdf", make_pdf([LINES])[:200], b"\0" * 10_000],
)
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_pdf(content, {})


def test_a_pdf_that_needs_a_password_is_refused() -> None:
    locked = make_pdf([LINES]).replace(
        b"trailer << ",
        b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [(a)(a)] "
        % (b"o" * 32, b"u" * 32),
    )
    with pytest.raises(UnreadableDocument, match="password"):
        read_pdf(locked, {})


def packed_bomb() -> bytes:
    """A page whose content unpacks to a gigabyte of text."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"(tanks ) Tj " * 100_000) for _ in range(900))
    stream += packer.flush()
    pdf = make_pdf([LINES])
    begins, ends = pdf.index(b"<< /Length"), pdf.index(b"endstream")
    packed = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\n" % (len(stream), stream)
    return pdf[:begins] + packed + pdf[ends:]


@pytest.mark.parametrize(
    "content",
    [
        packed_bomb(),
        make_pdf([LINES], filled=b" q" * 1_000_000),
        make_pdf([LINES], filled=b" [" * 1_000_000),
        make_pdf([LINES]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
        make_pdf([LINES]).replace(b"/Count 1", b"/Count 999999999"),
        make_pdf([["x" * 1000] * 2000] * 10),
    ],
    ids=["bomb", "states", "arrays", "circle", "count", "long"],
)
def test_what_is_made_to_hurt_is_read_or_refused(content: bytes) -> None:
    try:
        assert confined().run("pdf", content)["text"]
    except InputError as refused:
        assert refused.message
    assert confined().run("pdf", make_pdf([LINES]))["text"]
