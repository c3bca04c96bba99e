"""The competency questions: asked in plain words, and answered by the store as by the network.

Their answers on the demo corpus are in `tests/golden/questions`; here are claims made for what no
story of the corpus tells.
"""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from app.schemas.questions import Example, example_groups, examples
from app.templates import load_template
from graph.claims.claim import Stage, Status
from graph.claims.reading import ReadArticle
from graph.network.filter import Filter
from graph.network.network import Network
from graph.quads.iris import Iris
from graph.store.answers import TABLE_FORMATS
from graph.store.limits import query_limits
from graph.store.oxigraph import OxigraphStore
from graph.store.readers import Readers
from graph.store.screen import screen
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")
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
        told("PRK", "RUS", "ballistic-missile", status=Status.DENIED),
        told("PRK", "RUS", "materiel", status=Status.DENIED),
        told("IRN", "RUS", "component"),
        told("IRN", "RUS", "materiel", status=Status.DENIED),
        told("name:example-arms", "UKR", "battle-tank", date="../2023"),
        told("CHN", "RUS", "component", stage=Stage.REQUEST),
        told("USA", "UKR", "anti-tank-missile", date="2022/.."),
        told("USA", "UKR", "anti-tank-missile", date="2024-02"),
        told("USA", "UKR", None, stage=Stage.SUSPENSION, date="2023-12"),
        told("DEU", "UKR", "howitzer", stage=Stage.SUSPENSION),
        told("DEU", "UKR", "howitzer", date="2024-06"),
        story="two",
        sequence=2,
        published=date(2024, 12, 1),
        publisher=None,
    ),
    make_read(told("DEU", "UKR", "helicopter"), story="three", sequence=3, published=None),
]
BY_NAME = {each.name: each for each in examples()}


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    folder: Path = tmp_path_factory.mktemp("data") / "store"
    with closing(OxigraphStore.open(folder, IRIS)) as store:
        store.add_many(READS)
        with closing(Readers(store)) as opened:
            yield opened


def rows(readers: Readers, query: str, *columns: str) -> list[tuple[str, ...]]:
    answer = json.loads(readers.query(query, answer=TABLE_FORMATS[0]).body)
    return [
        tuple(row.get(name, {"value": ""})["value"] for name in columns or answer["head"]["vars"])
        for row in answer["results"]["bindings"]
    ]


def asked(name: str, **changed: str) -> str:
    """Put other values into a question: what stands there, by what is to stand there."""
    query = BY_NAME[name].query
    for old, new in changed.items():
        assert f'"{old}"' in query
        query = query.replace(f'"{old}"', f'"{new}"')
    return query


def test_every_file_is_offered_once() -> None:
    names = [each.name for each in examples()]
    files = resources.files("ontology").joinpath("checks").iterdir()
    assert sorted(names) == sorted(
        each.name.removesuffix(".rq") for each in files if each.name.endswith(".rq")
    )
    assert len(names) >= 28
    assert names[0] == "who-supplies"
    assert all(group.title and group.examples for group in example_groups())


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_every_question_is_asked_in_plain_words_and_can_be_screened(example: Example) -> None:
    assert example.question.endswith("?")
    assert example.question[0].isupper()
    assert example.change.endswith(".")
    assert "VALUES" in example.change
    assert example.query.splitlines()[1].startswith("# Change it: ")
    assert example.lines.startswith("PREFIX")
    assert example.lines in example.query
    assert "GRAPH" not in example.lines
    assert screen(example.query, query_limits()).form == "SELECT"


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_an_id_has_its_name_beside_it(example: Example) -> None:
    """Or the name stands in the question, where the id is a value at the top."""
    selected = example.lines.partition("SELECT")[2].partition("WHERE")[0]
    chosen = re.findall(r"\?(\w+)", re.sub(r"\(.+\)", "", selected))
    for role in ("supplier", "recipient", "munition", "via", "reached"):
        assert (role in chosen) == (f"{role}Name" in chosen)


def test_the_page_offers_each_question_to_be_changed_and_asked() -> None:
    page = load_template("app.sparql", "form.html").render(
        seconds="10", example="ASK {}", groups=example_groups(), formats=["json"]
    )
    assert page.count("<details ") == len(examples())
    assert page.count("<form ") == page.count('<button type="submit">') == len(examples()) + 1
    assert all(f'id="{each.name}"' in page for each in examples())
    assert all(group.title in page for group in example_groups())
    assert "<script" not in page
    assert len(page) < 100_000


def network_rows(reads: list[ReadArticle], recipient: str | None) -> list[tuple[str, ...]]:
    network = Network()
    for read in reads:
        network.add(read)
    given = [
        (r.supplier, r.recipient, r.munition, r.claims, r.first, r.last)
        for r in network.supplies(Filter(recipient=recipient))
    ]
    return [tuple(str(value or "") for value in row) for row in given]


@pytest.mark.parametrize("recipient", ["RUS", "UKR", None])
def test_sparql_and_network_agree_row_for_row(readers: Readers, recipient: str | None) -> None:
    line = 'VALUES ?recipient { "RUS" }'
    query = BY_NAME["who-supplies"].query
    assert line in query
    query = query.replace(line, line.replace("RUS", recipient) if recipient else "")
    columns = ("supplier", "recipient", "munition", "claims", "first", "last")
    assert sorted(rows(readers, query, *columns)) == sorted(network_rows(READS, recipient))


def test_a_halted_transfer_goes_on_with_the_first_later_delivery(readers: Readers) -> None:
    found = rows(readers, asked("halted-and-resumed"), "supplier", "munition", "halted", "resumed")
    # Germany's delivery of June came before the halt of which December tells.
    assert found == [
        ("DEU", "howitzer", "2024-12-01", ""),
        ("USA", "", "2023-12-01", "2024-02-01"),
    ]


def test_a_denial_speaks_against_narrower_kinds_but_not_against_parts(readers: Readers) -> None:
    found = rows(readers, asked("disputed"), "supplier", "yesMunition", "noMunition", "yesStatus")
    assert set(found) == {
        ("PRK", "ballistic-missile", denied, status)
        for denied in ("ballistic-missile", "materiel")
        for status in ("asserted", "alleged")
    }


def test_what_an_article_does_not_say_leaves_no_claim_out(readers: Readers) -> None:
    """Neither a day, a publisher, a source nor a munition is needed for evidence to show."""
    query = asked("on-whose-word", PRK="DEU", RUS="UKR")
    columns = ("munition", "stage", "published", "publisher", "source")
    assert rows(readers, query, *columns) == [
        ("helicopter", "delivery", "", "Example Daily", ""),
        ("howitzer", "delivery", "2024-12-01", "", ""),
        ("howitzer", "suspension", "2024-12-01", "", ""),
    ]
    assert len(rows(readers, asked("on-whose-word"))) == 6
    assert ("",) in rows(readers, asked("on-whose-word"), "munition")


def test_actors_that_no_register_knows_are_answered_too(readers: Readers) -> None:
    found = rows(readers, asked("whom-it-supplies", USA="name:example-arms"), "recipient", "claims")
    assert found == [("UKR", "1")]
