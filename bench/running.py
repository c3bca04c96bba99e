"""SPARQL servers for tests and benches: processes on loopback in folders of their own.

`oxigraph serve` is in the package `oxigraph`, Virtuoso 7 in Debian's virtuoso-opensource-7-bin.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

import httpx

from bench.served import HOST, free_port
from graph.store.remote.endpoints import Endpoints, Login

START_SECONDS = 60
OXIGRAPH, VIRTUOSO = "oxigraph serve", "virtuoso"

VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {host}:{sql}
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = {host}:{http}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 60
"""


def oxigraph_program() -> Path | None:
    """Find the program of Oxigraph: beside Python, or in the path."""
    beside = Path(sys.executable).with_name("oxigraph")
    found = shutil.which("oxigraph")
    return beside if beside.exists() else Path(found) if found else None


def virtuoso_program() -> Path | None:
    """Find the program of Virtuoso 7."""
    found = shutil.which("virtuoso-t")
    return Path(found) if found else None


def missing(name: str) -> str | None:
    """Say what is not installed, and what brings it; None where all is there."""
    if name == OXIGRAPH and oxigraph_program() is None:
        return "the program oxigraph is not installed: `make setup-dev` brings it"
    if name == VIRTUOSO and virtuoso_program() is None:
        return "virtuoso-t is not installed: apt-get install virtuoso-opensource-7-bin"
    return None


@contextmanager
def oxigraph_serve(folder: Path) -> Iterator[Endpoints]:
    """Run `oxigraph serve` while the block runs; raises RuntimeError where it is not there."""
    program = oxigraph_program()
    if program is None:
        raise RuntimeError(missing(OXIGRAPH))
    port = free_port()
    address = f"http://{HOST}:{port}"
    bind = ("--bind", f"{HOST}:{port}")
    with _running([str(program), "serve", "--location", str(folder), *bind], address):
        yield Endpoints(
            query=f"{address}/query", update=f"{address}/update", graphs=f"{address}/store"
        )


@contextmanager
def virtuoso(folder: Path) -> Iterator[Endpoints]:
    """Run Virtuoso while the block runs; raises RuntimeError where it is not there."""
    program = virtuoso_program()
    if program is None:
        raise RuntimeError(missing(VIRTUOSO))
    http, sql = free_port(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    ini = folder / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(folder=folder, host=HOST, http=http, sql=sql), "utf-8")
    address = f"http://{HOST}:{http}"
    with _running([str(program), "-f", "-c", str(ini)], f"{address}/sparql"):
        yield Endpoints(
            query=f"{address}/sparql",
            update=f"{address}/sparql-auth",
            login=Login(way="digest", user="dba", secret="dba"),
        )


@contextmanager
def _running(command: list[str], address: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    try:
        _wait(process, address)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with suppress(httpx.TransportError):
            httpx.get(address, timeout=START_SECONDS, trust_env=False)
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} did not start: status {process.poll()}")


SERVERS: Mapping[str, Callable[[Path], AbstractContextManager[Endpoints]]] = MappingProxyType(
    {OXIGRAPH: oxigraph_serve, VIRTUOSO: virtuoso}
)
"""What runs each server, by name."""
