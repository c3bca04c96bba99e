"""The parts of a drill: who writes, a backup, what it must answer, and processes to be killed.

python -m bench.torture._backing write DATA SEED     # threads that write until killed
python -m bench.torture._backing backup DATA TARGET  # says `begin`, then backs up
python -m bench.torture._backing restore BACKUP DATA
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import anyio
import httpx

from app.logs import start_logging
from app.main import create_app
from app.settings import Settings
from app.stores import STORE_FOLDER
from app.wiring import open_materiel
from bench.network import draw_reads
from graph.archive.archive import FILE, Archive
from graph.archive.backups import Origin, drop_backups, make_backup
from graph.archive.restoring import restore_backup

WRITERS = 4
ASKED = (
    *("/v1/supplies?limit=500", "/v1/supplies.csv", "/v1/claims.csv", "/v1/articles.csv"),
    *("/v1/sources?limit=500", "/v1/timeline?by=month", "/v1/network/centrality", "/v1/actors.csv"),
    *(
        "/v1/munitions.csv",
        "/v1/changes?since=0",
        "/export/dump.nq",
        "/export/claims.csv",
        "/export/relationships.csv",
    ),
)
QUERY = """SELECT ?graph (COUNT(*) AS ?quads) WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?graph ORDER BY ?graph"""


def write_forever(data: Path, seed: int) -> None:
    """Add articles from several threads, and withdraw some and restore some of those."""
    with Archive.open(data) as archive:
        threads = [
            Thread(target=_write, args=(archive, seed * WRITERS + number), daemon=True)
            for number in range(WRITERS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _write(archive: Archive, seed: int) -> None:
    for number, read in enumerate(draw_reads(1_000_000, seed)):
        archive.add(read.article, read.reading)
        if number % 5 == 0:
            archive.withdraw(read.article.id, who="The desk", why=f"For trial {number}")
        if number % 10 == 0:
            archive.restore(read.article.id, who=None, why=None)
        time.sleep(0.01)


@contextmanager
def writing(data: Path, seed: int) -> Iterator[None]:
    """Have a process write to the archive while the block lasts; it is killed then."""
    data.mkdir(parents=True, exist_ok=True)
    with Archive.open(data):
        pass
    with began("write", str(data), str(seed)) as process:
        yield
        process.kill()


@contextmanager
def began(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start one of the processes of this module; the block begins when its work does."""
    command = [sys.executable, "-m", "bench.torture._backing", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            if process.stdout is None or process.stdout.readline() != b"begin\n":
                raise RuntimeError(f"{words} did not begin")
            yield process
        finally:
            process.kill()


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `materiel` as a user does."""
    given = [sys.executable, "-m", "app.cli", *map(str, words)]
    return subprocess.run(given, capture_output=True, text=True, check=False)


def replay(source: Path, sequence: int, target: Path) -> None:
    """Do again, one after the other, all that was done to an archive up to a number."""
    now = [datetime.now(UTC)]
    with (
        closing(sqlite3.connect(source / FILE)) as rows,
        Archive.open(source) as before,
        Archive.open(target, clock=lambda: now[0]) as again,
    ):
        changes = rows.execute(
            "SELECT c.article_id, c.kind, d.who, d.why, coalesce(d.made_at, a.ingested_at)"
            " FROM changes c LEFT JOIN decisions d ON d.sequence = c.sequence"
            " JOIN articles a ON a.id = c.article_id WHERE c.sequence <= ? ORDER BY c.sequence",
            (sequence,),
        )
        for article_id, kind, who, why, at in changes:
            now[0] = datetime.fromisoformat(at)
            read = before.find(article_id)
            if read is None:
                raise RuntimeError(f"{article_id} is gone from {source}")
            if kind == "added":
                again.add(read.article, read.reading)
            elif kind == "withdrawn":
                again.withdraw(article_id, who=who, why=why)
            else:
                again.restore(article_id, who=who, why=why)


def answers(data: Path) -> dict[str, object]:
    """Ask a data folder all that can be asked of it at once, through the whole service."""
    settings = Settings(data=data)
    start_logging(Settings(log_level="error"))
    with open_materiel(settings, store=True, readers=True) as materiel:
        materiel.pipeline.catch_up()
        return anyio.run(_ask, create_app(materiel=materiel))


async def _ask(app: object) -> dict[str, object]:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]  # an ASGI application
    found: dict[str, object] = {}
    async with httpx.AsyncClient(transport=transport, base_url="http://drill") as client:
        query = {"query": QUERY}
        for path in (*ASKED, f"/sparql?{httpx.QueryParams(query)}"):
            answer = await client.get(path, headers={"Accept": "*/*"}, timeout=300)
            answer.raise_for_status()
            lines = answer.content.splitlines() if "." in path else [answer.content]
            found[path] = (answer.status_code, sorted(lines))
    return found


def main(words: Sequence[str]) -> None:
    """Do what the words say, for a process that may be killed at any moment."""
    what, first, second = words
    print("begin", flush=True)
    if what == "write":
        write_forever(Path(first), int(second))
    elif what == "backup":
        origin = Origin(data=Path(first), made_by="a drill", base_iri="http://drill/id/")
        drop_backups(Path(second), make_backup(origin, Path(second)), keep=3)
    else:
        names = (STORE_FOLDER,)
        restore_backup(Path(first), Path(second), projections=names, replace=True)


if __name__ == "__main__":
    main(sys.argv[1:])
