"""The competency questions: asked in plain words, and answered by the store as by the network."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Dataset, Store

from app.sparql.examples import Example, examples
from graph.claims.claim import Stage, Status
from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle
from graph.network.filter import Filter
from graph.network.network import Network
from graph.quads.iris import Iris
from graph.store.answers import TABLE_FORMATS
from graph.store.export import every_quad
from graph.store.limits import query_limits
from graph.store.oxigraph import OxigraphStore
from graph.store.readers import Readers
from graph.store.screen import screen
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")
FIELD = Source(name="Field researchers", kind=SourceKind.INVESTIGATION)
READS = [
    make_read(
        told("PRK", "RUS", "ballistic-missile", date="2024-10", source="Seoul"),
        told("PRK", "RUS", "ballistic-missile", date="2024", status=Status.ALLEGED),
        told("PRK", "RUS", "ballistic-missile"),
        told("PRK", "RUS", None),
        told("IRN", "RUS", "one-way-attack-drone", stage=Stage.COMMITMENT, date="2023/.."),
        story="one",
        sequence=1,
    ),
    make_read(
        told("IRN", "RUS", "one-way-attack-drone", source=FIELD, via=("ARM",)),
        told("RUS", "IRN", "combat-aircraft", stage=Stage.ORDER),
        told("PRK", "RUS", "ballistic-missile", status=Status.DENIED),
        told("name:example-arms", "UKR", "battle-tank", date="../2023"),
        told("CHN", "RUS", "component", stage=Stage.REQUEST),
        told("USA", "UKR", "anti-tank-missile", date="2022/.."),
        told("USA", "UKR", "anti-tank-missile", date="2024-02"),
        story="two",
        sequence=2,
    ),
]
ANSWERS: dict[str, list[tuple[str, ...]] | int] = {
    "both-ways": [("IRN", "RUS")],
    "by-register-category": 4,
    "disputed": 4,
    "examined-on-the-ground": [("IRN", "RUS", "one-way-attack-drone", "Field researchers")],
    "missiles-of-any-kind": [
        ("PRK", "RUS", "ballistic-missile", "3"),
        ("USA", "UKR", "anti-tank-missile", "2"),
    ],
    "on-whose-word": 5,
    "one-article-only": [
        ("PRK", "RUS"), ("RUS", "IRN"), ("USA", "UKR"), ("name:example-arms", "UKR"),
    ],
    "pledged-not-delivered": [("RUS", "IRN", "combat-aircraft")],
    "through-whom": [("ARM", "IRN", "RUS", "1")],
    "who-supplies": [
        ("IRN", "RUS", "one-way-attack-drone", "2", "2023-01-01", ""),
        ("PRK", "RUS", "ballistic-missile", "3", "2024-01-01", "2024-12-31"),
        ("PRK", "RUS", "", "1", "", ""),
    ],
    "whom-it-supplies": [("UKR", "Ukraine", "2")],
}  # fmt: skip


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    folder: Path = tmp_path_factory.mktemp("data") / "store"
    with closing(OxigraphStore.open(folder, IRIS)) as store:
        store.add_many(READS)
        with closing(Readers(store)) as opened:
            yield opened


def rows(readers: Readers, query: str) -> list[tuple[str, ...]]:
    answer = json.loads(readers.query(query, answer=TABLE_FORMATS[0]).body)
    return [
        tuple(row.get(name, {"value": ""})["value"] for name in answer["head"]["vars"])
        for row in answer["results"]["bindings"]
    ]


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_every_question_has_its_answer(readers: Readers, example: Example) -> None:
    found = rows(readers, example.query)
    expected = ANSWERS[example.name]
    if isinstance(expected, int):
        assert len(found) == expected
    else:
        assert [row[: len(expected[0])] for row in found] == expected


def test_every_question_is_asked_in_plain_words_and_can_be_screened() -> None:
    assert {each.name for each in examples()} == set(ANSWERS)
    for each in examples():
        assert each.question.endswith("?")
        assert screen(each.query, query_limits()).form == "SELECT"
    assert examples()[0].name == "who-supplies"


def network_rows(reads: list[ReadArticle], recipient: str | None) -> list[tuple[str, ...]]:
    network = Network()
    for read in reads:
        network.add(read)
    rows = network.supplies(Filter(recipient=recipient))
    given = [(r.supplier, r.recipient, r.munition, r.claims, r.first, r.last) for r in rows]
    return [tuple(str(value or "") for value in row) for row in given]


@pytest.mark.parametrize("recipient", ["RUS", "UKR", None])
def test_sparql_and_network_agree_row_for_row(readers: Readers, recipient: str | None) -> None:
    query = examples()[0].query
    line = '      VALUES ?recipient { "RUS" }\n'
    assert line in query
    asked = query.replace(line, f'VALUES ?recipient {{ "{recipient}" }}' if recipient else "")
    asked = asked.replace(
        "?claim ma:recipient", "?recipientNode dcterms:identifier ?recipient . ?claim ma:recipient"
    )
    assert sorted(rows(readers, asked)) == sorted(network_rows(READS, recipient))


def test_the_queries_are_plain_sparql_for_a_single_default_graph() -> None:
    """Another engine gets one file of triples: no graph names, no union."""
    triples = Store()
    plain = Dataset()
    for quad in every_quad(READS, IRIS):
        plain.add(type(quad)(quad.subject, quad.predicate, quad.object))
    triples.extend(plain)
    for each in examples():
        found = list(triples.query(each.query))  # type: ignore[arg-type]
        expected = ANSWERS[each.name]
        assert len(found) == (expected if isinstance(expected, int) else len(expected)), each.name
