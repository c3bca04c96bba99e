import pytest

from graph.claims.munition import broader_munitions, munitions
from graph.network.categories import TOO_BROAD, category_of, related


@pytest.mark.parametrize(
    ("munition", "category"),
    [
        (None, None),
        ("military-aid", None),
        ("materiel", None),
        ("missile", "missile"),
        ("manpads", "missile"),
        ("attack-helicopter", "aircraft"),
        ("training", "training"),
    ],
)
def test_a_category_is_the_broadest_that_says_something(
    munition: str | None, category: str | None
) -> None:
    assert category_of(munition) == category


def test_every_concept_falls_into_one_just_below_the_broad_ones() -> None:
    for one in munitions().keys() - TOO_BROAD:
        category = category_of(one)
        assert category is not None
        assert munitions()[category].broader in TOO_BROAD
        assert category in (one, *broader_munitions(one))


def test_a_munition_may_be_the_same_thing_as_those_above_and_below_it() -> None:
    above, below = related("missile")
    assert above == {"missile"}
    assert {"missile", "manpads", "ballistic-missile"} <= below
    assert related("manpads")[0] == {"manpads", "surface-to-air-missile", "missile"}
    assert related("manpads")[1] == {"manpads"}
    assert "howitzer" not in above | below
