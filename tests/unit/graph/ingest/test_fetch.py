import json
from datetime import date
from pathlib import Path

import pytest

from graph.errors import (
    InputError,
    InvalidField,
    MalformedLine,
    MissingField,
    TooLarge,
    UnreadableFile,
    UnsupportedMediaType,
)
from graph.ingest.fetch import Failed, Fetched, count, fetch

TODAY = date(2025, 6, 15)


def fetch_all(*paths: Path) -> list[Fetched | Failed]:
    return list(fetch(paths, today=TODAY))


def test_a_folder_is_fetched_in_order_and_other_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.")
    (tmp_path / "a.html").write_text("<p>First.</p>")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.TXT").write_text("Third.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    documents = fetch_all(tmp_path)
    assert [Path(d.name).name for d in documents] == ["a.html", "b.txt", "c.TXT"]
    assert [d.media_type for d in documents if isinstance(d, Fetched)] == [
        "text/html",
        "text/plain",
        "text/plain",
    ]
    assert count([tmp_path]) == 3


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    lines = tmp_path / "batch.jsonl"
    good = json.dumps({"id": "x", "text": "Norway sent tanks.", "published": "2025-01-02"})
    lines.write_bytes(
        b"\n".join(
            [
                good.encode(),
                b'{"text": ',
                b"",
                b"[1]",
                b'{"title": "no text"}',
                b'{"text": 5}',
                b'{"text": "x", "published": "soon"}',
                b"\xff\xfe",
                b"[" * 100_000,
                good.encode(),
            ]
        )
    )
    documents = fetch_all(lines)
    assert [type(d).__name__ for d in documents] == ["Fetched", *["Failed"] * 7, "Fetched"]
    errors = [d.error for d in documents if isinstance(d, Failed)]
    assert [type(e) for e in errors] == [
        MalformedLine,
        MalformedLine,
        MissingField,
        InvalidField,
        InvalidField,
        MalformedLine,
        MalformedLine,
    ]
    names = [d.name for d in documents]
    assert names[0] == f"{lines}:1 (x)"
    assert names[1] == f"{lines}:2"
    assert names[-1] == f"{lines}:10 (x)"
    assert count([lines]) == len(documents)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("absent.txt", None, UnreadableFile),
        ("picture.png", b"\x89PNG", UnsupportedMediaType),
        ("long.txt", b"x" * 10_000_000, TooLarge),
    ],
)
def test_a_named_file_that_cannot_be_fetched_is_reported(
    tmp_path: Path, name: str, content: bytes | None, error: type[InputError]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    (failed,) = fetch_all(path)
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, error)
    assert failed.error.remedy
    assert failed.name == str(path)
