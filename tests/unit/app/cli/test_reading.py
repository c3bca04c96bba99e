"""`extract` prints claims and stores nothing; `ingest` keeps articles and names what failed."""

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from graph.archive.adding import Added
from graph.archive.archive import Archive
from graph.claims.article import Article
from graph.claims.reading import Reading
from graph.errors import Busy
from graph.ingest.limits import limits
from graph.spread.handing import Handing
from graph.spread.work import Item, Outcome
from tests.addresses.corpus import fetcher_of
from tests.addresses.hosts import PUBLIC, answer, listening, telling
from tests.unit.app.cli.conftest import Run

TANKS = "Poland sends tanks to Ukraine in 2024-03, Warsaw says."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(f"Tanks roll\r\n\r\n“{TANKS}”\r\n".encode())
    return path


def test_extract_prints_an_article_and_its_claims(run: Run, article: Path, folder: Path) -> None:
    given = ("--published", "2024-03-05", "--publisher", "Morning Post", "--url", "https://m.test/")
    result = run("extract", article, *given)
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert found["article"]["title"] == "Tanks roll"
    assert found["article"]["published"] == "2024-03-05"
    assert found["article"]["publisher"] == "Morning Post"
    claim = found["claims"][0]
    text = article.read_bytes().decode()
    assert text[claim["start"] : claim["end"]] == claim["quote"] == TANKS
    assert not folder.exists()


@pytest.mark.parametrize("words", [("extract",), ("extract", "-")])
def test_extract_reads_standard_input(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, stdin=TANKS.encode())
    assert json.loads(result.stdout)["claims"][0]["supplier"] == "POL"


def test_extract_writes_to_a_file(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.json"
    result = run("extract", article, "--out", out)
    assert result.stdout == ""
    assert len(json.loads(out.read_bytes())["claims"]) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "claims.json"]


def test_extract_takes_a_title(run: Run) -> None:
    result = run("extract", "-", "--title", "Given", stdin=TANKS.encode())
    assert json.loads(result.stdout)["article"]["title"] == "Given"


