"""Whether a source is named: the list of common nouns, and names made of them."""

import tomllib
from importlib import resources

import pytest

from graph.network.bare import is_bare


@pytest.mark.parametrize(
    "name",
    [
        "panel",
        "a panel of experts",
        "The Ministry",
        "the defence ministry",
        "the commander",
        "officials",
        "two senior army officers",
        "spokesmen",
        "the authorities",
        "customs documents",
        "satellite images",
    ],
)
def test_common_nouns_name_nobody(name: str) -> None:
    assert is_bare(name)


@pytest.mark.parametrize(
    "name",
    [
        "the Polish ministry",
        "UN panel of experts",
        "Iran",
        "Pentagon",
        "State Department",
        "the State Department",
        "Human Rights Watch",
        "The Northgate Ledger",
        "Salween Arms Observatory",
        "defence",
        "“…”",
    ],
)
def test_a_name_is_one(name: str) -> None:
    assert not is_bare(name)


def test_the_lists_are_in_order_and_without_repetition() -> None:
    text = resources.files("graph.network").joinpath("bare.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    assert set(lists) == {"nouns", "beside", "names"}
    for words in lists.values():
        assert words == sorted(set(words))
    assert not set(lists["nouns"]) & set(lists["beside"])
