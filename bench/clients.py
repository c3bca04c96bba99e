"""Ask a running Materiel through the clients that people use, and compare what each of them reads.

    python -m bench.clients [--comunica FOLDER] [--address URL]

The questions are some of `ontology/checks` and those of `bench/queries`. What is expected is what
pyoxigraph answers over the service's own N-Quads; each client reads the answer with its own parser.
Comunica is a package of npm: `make clients` puts it where it is looked for. Prints a table and
fails where a client reads other rows.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat, Store

from bench import asking
from bench.answering import Answer, Rows, plain, read_direct, size_of
from graph.store.answers import QueryForm
from graph.store.limits import query_limits
from graph.store.screen import screen
from tests.e2e.running import Service

OWN = Path(__file__).resolve().parent / "queries"
CHECKS = ("who-supplies", "on-whose-word", "disputed", "through-whom", "worth", "top-suppliers")
COMUNICA = Path("build") / "comunica"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query, and which of the four forms it has."""

    name: str
    text: str
    form: QueryForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A client with a method and the format that it asks for; `triples` for CONSTRUCT.

    `ask` takes the address, the query, the method and the format, and gives what the client read.
    """

    client: str
    method: str
    table: str
    triples: str
    ask: Callable[[str, str, str, str], Answer]

    def __str__(self) -> str:
        return f"{self.client} {self.method} {self.table}/{self.triples}"

    def takes(self, question: Question) -> bool:
        """Tell whether the format can say it: CSV and TSV have no word for yes."""
        return question.form is not QueryForm.ASK or self.table in ("json", "xml")

    def read(self, address: str, question: Question) -> Answer:
        """Ask, and give what the client read."""
        is_table = question.form in (QueryForm.SELECT, QueryForm.ASK)
        wanted = self.table if is_table else self.triples
        return self.ask(f"{address}/sparql", question.text, self.method, wanted)

    def expects(self, answer: Answer) -> Answer:
        """Leave of an answer what the format can say: CSV has values alone."""
        return plain(answer) if self.table == "csv" and isinstance(answer, Rows) else answer


WAYS = tuple(
    Way(client=client, method=method, table=table, triples=triples, ask=ask)
    for client, ask, forms in (
        (
            "curl",
            asking.by_curl,
            (
                ("GET", "json", "turtle"),
                ("GET", "xml", "rdfxml"),
                ("POST form", "csv", "ntriples"),
                ("POST query", "tsv", "jsonld"),
            ),
        ),
        (
            "SPARQLWrapper",
            asking.by_wrapper,
            (
                ("GET", "json", "turtle"),
                ("GET", "csv", "jsonld"),
                ("POST form", "xml", "rdfxml"),
                ("POST query", "tsv", "n3"),
            ),
        ),
        (
            "rdflib SPARQLStore",
            asking.by_rdflib,
            (
                ("GET", "xml", "rdfxml"),
                ("GET", "tsv", "rdfxml"),
                ("POST form", "csv", "rdfxml"),
                ("POST query", "json", "rdfxml"),
            ),
        ),
    )
    for method, table, triples in forms
)
"""The ways that need Python and curl alone."""


def comunica(folder: Path) -> tuple[Way, ...]:
    """List the ways of Comunica, if it is in the folder."""
    program = folder / "node_modules" / ".bin" / "comunica-sparql"
    if not program.exists() or shutil.which("node") is None:
        return ()

    def ask(endpoint: str, query: str, _method: str, wanted: str) -> Answer:
        return asking.by_comunica(program, endpoint, query, wanted)

    return (Way(client="Comunica", method="GET", table="json", triples="ntriples", ask=ask),)


def questions() -> tuple[Question, ...]:
    """Read the questions, ours last."""
    folder = resources.files("ontology").joinpath("checks")
    found = {name: folder.joinpath(f"{name}.rq").read_text(encoding="utf-8") for name in CHECKS}
    found |= {file.stem: file.read_text(encoding="utf-8") for file in sorted(OWN.glob("*.rq"))}
    return tuple(
        Question(name=name, text=text, form=screen(text, query_limits()).form)
        for name, text in found.items()
    )


def expected(address: str, asked: Iterable[Question]) -> dict[str, Answer]:
    """Ask pyoxigraph over everything that the service holds."""
    store = Store()
    store.bulk_load(asking.fetch(f"{address}/export/dump.nq"), RdfFormat.N_QUADS)
    return {
        one.name: read_direct(store.query(one.text, use_default_graph_as_union=True))
        for one in asked
    }


@contextmanager
def serving(address: str | None) -> Iterator[str]:
    """Lend the address of a running service: the one given, or one over the demo corpus."""
    if address is not None:
        yield address.rstrip("/")
        return
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        Service(Path(place) / "data", demo=True) as service,
    ):
        yield service.address


def compare(address: str, way: Way, asked: Iterable[Question], known: dict[str, Answer]) -> bool:
    """Print a line for each question that a way can ask; tell whether all is equal."""
    is_equal = True
    for one in asked:
        if not way.takes(one):
            continue
        wanted = way.expects(known[one.name])
        read = way.read(address, one)
        verdict = "equal" if read == wanted else f"NOT EQUAL, expected {size_of(wanted)}"
        print(f"{way!s:<44} {one.name:<18} {one.form:<10} {size_of(read):>12}  {verdict}")
        is_equal = is_equal and read == wanted
    return is_equal


def main() -> int:
    """Print the table; 1 where anything differs, 2 where Comunica is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comunica", type=Path, default=COMUNICA, help="folder of its packages")
    parser.add_argument("--address", help="of a running service, instead of one of our own")
    arguments = parser.parse_args()
    others = comunica(arguments.comunica)
    asked = questions()
    with serving(arguments.address) as address:
        known = expected(address, asked)
        equal = [compare(address, way, asked, known) for way in (*WAYS, *others)]
    versions = asking.versions(arguments.comunica if others else None)
    print("; ".join(f"{name} {version}" for name, version in versions.items()))
    print(f"{sum(equal)} of {len(equal)} ways read what pyoxigraph {pyoxigraph.__version__} says")
    if not others:
        print(f"Comunica is not in {arguments.comunica}, or node is missing: `make clients`")
    return 0 if all(equal) else 1


if __name__ == "__main__":
    sys.exit(main())
