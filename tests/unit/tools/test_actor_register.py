"""Every actor of the register has a name in seven languages, its codes, years and home."""

import unicodedata
from importlib import resources

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.claims.actor import Actor, ActorKind, actors
from graph.quads.concepts import ACTOR_CLASSES
from graph.quads.iris import Iris
from ontology.terms import DCTERMS, MA, PREFIXES, RDF, RDFS
from tools import actor_register
from tools.actor_register import LANGUAGES, actors_turtle, names_of, written_names
from tools.turtle import FOLDER

IRIS = Iris(base="https://example.org/")
PREFERRED = NamedNode(PREFIXES["skos"] + "prefLabel")
OTHER = NamedNode(PREFIXES["skos"] + "altLabel")
YEAR = NamedNode(PREFIXES["xsd"] + "gYear")
QUADS = set(parse(actors_turtle(), format=RdfFormat.TURTLE, base_iri=IRIS.base))


NAMES: dict[tuple[object, NamedNode], list[Literal]] = {}
for each_quad in QUADS:
    if isinstance(each_quad.object, Literal):
        NAMES.setdefault((each_quad.subject, each_quad.predicate), []).append(each_quad.object)


def labels(actor_id: str, predicate: NamedNode) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in NAMES.get((IRIS.actor(actor_id), predicate), []):
        found.setdefault(name.language or "", set()).add(name.value)
    return found


def test_every_actor_is_described_under_its_iri() -> None:
    for actor in actors().values():
        node = IRIS.actor(actor.id)
        assert Quad(node, RDF.TYPE, MA.ACTOR) in QUADS
        assert Quad(node, RDF.TYPE, ACTOR_CLASSES[actor.kind]) in QUADS
        assert Quad(node, DCTERMS.IDENTIFIER, Literal(actor.id)) in QUADS


@pytest.mark.parametrize("actor", actors())
def test_an_actor_has_one_name_in_each_language(actor: str) -> None:
    preferred, others = labels(actor, PREFERRED), labels(actor, OTHER)
    assert set(preferred) == set(LANGUAGES)
    for language, names in preferred.items():
        assert len(names) == 1
        assert not names & others.get(language, set())
        assert all(unicodedata.is_normalized("NFC", name) for name in names)
    assert labels(actor, RDFS.LABEL) == {"en": preferred["en"]}


@pytest.mark.parametrize(
    ("language", "script"), [("ru", "CYRILLIC"), ("ar", "ARABIC"), ("zh", "CJK")]
)
def test_names_are_in_the_script_of_their_language(language: str, script: str) -> None:
    for actor in actors().values():
        name, _ = names_of(actor, language)
        assert any(script in unicodedata.name(letter, "") for letter in name), name


@pytest.mark.parametrize(
    ("actor", "language", "name"),
    [
        ("PRK", "de", "Nordkorea"),
        ("PRK", "ru", "Северная Корея"),
        ("CIV", "fr", "Côte d'Ivoire"),
        ("CIV", "en", "Ivory Coast"),
        ("SUN", "es", "Unión Soviética"),
        ("hezbollah", "ar", "حزب الله"),
        ("nato", "fr", "OTAN"),
        ("TUR", "zh", "土耳其"),
    ],
)
def test_well_known_names_are_as_they_are_known(actor: str, language: str, name: str) -> None:
    assert labels(actor, PREFERRED)[language] == {name}


def test_what_an_actor_is_also_called_is_told() -> None:
    assert {"DPRK", "Democratic People's Republic of Korea"} <= labels("PRK", OTHER)["en"]
    assert "Türkiye" in labels("TUR", OTHER)["en"]
    assert "КНДР" in labels("PRK", OTHER)["ru"]
    assert not any("SAR" in name for name in labels("HKG", OTHER).get("en", set()))


def test_codes_are_there_for_states_of_today_and_of_the_past() -> None:
    for actor in actors().values():
        state = actor.kind in {ActorKind.STATE, ActorKind.HISTORICAL_STATE}
        assert (Quad(IRIS.actor(actor.id), MA.ALPHA3, Literal(actor.id)) in QUADS) == state
        if state and actor.alpha2:
            assert Quad(IRIS.actor(actor.id), MA.ALPHA2, Literal(actor.alpha2)) in QUADS


def test_historical_states_have_their_years() -> None:
    soviet_union = IRIS.actor("SUN")
    assert Quad(soviet_union, MA.FROM_YEAR, Literal("1922", datatype=YEAR)) in QUADS
    assert Quad(soviet_union, MA.UNTIL_YEAR, Literal("1991", datatype=YEAR)) in QUADS


def test_groups_lead_to_the_state_they_come_from() -> None:
    homes = {q.subject: q.object for q in QUADS if q.predicate == MA.HOME_STATE}
    assert homes == {
        IRIS.actor(each.id): IRIS.actor(each.home) for each in actors().values() if each.home
    }


def test_written_names_are_of_the_register_and_add_something() -> None:
    assert resources.files("ontology").joinpath("actor_labels.csv").is_file()
    assert (FOLDER / "actor_labels.csv").is_file()
    for (actor, language), names in written_names().items():
        assert actor in actors()
        assert language in LANGUAGES
        assert names.label or names.others
        assert not (language == "en" and names.label), "the register has the English name"


def test_an_actor_without_a_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actor_register, "written_names", dict)
    unnamed = Actor(id="nobody", label="Nobody", kind=ActorKind.NON_STATE)
    assert names_of(unnamed, "en") == ("Nobody", [])
    with pytest.raises(ValueError, match="nobody has no name in fr"):
        names_of(unnamed, "fr")
