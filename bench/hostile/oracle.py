"""pyoxigraph itself, in a process of its own that may be killed and has no guard of any kind.

It tells how many rows a query has that the service answered. What the service let through may do
here what it likes: also reach a listener, which then counts it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph

from graph.errors import QueryError
from graph.store.limits import query_limits
from graph.store.screen import screen

MEMORY = 3 * 2**30
SECONDS = 20.0


class Oracle:
    """Counts over a copy of the store."""

    def __init__(self, folder: Path, base: str) -> None:
        self._command = [sys.executable, "-m", "bench.hostile.oracle", str(folder), base]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def count(self, query: str) -> int | None:
        """Count the rows or triples of an answer; None when it cannot be told."""
        try:
            names_dataset = screen(query, query_limits()).names_dataset
        except QueryError:
            return None
        process = self._process or self._start()
        if process.stdin is None or process.stdout is None:
            return None
        ending = threading.Timer(SECONDS, process.kill)
        ending.start()
        try:
            process.stdin.write(json.dumps([query, names_dataset]).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            ending.cancel()
        if not line:
            self._end()
            return None
        counted: int | None = json.loads(line)
        return counted

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _counted(store: pyoxigraph.Store, base: str, query: str, *, names_dataset: bool) -> int | None:
    more: dict[str, Any] = {} if names_dataset else {"use_default_graph_as_union": True}
    try:
        found = store.query(query, base_iri=base, **more)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return int(bool(found))
        if isinstance(found, pyoxigraph.QueryTriples):
            return len(set(found))
        return sum(1 for _ in found)
    except (SyntaxError, RuntimeError, ValueError, OSError):
        return None


def main() -> None:
    """Count for one query a line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    store = pyoxigraph.Store.read_only(sys.argv[1])
    for line in sys.stdin:
        query, names_dataset = json.loads(line)
        counted = _counted(store, sys.argv[2], query, names_dataset=names_dataset)
        print(json.dumps(counted), flush=True)


if __name__ == "__main__":
    main()
