"""A service of its own for a test: a process on a free loopback port, over a data folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

START_SECONDS = 60


class Service:
    """`materiel serve` as a process; stopped when the block is left."""

    def __init__(
        self, folder: Path, *, demo: bool = False, start_seconds: float = START_SECONDS
    ) -> None:
        command = [sys.executable, "-m", "app.cli", "--data", str(folder), "serve", "--port", "0"]
        self._log = (folder.parent / f"{folder.name}.log").open("ab")
        self.process = subprocess.Popen(
            [*command, "--demo"] if demo else command, stdout=subprocess.PIPE, stderr=self._log
        )
        self.address = self._read_address(start_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
        self._close()

    def kill(self) -> None:
        """End the process as a power cut would: at once, with nothing put in order."""
        self.process.kill()
        self.process.wait(timeout=20)
        self._close()

    def get(self, path: str, **parameters: str) -> Any:
        """GET a JSON answer."""
        return self._ask(path, parameters, accept="application/json")[1]

    def status(self, path: str) -> int:
        """GET and give the status alone, also of what is refused."""
        try:
            return self._ask(path, {}, accept="application/json")[0]
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code

    def post(self, path: str, body: Mapping[str, Any]) -> tuple[int, Any]:
        """POST JSON; give the status and the answer."""
        return self._ask(path, {}, accept="application/json", body=json.dumps(body).encode())

    def query(self, sparql: str) -> list[dict[str, str]]:
        """Ask a SPARQL SELECT; rows with the text of each bound variable."""
        _, answer = self._ask(
            "/sparql", {"query": sparql}, accept="application/sparql-results+json"
        )
        return [
            {name: term["value"] for name, term in row.items()}
            for row in answer["results"]["bindings"]
        ]

    def _ask(
        self, path: str, parameters: Mapping[str, str], *, accept: str, body: bytes | None = None
    ) -> tuple[int, Any]:
        url = self.address + path
        if parameters:
            url += "?" + urllib.parse.urlencode(parameters)
        headers = {"Accept": accept, "Content-Type": "application/json"}
        request = urllib.request.Request(url, data=body, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())

    def _read_address(self, seconds: float) -> str:
        assert self.process.stdout is not None
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            line = self.process.stdout.readline().decode()
            found = re.search(r"Open (http://127\.0\.0\.1:\d+)/", line)
            if found:
                self._wait_until_it_answers(found[1], until)
                return found[1]
            if not line and self.process.poll() is not None:
                break
        self.process.kill()
        raise AssertionError(f"the service did not start; see {self._log.name}")

    def _wait_until_it_answers(self, address: str, until: float) -> None:
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                    return
            except OSError:  # not there yet, or slow on a busy machine
                time.sleep(0.05)

    def _close(self) -> None:
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._log.close()
