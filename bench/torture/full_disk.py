"""Fills a small disk under a running service, and looks whether it refuses, answers, and goes on.

    python -m bench.torture.full_disk [--trials 3]

In each trial a service takes articles in on a file system of its own (tmpfs), whose space runs
out: first down to the reserve, then to nothing. Then 507 must be answered for what comes in and
200 for what is asked, in REST and (as it stood) SPARQL; once there is space again, articles must
be taken in without a restart, and be found by SPARQL. In the end all that was acknowledged must be
there and everything sound. Needs the right to mount.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
import urllib.error
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from graph.archive.archive import Archive
from graph.network.strength import nobody
from graph.quads.iris import Iris
from graph.verifying import verify
from tests.e2e.running import Service

SIZE = 96 << 20
"""Bytes of the file system."""
PATIENCE = 60.0
"""Seconds in which the service is to take articles in again."""
COUNT = "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a <https://w3id.org/materiel/aid#Claim> }"


class NotHere(Exception):
    """File systems cannot be mounted here."""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a small file system on a folder; raises NotHere."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except OSError as failed:
        raise NotHere(str(failed)) from failed
    if done.returncode:
        raise NotHere(done.stderr.strip())
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


class Trial:
    """A service on a small disk, and what it promised."""

    def __init__(self, disk: Path, service: Service) -> None:
        self._disk = disk
        self._service = service
        self._ballast = disk / "ballast"
        self._number = 0
        self.promised: list[str] = []
        self.wrong: list[str] = []

    def run(self) -> None:
        """Fill the disk twice, and make room again."""
        self._expect("an article at first", self.post(), HTTPStatus.CREATED)
        self._service.query(COUNT)  # the store cannot be copied for readers while there is no space
        for left in (1 << 20, 0):
            self.fill(left)
            self._refused(f"with {left} bytes left")
            self._ballast.unlink()
            self._recovers(f"after {left} bytes were left")

    def post(self) -> int:
        """Send one article; its id is noted where it is acknowledged."""
        self._number += 1
        text = (
            f"Norway has delivered {self._number + 2} howitzers to Ukraine, notice {self._number}."
        )
        try:
            status, answer = self._service.post("/v1/articles", {"text": text + " Nothing." * 2000})
        except urllib.error.HTTPError as refused:
            with refused:
                if (
                    refused.code == HTTPStatus.INSUFFICIENT_STORAGE
                    and not refused.headers["Retry-After"]
                ):
                    self.wrong.append("507 without Retry-After")
                return refused.code
        self.promised.append(answer["article"]["id"])
        return status

    def fill(self, left: int) -> None:
        """Leave so many bytes."""
        step = self._free() - left
        with self._ballast.open("wb") as file:
            while step > 0:
                try:
                    os.posix_fallocate(file.fileno(), file.seek(0, os.SEEK_END), step)
                except OSError:
                    step //= 2  # the service took some meanwhile
                else:
                    step = min(step, self._free() - left)

    def _free(self) -> int:
        disk = os.statvfs(self._disk)
        return disk.f_bavail * disk.f_frsize

    def _refused(self, when: str) -> None:
        for _ in range(3):
            self._expect(f"an article {when}", self.post(), HTTPStatus.INSUFFICIENT_STORAGE)
        for path in ("/v1/supplies", f"/v1/articles/{self.promised[0]}", "/healthz"):
            self._expect(f"{path} {when}", self._service.status(path), HTTPStatus.OK)
        self._becomes(f"/readyz {when}", HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            self._service.query(COUNT)
        except urllib.error.HTTPError as refused:
            with refused:
                self.wrong.append(f"SPARQL {when}: {refused.code} {refused.read()[:200]!r}")

    def _recovers(self, when: str) -> None:
        until = time.monotonic() + PATIENCE
        while (status := self.post()) != HTTPStatus.CREATED and time.monotonic() < until:
            time.sleep(0.2)
        self._expect(f"an article {when}", status, HTTPStatus.CREATED)
        self._becomes(f"/readyz {when}", HTTPStatus.OK)
        found = int(self._service.query(COUNT)[0]["n"])
        claims = sum(len(self._service.get(f"/v1/articles/{each}")["claims"])
                     for each in self.promised)  # fmt: skip
        if found != claims:
            self.wrong.append(f"SPARQL {when} tells of {found} claims, and there are {claims}")

    def _becomes(self, what: str, wanted: HTTPStatus) -> None:
        """Wait for what readiness says: it is looked at now and then."""
        until = time.monotonic() + PATIENCE
        while (status := self._service.status("/readyz")) != wanted and time.monotonic() < until:
            time.sleep(0.2)
        self._expect(what, status, wanted)

    def _expect(self, what: str, status: int, wanted: HTTPStatus) -> None:
        if status != wanted:
            self.wrong.append(f"{what}: {status} instead of {wanted.value}")


def run(folder: Path) -> list[str]:
    """Run one trial in a folder; say what was wrong. Raises NotHere."""
    with small_disk(folder) as disk:
        data = disk / "data"
        data.mkdir()
        with Service(data) as service:
            trial = Trial(disk, service)
            trial.run()
        with Archive.open(data) as archive:
            lost = [each for each in trial.promised if archive.find(each) is None]
        found = verify(data, data / "store", Iris(), nobody).findings
    return [*trial.wrong, *(f"lost: {each}" for each in lost), *map(str, found)]


def main(argv: Sequence[str] | None = None) -> int:
    """Fill disks, and tell what held; 1 if anything did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7, help="for the sake of `make torture`")
    given = parser.parse_args(argv)
    broken = 0
    for number in range(given.trials):
        with tempfile.TemporaryDirectory() as place:
            try:
                wrong = run(Path(place) / "disk")
            except NotHere as reason:
                print(f"no file system can be mounted here: {reason}")
                print("a full disk loses nothing and is got over: 0 trials, 0 broken")
                return 1
        print(f"{number + 1:>4} {wrong or 'held'}", flush=True)
        broken += bool(wrong)
    print(f"a full disk loses nothing and is got over: {given.trials} trials, {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
