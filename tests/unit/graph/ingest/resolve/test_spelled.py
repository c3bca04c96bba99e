"""Every name by which something can be looked for."""

from graph.claims.actor import actors
from graph.claims.munition import munitions
from graph.ingest.resolve.spelled import Named, compact, spelled_names


def test_everything_of_the_registers_has_its_label() -> None:
    labels = {one.thing.id for one in spelled_names() if one.is_label}
    assert actors().keys() | munitions().keys() <= labels


def test_a_key_of_a_thing_stands_once_and_is_plain() -> None:
    pairs = [(one.thing, one.key) for one in spelled_names()]
    assert len(pairs) == len(set(pairs))
    assert all(one.key and one.key == one.key.casefold() for one in spelled_names())


def test_a_designation_knows_its_concept() -> None:
    found = {
        one.thing.concept
        for one in spelled_names()
        if one.thing.kind is Named.DESIGNATION and one.key == "himars"
    }
    assert found == {"multiple-rocket-launcher"}


def test_persons_are_remote_and_no_label() -> None:
    remote = [one for one in spelled_names() if one.is_remote]
    assert "Putin" in {one.name for one in remote}
    assert not any(one.is_label for one in remote)


def test_what_joins_the_parts_can_be_left_out() -> None:
    assert compact("S-300 PMU") == "s300pmu"
