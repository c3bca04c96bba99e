import errno
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

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
from graph.ingest.fetch import fetch
from graph.ingest.fetched import Failed, Fetched

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


def test_what_may_not_be_read_is_named_and_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "closed.jsonl").write_text('{"text": "Second."}')
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked" / "b.txt").write_text("Third.")
    _forbid(monkeypatch, tmp_path / "closed.jsonl", tmp_path / "locked")
    documents = fetch_all(tmp_path)
    failed = {d.name: d.error for d in documents if isinstance(d, Failed)}
    assert failed.keys() == {str(tmp_path / "closed.jsonl"), str(tmp_path / "locked")}
    assert all("Permission denied" in str(error) for error in failed.values())
    assert [Path(d.name).name for d in documents if isinstance(d, Fetched)] == ["a.txt"]


def _forbid(monkeypatch: pytest.MonkeyPatch, *forbidden: Path) -> None:
    """Refuse these paths, as the permissions of a file would to everyone but root."""
    names = {str(path) for path in forbidden}

    def refuse(allowed: Any) -> Any:
        def open_or_refuse(path: Any, *given: Any, **more: Any) -> Any:
            if str(path) in names:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return allowed(path, *given, **more)

        return open_or_refuse

    monkeypatch.setattr(Path, "open", refuse(Path.open))
    monkeypatch.setattr(os, "scandir", refuse(os.scandir))
