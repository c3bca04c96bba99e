"""Web archives: pages come with address and day; what is damaged or endless costs only itself."""

import dataclasses
import gzip
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.errors import AddressRefused, TooLarge, UnreadableDocument, UnreadableFile
from graph.ingest.fetch import fetch
from graph.ingest.fetched import Failed, Fetched
from graph.ingest.limits import limits
from graph.ingest.packed import Meter
from graph.ingest.web.found import make

TODAY = date(2025, 6, 15)
PAGE = (
    b"<html><body><article><p>Poland sends tanks to Ukraine, Warsaw says.</p>"
    b"<p>They left today.</p></article></body></html>"
)


class Answer(NamedTuple):
    """A record of a web archive, usual but for what is given."""

    url: str = "https://news.example/a"
    kind: str = "text/html; charset=utf-8"
    body: bytes = PAGE
    status: str = "200 OK"
    more: str = ""
    what: str = "response"
    seen: str = "2024-03-05T10:00:00Z"

    def record(self) -> bytes:
        more = f"{self.more}\r\n" if self.more else ""
        head = f"HTTP/1.1 {self.status}\r\nContent-Type: {self.kind}\r\n{more}\r\n"
        content = head.encode() + self.body
        said = (
            f"WARC/1.0\r\nWARC-Type: {self.what}\r\nWARC-Target-URI: {self.url}\r\n"
            f"WARC-Date: {self.seen}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        return said.encode() + content + b"\r\n\r\n"


_ABOUT = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n"
    b"Content-Length: 16\r\n\r\nsoftware: a test\r\n\r\n"
)


def archive_of(path: Path, *answers: Answer) -> Path:
    """Write a web archive; each record is packed by itself where the name ends in gz."""
    records = [_ABOUT, *(answer.record() for answer in answers)]
    packed = map(gzip.compress, records) if path.name.endswith("gz") else records
    path.write_bytes(b"".join(packed))
    return path


def fetch_all(*paths: Path) -> list[Fetched | Failed]:
    return list(fetch(paths, today=TODAY))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_come_with_address_and_day_and_the_rest_is_passed_over(
    tmp_path: Path, name: str
) -> None:
    path = archive_of(
        tmp_path / name,
        Answer(),
        Answer(url="https://news.example/a.png", kind="image/png", body=b"\x89PNG"),
        Answer(url="https://news.example/gone", status="404 Not Found"),
        Answer(url="https://news.example/b", what="request"),
        Answer(url="https://news.example/c", what="resource"),
        Answer(url="https://www.other.example/t", kind="text/plain", body=b"Norway sent tanks."),
        Answer(url="https://news.example/r.pdf", kind="application/pdf", body=b"%PDF-1.4"),
    )
    found = fetch_all(path)
    assert all(isinstance(one, Fetched) for one in found)
    assert [one.name for one in found] == [
        f"{path}:2 (https://news.example/a)",
        f"{path}:7 (https://www.other.example/t)",
        f"{path}:8 (https://news.example/r.pdf)",
    ]
    page, text, pdf = (one for one in found if isinstance(one, Fetched))
    assert (page.media_type, page.charset, page.content) == ("text/html", "utf-8", PAGE)
    assert pdf.media_type == "application/pdf"
    article = make(page)
    assert article.text == "Poland sends tanks to Ukraine, Warsaw says.\nThey left today."
    assert article.url == "https://news.example/a"
    assert article.published == date(2024, 3, 5)
    assert make(text).publisher == "other.example"