@pytest.mark.parametrize(
    ("stdin", "code", "said"),
    [
        (b"", 1, "no words"),
        (b"\x00\x01\x02 binary", 1, "bytes that no text holds"),
        (b"\xff\xfe\x00\xd8 broken", 1, "UTF-16"),
        ("Польша передала Украине танки, сообщили в среду власти".encode(), 1, "Latin"),
    ],
)
def test_extract_says_what_is_wrong_on_one_line(
    run: Run, stdin: bytes, code: int, said: str
) -> None:
    result = run("extract", stdin=stdin)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("extract", "nowhere.txt"), "nowhere.txt cannot be read"),
        (("extract", "--jsonl", "nowhere.jsonl"), "nowhere.jsonl cannot be read"),
        (("extract", "-", "--published", "soon"), "YYYY-MM-DD"),
        (("extract", "-", "--url", "file:///etc"), "https://"),
        (("extract", "--jsonl", "-", "--published", "2024-03-05"), "published is given beside"),
        (("extract", "article.txt", "--jsonl", "-"), "FILE is given beside --jsonl"),
        (("extract", "batch.jsonl"), "--jsonl batch.jsonl"),
        (("extract", "batch.jsonl.gz"), "--jsonl batch.jsonl.gz"),
        (("extract", "story.docx"), "is of no kind that is read"),
        (("extract", "story"), "is of no kind that is read"),
        (("ingest", "a.txt", "--published", "soon"), "YYYY-MM-DD"),
        (("ingest", "a.txt", "b.txt", "--publisher", "Daily"), "beside several documents"),
        (("ingest", ".", "--title", "Tanks"), "beside several documents"),
        (("ingest", "a.jsonl", "--published", "2024-03-05"), "beside several documents"),
        (("ingest", "a.warc.gz", "--publisher", "Daily"), "beside several documents"),
        (("ingest", "https://a.example/", "--url", "https://b.example/"), "url is given beside"),
    ],
)
def test_a_command_that_cannot_work_is_a_usage_error(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    result = run(*words, stdin=TANKS.encode())
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_an_article_is_the_same_however_it_is_told(run: Run, article: Path, folder: Path) -> None:
    """Who published it, and when, is part of what it is."""
    given = ("--published", "2024-03-05", "--publisher", "Morning Post", "--url", "https://m.test/")
    shown = json.loads(run("extract", article, *given).stdout)["article"]
    assert run("ingest", article, *given).stdout == "read 1, new 1, known 0, failed 0, claims 1\n"
    assert run("ingest", article, *given).stdout == "read 1, new 0, known 1, failed 0, claims 0\n"
    with Archive.open(folder) as archive:
        (read,) = archive.since(0)
    assert read.article.id == shown["id"]
    assert (read.article.publisher, read.article.title) == ("Morning Post", "Tanks roll")
    assert read.article.published == date(2024, 3, 5)
    assert run("ingest", article).stdout == "read 1, new 1, known 0, failed 0, claims 1\n"


def test_what_is_told_of_an_address_goes_before_what_its_page_says(
    run: Run, web: str, folder: Path
) -> None:
    assert run("ingest", f"{web}/a", "--publisher", "Morning Post").exit_code == 0
    with Archive.open(folder) as archive:
        (read,) = archive.since(0)
    assert read.article.publisher == "Morning Post"


@pytest.mark.parametrize("words", [("extract", "-"), ("extract", "long.txt")])
def test_no_more_than_an_article_is_held(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    content = TANKS.encode() * (limits().document_bytes // len(TANKS) + 1)
    (tmp_path / "long.txt").write_bytes(content)
    result = run(*words, stdin=content)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "more than 8,000,000 bytes" in result.stderr


def test_no_more_than_a_line_is_held(run: Run, tmp_path: Path) -> None:
    line = json.dumps({"id": "one", "text": TANKS}).encode() + b"\n"
    content = b'{"text": "' + b"x" * limits().line_bytes + b'"}\n' + line
    packed = tmp_path / "lines.jsonl.gz"
    packed.write_bytes(gzip.compress(content, mtime=0))
    for result in (
        run("extract", "--jsonl", "-", stdin=content),
        run("extract", "--jsonl", packed),
    ):
        assert result.exit_code == 1
        assert json.loads(result.stdout)["id"] == "one"
        assert "line 1: line: " in result.stderr or "line 1: the line has more" in result.stderr


def test_extract_keeps_the_order_of_lines_and_names_the_bad_ones(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [
        json.dumps({"id": "one", "text": TANKS, "published": "2024-03-05"}),
        '{"id": "two", "text": ',
        json.dumps({"id": "three"}),
        "",
        json.dumps({"id": "four", "text": ""}),
        json.dumps({"id": 5, "text": f"A. {TANKS}"}),
        json.dumps({"text": f"B. {TANKS}"}),
    ]
    batch.write_text("\n".join(lines), encoding="utf-8")
    result = run("extract", "--jsonl", batch)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [one["id"] for one in found[:2]] == ["one", "5"]
    assert found[2]["id"] == found[2]["claims"][0]["article"]
    assert found[1]["claims"][0]["start"] == 3
    for number in (2, 3, 5):
        assert f"line {number}" in result.stderr
    assert "3 lines could not be read" in result.stderr


def test_a_byte_order_mark_is_no_part_of_a_line(run: Run) -> None:
    line = b"\xef\xbb\xbf" + json.dumps({"id": "one", "text": TANKS}).encode()
    result = run("extract", "--jsonl", "-", stdin=line)
    assert json.loads(result.stdout)["id"] == "one"


def test_extract_reads_lines_from_standard_input(run: Run) -> None:
    line = json.dumps({"id": "one", "text": TANKS}).encode()
    result = run("extract", "--jsonl", "-", stdin=line)
    assert result.exit_code == 0
    assert json.loads(result.stdout).keys() == {"id", "claims"}


def test_ingest_keeps_what_it_can_and_reports_the_rest(
    run: Run, article: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" ", encoding="utf-8")
    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        json.dumps({"text": "Iran sends shells to Russia."}) + "\nnot json\n", encoding="utf-8"
    )
    report = tmp_path / "report.json"
    result = run("ingest", article, empty, batch, tmp_path / "nowhere.txt", "--report", report)
    assert result.exit_code == 1
    assert result.stdout == "read 5, new 2, known 0, failed 3, claims 2\n"
    told = json.loads(report.read_bytes())
    assert (told["read"], told["new"], told["failed"], told["claims"]) == (5, 2, 3, 2)
    problems = {Path(one["name"]).name: one["problem"] for one in told["failures"]}
    assert problems == {
        "empty.txt": "empty-article",
        "batch.jsonl:2": "malformed-line",
        "nowhere.txt": "unreadable-file",
    }
    for name in problems:
        assert name in result.stderr


def be_busy(*_given: object) -> NoReturn:
    raise Busy("A process that reads documents did not start in time")


def test_a_document_that_nobody_is_free_to_read_costs_nothing_else(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.ingest.confined.pool.Confined.run", be_busy)
    page, report = tmp_path / "page.html", tmp_path / "report.json"
    page.write_text(f"<p>{TANKS}</p>", encoding="utf-8")
    result = run("ingest", page, article, "--report", report)
    assert result.exit_code == 1
    assert result.stdout == "read 2, new 1, known 0, failed 1, claims 1\n"
    assert f"failed: {page}: A process that reads documents did not start" in result.stderr
    (told,) = json.loads(report.read_bytes())["failures"]
    assert (told["problem"], told["name"]) == ("busy", str(page))
    assert "again" in told["remedy"]


def test_an_article_that_nobody_is_free_to_keep_costs_nothing_else(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"text": "Iran sends shells to Russia."}\n', encoding="utf-8")
    add_many = Archive.add_many

    def keep(archive: Archive, pairs: Sequence[tuple[Article, Reading]]) -> tuple[Added, ...]:
        if any("shells" in article.text for article, _ in pairs):
            raise Busy("All were busy")
        return add_many(archive, pairs)

    monkeypatch.setattr(Archive, "add_many", keep)
    result = run("ingest", batch, article)
    assert result.stdout == "read 2, new 1, known 0, failed 1, claims 1\n"
    assert f"failed: {batch}:1: All were busy" in result.stderr


def test_ingesting_again_changes_nothing_and_says_so(run: Run, article: Path) -> None:
    assert run("ingest", article).stdout == "read 1, new 1, known 0, failed 0, claims 1\n"
    again = run("ingest", article)
    assert again.stdout == "read 1, new 0, known 1, failed 0, claims 0\n"
    assert again.exit_code == 0


def test_ingesting_a_withdrawn_article_says_that_it_stays_so(
    run: Run, article: Path, folder: Path, tmp_path: Path
) -> None:
    run("ingest", article)
    with Archive.open(folder) as archive:
        (read,) = archive.since(0)
    identifier = read.article.id
    assert run("withdraw", identifier, "--why", "It was planted").exit_code == 0
    report = tmp_path / "report.json"
    again = run("ingest", article, article, "--report", report)
    assert again.exit_code == 0
    assert again.stdout == "read 2, new 0, known 2, failed 0, claims 0\n"
    assert again.stderr.startswith("known, and stays withdrawn: Tanks roll; withdrawn on ")
    assert f": It was planted (to let it stand again: materiel withdraw {identifier} --undo)" in (
        again.stderr
    )
    assert again.stderr.count("\n") == 1
    (told,) = json.loads(report.read_bytes())["withdrawn"]
    assert (told["id"], told["title"], told["why"]) == (identifier, "Tanks roll", "It was planted")
    assert run("ask").stdout == "No claim says so.\n"


def test_ingesting_nothing_is_a_failure(run: Run, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    result = run("ingest", nothing)
    assert result.exit_code == 1
    assert "Nothing to read" in result.stderr


def test_a_file_that_may_not_be_read_costs_only_itself(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TANKS, encoding="utf-8")
    secret.chmod(0)
    asked = os.access
    monkeypatch.setattr(  # what the system says to everyone but root
        os, "access", lambda path, mode: str(path) != str(secret) and asked(path, mode)
    )
    result = run("ingest", article, secret)
    assert "new" in result.stdout
    assert "not readable" not in result.stderr


def test_an_interrupted_ingest_says_what_it_kept(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: Handing, incoming: Iterable[Sequence[Item]]) -> Iterator[list[Outcome]]:
        yield next(reads(self, incoming))
        raise KeyboardInterrupt

    reads = Handing.read
    monkeypatch.setattr(Handing, "read", interrupted)
    result = run("ingest", article, tmp_path)
    assert result.exit_code == 130
    assert "interrupted: read 2, new 1, known 1" in result.stderr
    assert "run it again" in result.stderr


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address whose pages are fetched from a server of our own."""
    page = f"<html><body><article><p>{TANKS}</p><p>They left.</p></article></body></html>"
    pages = {"/a": answer(page.encode()), "/b": answer(TANKS.encode(), kind="text/plain")}
    with listening((PUBLIC,), telling(pages)) as host:
        monkeypatch.setattr("app.wiring.open_fetcher", lambda _settings: fetcher_of(host))
        yield f"http://news.example:{host.port}"


def test_extract_reads_the_page_of_an_address(run: Run, web: str) -> None:
    found = json.loads(run("extract", f"{web}/a", "--published", "2024-03-05").stdout)
    assert found["article"]["url"] == f"{web}/a"
    assert found["article"]["publisher"] == "news.example"
    assert found["article"]["published"] == "2024-03-05"
    assert found["claims"][0]["supplier"] == "POL"


def test_extract_takes_no_other_address_beside_one(run: Run, web: str) -> None:
    result = run("extract", f"{web}/a", "--url", "https://other.example/")
    assert result.exit_code == 2
    assert "beside an address" in result.stderr


def test_ingest_keeps_the_pages_of_addresses_and_names_those_that_failed(
    run: Run, web: str, article: Path
) -> None:
    places = (f"{web}/a", article, f"{web}/none", f"{web}/b", "ftp://news.example/x")
    result = run("ingest", *(str(place) for place in places))
    assert result.exit_code == 1
    assert result.stdout == "read 5, new 3, known 0, failed 2, claims 3\n"
    assert f"failed: {web}/none: " in result.stderr
    assert "answered with status 404" in result.stderr
    assert "ftp is not fetched" in result.stderr
    assert "known 1" in run("ingest", f"{web}/b").stdout
