import tomllib
from importlib import resources

from graph.claims.munition import munitions
from graph.network.disputes import disputing


def test_who_denies_the_broader_denies_the_narrower() -> None:
    assert disputing("howitzer") == {
        "howitzer", "artillery", "materiel", "military-aid", None,
    }  # fmt: skip
    assert disputing(None) == {None}


def test_who_denies_weapons_has_not_denied_parts() -> None:
    assert disputing("component") == {"component", "military-aid", None}


def test_the_data_name_concepts() -> None:
    text = resources.files("graph.network").joinpath("disputes.toml").read_text(encoding="utf-8")
    named = {concept for concepts in tomllib.loads(text).values() for concept in concepts}
    assert named <= set(munitions())
