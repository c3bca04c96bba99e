import pytest

from graph.claims.munition import broader_munitions, munitions
from graph.network.categories import TOO_BROAD, category_of, narrower_of


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


def test_two_munitions_may_be_the_same_if_one_is_below_the_other() -> None:
    assert narrower_of("missile", "manpads") == narrower_of("manpads", "missile") == "manpads"
    assert narrower_of("howitzer", "howitzer") == "howitzer"
    assert narrower_of("howitzer", "mortar") is None
