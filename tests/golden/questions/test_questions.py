"""Every competency question has the answer that a careful reader of the demo corpus gives.

After a change that is meant: `MATERIEL_GOLDEN=write pytest tests/golden/questions`, read the
difference against the articles, then `python -m tools.questions` for the page in `docs/`.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tomllib
from importlib import resources

import pytest
import rdflib
from pyoxigraph import Quad, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize

from app.schemas.questions import Example, examples
from graph.store.export import every_quad
from tests.golden.questions.corpus import FOLDER, IRIS, claim_rows, demo_articles, demo_reads
from tools.questions import PAGE, page

ANSWERS = FOLDER / "answers"
WRITE = os.environ.get("MATERIEL_GOLDEN") == "write"
BY_NAME = {each.name: each for each in examples()}
EMPTY_COLUMNS = {("halted-and-resumed", "resumed")}
"""What no story of the corpus tells: no transfer that was halted is said to go on."""

TOO_MUCH_FOR_RDFLIB = {"chain", "changed-since", "pledged-not-delivered", "reprints"}
"""Its engine takes minutes over these: it joins every row with every row."""

ADDED = re.compile(r'put (VALUES \?(\w+) \{ "([^"]+)" \}) below WHERE ')
EDITED = re.compile(r"VALUES (?:\?\w+|\([^)]+\))")
COLUMNS = ("article", "supplier", "recipient", "munition", "words", "stage", "status", "notes")

Table = list[list[str]]


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(every_quad(demo_reads(), IRIS))


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    return filled(quads)


@pytest.fixture(scope="module")
def other_way_round(quads: list[Quad]) -> Store:
    return filled(quads[::-1])


@pytest.fixture(scope="module")
def triples(quads: list[Quad]) -> rdflib.Graph:
    """Hand the corpus to another engine as one file of triples: no graph names, no union."""
    plain = {Quad(quad.subject, quad.predicate, quad.object) for quad in quads}
    written = serialize(plain, format=RdfFormat.N_TRIPLES)
    assert written is not None
    return rdflib.Graph().parse(data=written, format="nt")


def filled(quads: list[Quad]) -> Store:
    store = Store()
    store.bulk_extend(quads)
    return store


def ask(store: Store, query: str) -> str:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    written = found.serialize(format=QueryResultsFormat.CSV)
    assert written is not None
    return written.decode().replace("\r\n", "\n")


def table(text: str) -> Table:
    return list(csv.reader(io.StringIO(text)))


def expected(name: str) -> str:
    return (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_the_answer_is_that_of_a_careful_reader(store: Store, example: Example) -> None:
    found = ask(store, example.query)
    if WRITE:
        (ANSWERS / f"{example.name}.csv").write_text(found, encoding="utf-8")
    assert table(found) == table(expected(example.name))


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_every_question_has_an_answer_and_every_column_a_value(example: Example) -> None:
    head, *rows = table(expected(example.name))
    assert rows
    empty = {name for name, *cells in zip(head, *rows, strict=True) if not any(cells)}
    assert {(example.name, name) for name in empty} == {
        each for each in EMPTY_COLUMNS if each[0] == example.name
    }


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_the_order_is_that_of_the_query(other_way_round: Store, example: Example) -> None:
    """Filled from the end, a store gives the rows in the same order."""
    assert table(ask(other_way_round, example.query)) == table(expected(example.name))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(BY_NAME.keys() - TOO_MUCH_FOR_RDFLIB))
def test_the_queries_are_plain_sparql(triples: rdflib.Graph, name: str) -> None:
    found = triples.query(BY_NAME[name].query)
    columns = found.vars or []
    rows = [
        ["" if cell is None else str(cell) for cell in map(row.get, columns)]
        for row in found.bindings
    ]
    assert [[str(column) for column in columns], *rows] == table(expected(name))


def test_what_the_files_say_can_be_changed_can_be(store: Store) -> None:
    """`put VALUES ...` narrows the answer to that value; what else is named is a line to edit."""
    added = 0
    for example in examples():
        named = ADDED.match(example.change)
        if named is None:
            edited = EDITED.search(example.change)
            assert edited is not None, example.name
            assert f"{edited[0]} {{" in example.query, example.name
            continue
        changed = example.query.replace("WHERE {", f"WHERE {{\n  {named[1]}", 1)
        head, *rows = table(ask(store, changed))
        assert rows, example.name
        if named[2] in head and "LIMIT" not in example.query:
            place = head.index(named[2])
            _, *every = table(expected(example.name))
            assert rows == [row for row in every if row[place] == named[3]], example.name
        added += 1
    assert added > 10


def test_parts_are_no_weapons_here_as_in_the_network() -> None:
    text = resources.files("graph.network").joinpath("disputes.toml").read_text(encoding="utf-8")
    query = BY_NAME["disputed"].query
    listed = re.findall(r'"([a-z-]+)"', query.partition("NOT IN (")[2].partition(")")[0])
    assert sorted(listed) == sorted(tomllib.loads(text)["no_weapons"])


def test_the_claims_are_those_that_the_corpus_tells_of() -> None:
    """The README of the corpus has the same claims as a table; the notes there are prose."""
    lines = resources.files("app.demo").joinpath("README.md").read_text("utf-8").splitlines()
    start = lines.index(f"| {' | '.join(COLUMNS)} |")
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines[start + 2 :]]
    told = [
        ["" if cell == "-" else cell for cell in row[:7]]
        for row in rows
        if row and row[1] != "-" and "(optional)" not in row[7]
    ]
    fields = ["munition_text" if name == "words" else name for name in COLUMNS[:7]]
    assert [[row[field] for field in fields] for row in claim_rows()] == told
    assert {row["article"] for row in claim_rows()} < set(demo_articles())


def test_the_page_shows_every_question_with_its_answer() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(written, ANSWERS)
