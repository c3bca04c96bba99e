"""Jobs that do what a document may make a parser do."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import NotText

Given = Mapping[str, Any]


def echo(content: bytes, given: Given) -> dict[str, Any]:
    return {"size": len(content), "given": dict(given), "pid": os.getpid()}


def refuse(content: bytes, given: Given) -> dict[str, Any]:
    raise NotText("no text \ud800", field="text", value="\0", remedy="Give text")


def hang(content: bytes, given: Given) -> dict[str, Any]:
    time.sleep(1000)
    return {}


def spin(content: bytes, given: Given) -> dict[str, Any]:
    while True:
        pass


def grow(content: bytes, given: Given) -> dict[str, Any]:
    held = []
    while True:
        held.append(bytearray(1 << 20))


def crash(content: bytes, given: Given) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}


def fail(content: bytes, given: Given) -> dict[str, Any]:
    raise AttributeError("a fault of ours")


def recurse(content: bytes, given: Given) -> dict[str, Any]:
    return recurse(content, given)


def leave(content: bytes, given: Given) -> dict[str, Any]:
    os._exit(0)


def pour(content: bytes, given: Given) -> dict[str, Any]:
    return {"text": "x" * int(given["characters"])}


def babble(content: bytes, given: Given) -> dict[str, Any]:
    os.write(1, b"noise " * 10_000)
    return {"text": "heard"}


def lie(content: bytes, given: Given) -> Any:
    return ["not", "a", "mapping"]


def _tried(*attempts: Any) -> list[str]:
    outcomes = []
    for attempt in attempts:
        try:
            attempt()
        except OSError as error:
            outcomes.append(type(error).__name__)
        else:
            outcomes.append("done")
    return outcomes


def escape(content: bytes, given: Given) -> dict[str, Any]:
    folder = Path(given["folder"])
    return {
        "tried": _tried(
            lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
            lambda: socket.socket(socket.AF_UNIX),
            lambda: subprocess.run(["/bin/true"], check=True),
            lambda: (folder / "new").write_bytes(b"x"),
            lambda: (folder / "old").write_bytes(b"x"),
            (folder / "old").read_bytes,
            (folder / "old").unlink,
            lambda: list(folder.iterdir()),
            lambda: os.kill(os.getppid(), 0),
        )
    }