def test_what_a_page_says_of_its_day_counts_before_the_crawl(tmp_path: Path) -> None:
    dated = PAGE.replace(
        b"<body>",
        b'<head><meta property="article:published_time" content="2023-01-02"></head><body>',
    )
    path = archive_of(
        tmp_path / "a.warc", Answer(body=dated), Answer(url="https://n.example/", seen="2031-01-01")
    )
    days = [make(one).published for one in fetch_all(path) if isinstance(one, Fetched)]
    assert days == [date(2023, 1, 2), None]


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(PAGE), ("Content-Encoding", "gzip")),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), ("Transfer-Encoding", "chunked")),
        (PAGE, ("Transfer-Encoding", "chunked")),
    ],
)
def test_packed_and_chunked_pages_are_read(
    tmp_path: Path, body: bytes, header: tuple[str, str]
) -> None:
    (page,) = fetch_all(
        archive_of(tmp_path / "a.warc.gz", Answer(body=body, more=": ".join(header)))
    )
    assert isinstance(page, Fetched)
    assert make(page).text.startswith("Poland sends tanks")


def test_a_page_that_is_too_long_fails_by_name(tmp_path: Path) -> None:
    long = b"x" * (limits().document_bytes + 1)
    longer = b"x" * (limits().document_bytes * 2)
    path = archive_of(
        tmp_path / "a.warc.gz",
        Answer(body=long),
        Answer(body=longer, kind="image/png"),
        Answer(body=longer),
        Answer(),
    )
    found = fetch_all(path)
    assert [type(one) for one in found] == [Failed, Failed, Fetched]
    assert all(isinstance(one.error, TooLarge) for one in found if isinstance(one, Failed))


def test_an_address_that_is_none_fails_by_name(tmp_path: Path) -> None:
    (failed,) = fetch_all(archive_of(tmp_path / "a.warc", Answer(url="https://user:x@[::z]/")))
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, AddressRefused)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("cut", [3, 60, 300, 420, 540])
def test_what_is_cut_off_is_told_and_the_rest_read(tmp_path: Path, name: str, cut: int) -> None:
    path = archive_of(tmp_path / name, Answer(), Answer(), Answer(url="https://news.example/last"))
    content = path.read_bytes()
    path.write_bytes(content[:-cut])
    found = fetch_all(path)
    assert isinstance(found[0], Fetched)
    if cut > 4 or name.endswith("gz"):  # all but the empty lines at the end
        assert any(isinstance(one, Failed) for one in found)
        told = [one.error for one in found if isinstance(one, Failed)]
        assert all(isinstance(error, UnreadableFile | UnreadableDocument) for error in told)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_is_damaged_never_raises(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = archive_of(tmp_path / name, Answer(), Answer(), Answer())
    content = path.read_bytes()
    for place in range(0, len(content), 23):
        path.write_bytes(content[:place] + b"\xff\x00" + content[place + 2 :])
        assert all(isinstance(one, Fetched | Failed) for one in fetch_all(path))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("content", [b"", b"not a web archive\n", b"\x1f\x8b", b"WARC/1.0\r\n"])
def test_what_is_no_web_archive_says_so_or_holds_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    assert all(isinstance(one, Failed) for one in fetch_all(path))


def test_headers_without_end_are_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    for endless in (b"x" * 50_000_000, b"a: b\r\n" * 8_000_000):
        path.write_bytes(gzip.compress(b"WARC/1.0\r\n" + endless))
        (failed,) = fetch_all(path)
        assert isinstance(failed, Failed)
        assert isinstance(failed.error, TooLarge)
        assert "headers" in str(failed.error)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = dataclasses.replace(limits().collections, unpacked_spared=3_000_000)
    small = dataclasses.replace(limits(), collections=bounds)
    monkeypatch.setattr("graph.ingest.packed.limits", lambda: small)
    path = archive_of(
        tmp_path / "a.warc.gz", Answer(), Answer(kind="video/mp4", body=bytes(40_000_000))
    )
    page, failed = fetch_all(path)
    assert isinstance(page, Fetched)
    assert isinstance(failed, Failed)
    assert "more than 100 times its size" in str(failed.error)


def test_the_meter_tells_how_far_it_came(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.warc.gz", Answer(), Answer(), Answer())
    meter = Meter()
    list(fetch([path], today=TODAY, meter=meter))
    assert meter.passed == path.stat().st_size
