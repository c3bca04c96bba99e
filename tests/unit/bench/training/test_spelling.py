from __future__ import annotations

import random
from collections import defaultdict

import pytest

from bench.training.spelling import Respeller
from graph.claims.actor import ActorKind, actors
from graph.claims.article import make_article
from graph.ingest.lexicons.actors import ActorNameKind, actor_names
from graph.ingest.read.gate import Outline, lay_out
from graph.ingest.read.mentions import ActorMention

SEEDS = range(12)
TEXT = (
    "Peru sent Chad mortars. Peruvian pilots flew to N'Djamena, said Dina Boluarte. "
    "The Peruvian army and Chad's own Chadian troops went on, and Peru smiled."
)
KINDS = {
    "Peru": ActorNameKind.NAME,
    "Peruvian": ActorNameKind.ADJECTIVE,
    "N'Djamena": ActorNameKind.CAPITAL,
    "Dina Boluarte": ActorNameKind.LEADER,
    "Chad": ActorNameKind.NAME,
    "Chadian": ActorNameKind.ADJECTIVE,
}


def lay(text: str, title: str | None = None) -> Outline:
    return lay_out(make_article(text, title=title))


def renamed(laid: Outline, seed: int = 0) -> list[tuple[ActorMention, str]]:
    """Rename the actors of a text and its title; give each mention with its new words."""
    spell = Respeller(random.Random(seed)).renaming(laid)
    return [(one, spell(one)) for row in (*laid.actors, laid.title) for one in row]


def senses() -> dict[str, set[tuple[str, ActorNameKind]]]:
    """List whom each form names, and as what."""
    found = defaultdict(set)
    for name in actor_names():
        found[name.form].add((name.actor, name.kind))
    return found


SENSES = senses()


@pytest.mark.parametrize("seed", SEEDS)
def test_each_name_becomes_one_of_the_same_kind(seed: int) -> None:
    found = renamed(lay(TEXT), seed)
    assert {one.text for one, _ in found} >= set(KINDS)
    for mention, spelt in found:
        if mention.text in KINDS and spelt != mention.text:
            assert KINDS[mention.text] in {kind for _, kind in SENSES[spelt]}


@pytest.mark.parametrize("seed", SEEDS)
def test_an_actor_becomes_the_same_other_state_throughout(seed: int) -> None:
    could: dict[str, set[str]] = {}
    for mention, spelt in renamed(lay(TEXT, title="Peru and Chad"), seed):
        if mention.text in KINDS and spelt != mention.text:
            (old,) = mention.actors
            new = {actor for actor, _ in SENSES[spelt]}
            could[old] = could.get(old, new) & new
    assert could["PER"]
    assert could["TCD"]
    assert could["PER"] != could["TCD"]
    states = {identifier for found in could.values() for identifier in found}
    assert all(actors()[one].kind is ActorKind.STATE for one in states)


def test_names_change() -> None:
    spelt = {words for seed in SEEDS for one, words in renamed(lay(TEXT), seed)
             if one.text == "Peru"}  # fmt: skip
    assert len(spelt) > 6


def test_the_same_chance_gives_the_same_names() -> None:
    assert renamed(lay(TEXT), 3) == renamed(lay(TEXT), 3)


def test_what_no_state_is_called_keeps_its_words() -> None:
    found = renamed(lay("Baykar sold Chad drones."))
    assert {one.text: words for one, words in found}["Baykar"] == "Baykar"


def test_a_group_of_states_keeps_its_words() -> None:
    group = ActorMention(
        start=0, end=7, text="Baltics", actors=("EST", "LVA"), form=renamed(lay(TEXT))[0][0].form
    )
    assert Respeller(random.Random(0)).renaming(lay("Estonia and Latvia"))(group) == "Baltics"


def test_an_article_that_names_many_states_is_renamed_too() -> None:
    states = [
        name.form
        for name in actor_names()
        if name.kind is ActorNameKind.NAME and not name.context and len(name.form) > 4
        and actors()[name.actor].kind is ActorKind.STATE
    ]  # fmt: skip
    found = renamed(lay(", ".join(states)))
    assert len(found) > 150
    assert sum(words != one.text for one, words in found) > 75
