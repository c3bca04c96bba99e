"""A server of PostgreSQL for tests: started by them, on a socket of its own, gone with them."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

PASSWORD = "s3cret of the tests"  # nosec B105  # of a server that lives as long as a test
_SETTINGS = ("listen_addresses=''", "max_connections=200", "lc_messages=C")
HASTY = ("fsync=off", "shared_buffers=32MB")
"""Settings for tests, of which nothing outlives them."""


def programs() -> Path | None:
    """Find the folder of initdb and pg_ctl, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    if found:
        return found[0].parent
    return Path(on_path).resolve().parent if on_path else None


@dataclass(slots=True)
class Server:
    """A server that may be stopped and started again."""

    folder: Path
    programs: Path
    settings: Sequence[str] = HASTY
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def address(self, database: str, *, user: str = "tester", password: str = PASSWORD) -> str:
        """Write the address of a database, as the setting has it."""
        who = f"{user}:{quote(password)}"
        return f"postgresql+psycopg://{who}@/{database}?host={quote(str(self.folder), safe='')}"

    def make_database(self, options: str = "") -> str:
        """Make an empty database, and give its address."""
        name = f"archive_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return self.address(name)

    def drop(self, address: str) -> None:
        """Drop a database with whoever is in it."""
        name = address.partition("@/")[2].partition("?")[0]
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement as the owner of the server."""
        address = self.address(database).replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = " ".join(
            f"-c {each}"
            for each in (*_SETTINGS, *self.settings, f"unix_socket_directories='{self.folder}'")
        )
        self._call(
            "pg_ctl", "-w", "-t", "60", "-l", str(self.folder / "log"), "-o", options, "start"
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it, as when it crashes."""
        self._call("pg_ctl", "-w", "-m", mode, "stop")

    def make(self) -> None:
        """Make its files, with a password to come in."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._call("initdb", "-U", "tester", "-A", "scram-sha-256", "--pwfile", str(secret),
                   "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip

    def _call(self, program: str, *words: str) -> None:
        environment = {**os.environ, "PGDATA": str(self.folder / "data")}
        user = _unprivileged() if os.geteuid() == 0 else None
        with (self.folder / "said").open("ab") as said:
            done = subprocess.run(
                [str(self.programs / program), *words],
                env=environment,
                user=user,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode:
            raise RuntimeError((self.folder / "said").read_text(errors="replace"))


@contextmanager
def serving(
    found: Path, parent: Path | None = None, settings: Sequence[str] = HASTY
) -> Iterator[Server]:
    """Make and start a server in a folder of its own; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="materiel-pg-", dir=parent))
    if os.geteuid() == 0:
        shutil.chown(folder, _unprivileged())
    server = Server(folder=folder, programs=found, settings=settings)
    try:
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(path: Path) -> float:
    name = path.parent.parent.name
    return float(name) if name.replace(".", "", 1).isdecimal() else 0.0


def _unprivileged() -> str:
    """Name the user that runs it where we are root, whom PostgreSQL refuses."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is neither postgres nor nobody")
