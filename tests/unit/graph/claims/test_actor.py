import pytest

from graph.claims.actor import ActorKind, actors, describe_actor, is_actor_id


def test_the_register_holds_states_and_groups() -> None:
    assert actors()["PRK"].kind is ActorKind.STATE
    assert actors()["SUN"].kind is ActorKind.HISTORICAL_STATE
    assert actors()["houthis"].home == "YEM"
    assert actors()["nato"].kind is ActorKind.ORGANISATION


@pytest.mark.parametrize(
    ("identifier", "label"),
    [("name:viktor-bout", "Viktor Bout"), ("name:a-q-khan-network", "A Q Khan Network")],
)
def test_an_actor_that_no_register_knows_is_named(identifier: str, label: str) -> None:
    assert is_actor_id(identifier)
    found = describe_actor(identifier)
    assert (found.kind, found.label) == (ActorKind.NAMED, label)


@pytest.mark.parametrize("wrong", ["", "prk", "name:", "name:-a", "name:a b", "Name:x", "XXQ"])
def test_what_is_no_id_is_known_as_such(wrong: str) -> None:
    assert not is_actor_id(wrong)
    with pytest.raises(KeyError):
        describe_actor(wrong)
