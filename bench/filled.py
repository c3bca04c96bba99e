"""Claims synthesised as in `bench.network`, laid down once for the stores that are compared.

A folder holds the data folder of the service, filled; its quads as N-Quads; the store of Oxigraph
with the same quads; and the queries that are put.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from app.settings import load_settings
from app.stores import STORE_FOLDER
from app.wiring import open_materiel
from bench.network import draw_reads, synthesise
from bench.questions import asked_actors, changed, changes_to
from bench.served import Start
from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle

QUERIES = ("who-supplies", "on-whose-word")
"""Who supplies one state, with how many claims of each kind; all evidence of one pair."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Where things are, for so many claims."""

    folder: Path
    claims: int

    @property
    def data(self) -> Path:
        """The data folder of the service."""
        return self.folder / "data"

    @property
    def store(self) -> Path:
        """The store in the data folder."""
        return self.data / STORE_FOLDER

    @property
    def quads(self) -> Path:
        """The N-Quads."""
        return self.folder / "all.nq"

    @property
    def oxigraph(self) -> Path:
        """The store of Oxigraph."""
        return self.folder / "oxigraph"

    def snapshot(self) -> Path:
        """Find the copy of the store that a running service reads from."""
        folder = self.store.with_name(f"{STORE_FOLDER}-snapshots")
        return max(folder.iterdir(), key=lambda one: int(one.name))

    def query(self, name: str) -> str:
        """Read a query."""
        return self._query_file(name).read_text(encoding="utf-8")

    def write_queries(self, reads: Sequence[ReadArticle]) -> None:
        """Write the queries, of actors with a middling number of claims."""
        changes = changes_to(*asked_actors(reads))
        for name in QUERIES:
            text = changed(name, changes[name])
            self._query_file(name).write_text(text, encoding="utf-8")

    def _query_file(self, name: str) -> Path:
        return self.folder / f"{name}.rq"


def add_places(parser: argparse.ArgumentParser) -> None:
    """Let a command name where claims are laid down, and where the other stores are."""
    parser.add_argument("--folder", type=Path, default=Path("build") / "stores")
    parser.add_argument("--others", type=Path, default=Path(".venv-stores") / "bin")


def oxigraph_in(others: Path) -> Path | None:
    """Find the program of Oxigraph."""
    program = others / "oxigraph"
    return program if program.exists() else None


def fill_archive(folder: Path, claims: int) -> Path:
    """Lay down a data folder with the archive alone, unless it is there; give it."""
    made = folder / f"{claims}-archive"
    if not made.exists():
        part = made.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        _add_all(part, draw_reads(claims))
        part.rename(made)
    return made


def fill(folder: Path, claims: int, oxigraph: Path | None) -> Filled:
    """Lay down what is not there yet; with the program of Oxigraph, its store too."""
    filled = Filled(folder=folder / str(claims), claims=claims)
    if not filled.quads.exists():
        _fill_service(filled)
    if oxigraph is not None and not filled.oxigraph.exists():
        loaded = filled.oxigraph.with_suffix(".part")
        shutil.rmtree(loaded, ignore_errors=True)
        source = ("--file", str(filled.quads), "--format", "nq")
        _run(str(oxigraph), "load", "--location", str(loaded), *source)
        _run(str(oxigraph), "optimize", "--location", str(loaded))
        loaded.rename(filled.oxigraph)
    return filled


def _fill_service(filled: Filled) -> None:
    shutil.rmtree(filled.folder, ignore_errors=True)
    filled.folder.mkdir(parents=True)
    reads = synthesise(filled.claims)
    _add_all(filled.data, reads)
    filled.write_queries(reads)
    with open_materiel(load_settings(filled.data), store=True) as materiel:
        materiel.pipeline.catch_up()
    part = filled.quads.with_suffix(".part")
    pyoxigraph.Store.read_only(str(filled.store)).dump(part, RdfFormat.N_QUADS)
    part.rename(filled.quads)


def _add_all(folder: Path, reads: Iterable[ReadArticle]) -> None:
    coming = iter(reads)
    with Archive.open(folder) as archive:
        while batch := list(islice(coming, _AT_ONCE)):
            archive.add_many([(read.article, read.reading) for read in batch])


def materiel(filled: Filled, folder: Path | None = None) -> Start:
    """Start the service, on its own folder or on a copy of that."""
    command = (sys.executable, "-m", "app.cli", "--data", str(folder or filled.data))
    serve = (*command, "serve", "--port", "{port}")
    return Start(name="materiel", command=serve, path="/sparql", ready="/readyz")


def oxigraph_serve(program: Path, filled: Filled) -> Start:
    """Start Oxigraph, which sees the union of all graphs too."""
    command = (str(program), "serve-read-only", "--location", str(filled.oxigraph))
    options = ("--bind", "127.0.0.1:{port}", "--union-default-graph")
    return Start(name="oxigraph serve", command=(*command, *options), path="/query")


def rdflib_endpoint(program: Path, filled: Filled) -> Start:
    """Start rdflib-endpoint over rdflib's own store, which sees the union of all graphs too."""
    command = (str(program), "serve", str(filled.quads), "--port", "{port}", "--host", "127.0.0.1")
    return Start(name="rdflib-endpoint", command=command, path="/", seconds=1800)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
