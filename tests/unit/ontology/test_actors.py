"""The register of actors."""

from __future__ import annotations

import re
import unicodedata

import pytest

from graph.claims.actor import ActorKind, actors

CONTRACT_STATES = ("TWN", "PSE", "XKX", "SUN", "DDR", "YUG", "CSK")
CONTRACT_GROUPS = ("nato", "european-union", "hezbollah", "rsf-sudan", "ypg", "csto", "arakan-army")


def test_every_kind_is_there() -> None:
    counts = {kind: sum(a.kind is kind for a in actors().values()) for kind in ActorKind}
    assert counts[ActorKind.STATE] >= 230
    assert counts[ActorKind.HISTORICAL_STATE] >= 5
    assert counts[ActorKind.ORGANISATION] == 8
    assert counts[ActorKind.NON_STATE] == 32


@pytest.mark.parametrize("actor", [*CONTRACT_STATES, *CONTRACT_GROUPS])
def test_the_actors_of_the_contract_are_there(actor: str) -> None:
    assert actor in actors()


def test_a_state_has_the_code_of_three_letters_and_its_alpha_2() -> None:
    states = [a for a in actors().values() if a.kind is ActorKind.STATE]
    assert all(re.fullmatch("[A-Z]{3}", state.id) for state in states)
    assert all(re.fullmatch("[A-Z]{2}", state.alpha2 or "") for state in states)
    assert len({state.alpha2 for state in states}) == len(states)


def test_a_historical_state_has_its_years() -> None:
    for actor in actors().values():
        if actor.kind is ActorKind.HISTORICAL_STATE:
            assert actor.from_year is not None
            assert actor.until_year is not None
            assert actor.from_year < actor.until_year


def test_a_home_is_a_state_of_the_register() -> None:
    homes = {actor.home for actor in actors().values() if actor.home}
    assert {actors()[home].kind for home in homes} == {ActorKind.STATE}


def test_labels_are_unique_and_normalised() -> None:
    labels = [actor.label for actor in actors().values()]
    assert len(set(labels)) == len(labels)
    assert all(unicodedata.is_normalized("NFC", label) for label in labels)
