"""What is given up is refused by the kernel, and frames come as they were sent."""

import io
import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import graph
from graph.confining import command, read_frame, write_frames

ROOT = Path(graph.__path__[0]).parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="what confines is of Linux")


def told_by(script: str, *arguments: str) -> dict[str, str]:
    """Run a script that fills `told` by `attempt(name, function)`."""
    before = """
        import json, os, resource, signal, socket, subprocess, sys
        sys.path.append(sys.argv[1])
        from graph import confining
        told = {}
        def attempt(name, function):
            try:
                function()
                told[name] = "done"
            except (OSError, MemoryError) as error:
                told[name] = type(error).__name__
    """
    whole = "\n".join(map(textwrap.dedent, (before, script, "print(json.dumps(told))")))
    asked = [sys.executable, "-c", whole, str(ROOT), *arguments]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_frames_go_and_come() -> None:
    stream = io.BytesIO()
    write_frames(stream, b"", b"one", b"x" * 70_000)
    stream.seek(0)
    assert [read_frame(stream) for _ in range(3)] == [b"", b"one", b"x" * 70_000]
    assert read_frame(stream) is None


@linux
def test_no_socket_is_opened_and_no_program_started_once_they_are_refused() -> None:
    told = told_by("""
        attempt("before", lambda: socket.socket().close())
        confining.refuse_calls()
        for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
            attempt(family.name, lambda: socket.socket(family))
        attempt("program", lambda: subprocess.run(["/bin/true"]))
        attempt("in its place", lambda: os.execv("/bin/true", ["true"]))
        attempt("files", lambda: open(sys.argv[1] + "/pyproject.toml").close())
    """)
    assert told.pop("before") == told.pop("files") == "done"
    assert set(told.values()) == {"PermissionError"}
    assert len(told) == 5


@linux
def test_only_the_files_that_are_named_are_read_and_none_is_written(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "old").write_text("kept")
    script = """
        confining.leave_files([sys.argv[2]])
        for folder in sys.argv[2:]:
            for name, function in {
                "read": lambda: open(folder + "/old").read(),
                "write": lambda: open(folder + "/old", "w"),
                "make": lambda: open(folder + "/new", "w"),
                "remove": lambda: os.unlink(folder + "/old"),
                "rename": lambda: os.rename(folder + "/old", folder + "/other"),
                "list": lambda: os.listdir(folder),
            }.items():
                attempt(os.path.basename(folder) + " " + name, function)
        attempt("signal", lambda: os.kill(os.getppid(), 0))
    """
    told = told_by(script, str(inside), str(outside))
    if told["outside read"] == "done":
        pytest.skip("this kernel has no Landlock")
    assert told.pop("inside read") == told.pop("inside list") == "done"
    told.pop("signal")  # refused from version 6 of Landlock on
    assert set(told.values()) == {"PermissionError"}
    assert [path.read_text() for path in sorted(tmp_path.rglob("old"))] == ["kept", "kept"]


@linux
def test_memory_and_files_are_bounded(tmp_path: Path) -> None:
    script = """
        attempt("before", lambda: bytearray(1 << 30))
        confining.limit_process(1 << 29)
        attempt("memory", lambda: bytearray(1 << 30))
        def write():
            with open(sys.argv[2], "wb") as file:
                file.write(b"x" * 10)
        attempt("file", write)
    """
    told = told_by(script, str(tmp_path / "new"))
    assert told == {"before": "done", "memory": "MemoryError", "file": "OSError"}


def test_a_module_is_run_without_site_and_environment() -> None:
    asked = command("graph.nowhere", [ROOT])
    assert asked[1:5] == ["-I", "-S", "-B", "-c"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert "No module named 'graph.nowhere'" in done.stderr
