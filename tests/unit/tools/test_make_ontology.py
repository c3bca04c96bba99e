"""The Turtle files of munitions and actors are what their CSV files say."""

import csv
from importlib import resources
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.claims.actor import actors
from graph.claims.munition import Munition, munitions
from graph.quads.iris import Iris
from ontology.terms import DCTERMS, MA, PREFIXES, RDF
from tools import make_ontology

IRIS = Iris(base="https://example.org/")
SKOS = PREFIXES["skos"]


def file(name: str) -> str:
    return resources.files("ontology").joinpath(name).read_text(encoding="utf-8")


def quads(name: str) -> set[Quad]:
    return set(parse(file(name), format=RdfFormat.TURTLE, base_iri=IRIS.base))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("munitions.ttl", make_ontology.munitions_turtle),
        ("actors.ttl", make_ontology.actors_turtle),
    ],
)
def test_the_file_is_up_to_date(name: str, make: Any) -> None:
    assert file(name) == make(), "run python -m tools.make_ontology"


def test_every_actor_is_described_under_its_iri() -> None:
    described = quads("actors.ttl")
    for actor in actors().values():
        node = IRIS.actor(actor.id)
        assert Quad(node, RDF.TYPE, MA.ACTOR) in described
        assert Quad(node, DCTERMS.IDENTIFIER, Literal(actor.id)) in described


def test_munitions_keep_their_tree() -> None:
    broader = {
        (quad.subject, quad.object)
        for quad in quads("munitions.ttl")
        if quad.predicate == NamedNode(SKOS + "broader")
    }
    assert broader == {
        (IRIS.munition(each.id), IRIS.munition(each.broader))
        for each in munitions().values()
        if each.broader
    }


def test_every_category_that_a_munition_has_is_described() -> None:
    described = quads("munitions.ttl")
    matches = {q.object for q in described if q.predicate == NamedNode(SKOS + "closeMatch")}
    assert matches
    for category in matches:
        assert isinstance(category, NamedNode)
        assert Quad(category, RDF.TYPE, MA.CATEGORY) in described


def test_every_category_of_the_csv_belongs_to_a_known_register() -> None:
    rows = list(csv.DictReader(file("categories.csv").splitlines()))
    assert {row["scheme"] for row in rows} == set(make_ontology.SCHEMES)
    assert len({(row["scheme"], row["notation"]) for row in rows}) == len(rows)


def test_an_example_that_explains_is_a_note_and_no_label(monkeypatch: pytest.MonkeyPatch) -> None:
    only = Munition(
        id="m", label='A "label"', broader=None, unroca=None, sipri=None, eu_cml=None,
        examples=("Long name", "X is a Y"),
    )  # fmt: skip
    monkeypatch.setattr(make_ontology, "munitions", lambda: {"m": only})
    made = make_ontology.munitions_turtle()
    assert 'skos:altLabel "Long name"@en' in made
    assert 'skos:scopeNote "X is a Y"@en' in made
    assert r'rdfs:label "A \"label\""@en' in made


def test_check_reports_a_stale_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("categories.csv", "munitions.ttl"):
        (tmp_path / name).write_text(file(name), encoding="utf-8")
    (tmp_path / "actors.ttl").write_text("stale", encoding="utf-8")
    monkeypatch.setattr(make_ontology, "FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["make_ontology", "--check"])
    assert make_ontology.main() == 1
    assert "actors.ttl" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["make_ontology"])
    assert make_ontology.main() == 0
    assert (tmp_path / "actors.ttl").read_text(encoding="utf-8") == file("actors.ttl")
