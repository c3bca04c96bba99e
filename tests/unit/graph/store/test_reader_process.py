import io
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import reader_process
from graph.store.reader_process import Content, TooLong, read_frame, write_frames


def test_frames_go_and_come() -> None:
    stream = io.BytesIO()
    write_frames(stream, b"", b"one", b"x" * 70_000)
    stream.seek(0)
    assert [read_frame(stream) for _ in range(3)] == [b"", b"one", b"x" * 70_000]
    assert read_frame(stream) is None


def test_content_has_a_limit() -> None:
    content = Content(5)
    content.write(b"abc")
    with pytest.raises(TooLong):
        content.write(b"def")
    assert content.getvalue() == b"abc"


def test_the_process_imports_nothing_of_ours() -> None:
    script = Path(reader_process.__file__).read_text(encoding="utf-8")
    assert "import graph" not in script
    assert "from graph" not in script
    assert "from ontology" not in script


def test_the_process_ends_with_its_input() -> None:
    ended = subprocess.run(
        [sys.executable, "-I", reader_process.__file__, "", str(2**30)],
        input=b"",
        timeout=20,
        check=True,
    )
    assert ended.returncode == 0
