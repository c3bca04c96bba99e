import re
from typing import Any

import pytest

from graph.claims.evidence import SourceKind
from graph.errors import LexiconError
from graph.ingest.resolve.lexicon import either, numbers, ordered, strings, words
from graph.ingest.resolve.speakers import KINDS

LISTS = {
    "attribution": ["verbs", "clausal", "hedging", "denying", "carriers", "pronouns"],
    "attribution_kinds": ["order", "unnamed_heads", "unnamed_marks", "carried_heads"],
    "status": ["modals", "weighing", "never_words", "stopping", "lifting", "doubting_adverbs"],
    "numbers": ["measures", "ordinals", "ones", "not_counted"],
    "dates": ["papers", "signing", "opens", "closes", "arriving"],
}


@pytest.mark.parametrize(("name", "key"), [(n, k) for n, keys in LISTS.items() for k in keys])
def test_lists_hold_words(name: str, key: str) -> None:
    assert words(name, key) == frozenset(ordered(name, key))
    assert words(name, key)


@pytest.mark.parametrize("key", ["clausal", "hedging", "denying"])
def test_narrower_lists_are_within_the_verbs_of_saying(key: str) -> None:
    assert words("attribution", key) <= words("attribution", "verbs")


def test_every_kind_of_the_order_has_a_list() -> None:
    for name in ordered(KINDS, "order"):
        assert words(KINDS, name)
        assert name == "strong_official" or SourceKind(name)


def test_tables_give_numbers_and_codes() -> None:
    assert numbers("dates", "months")["October"] == 10
    assert numbers("numbers", "scales")["million"] == 1_000_000
    assert all(
        len(code) == 3 and code.isupper() for code in strings("currencies", "names").values()
    )
    assert all(
        len(code) == 3 and code.isupper() for code in strings("currencies", "signs").values()
    )


@pytest.mark.parametrize(
    ("reader", "name", "key"),
    [
        (words, "absent", "verbs"),
        (words, "status", "absent"),
        (words, "numbers", "units"),
        (numbers, "status", "modals"),
        (strings, "numbers", "units"),
    ],
)
def test_a_wrong_lexicon_is_named(reader: Any, name: str, key: str) -> None:
    with pytest.raises(LexiconError, match=name):
        reader(name, key)


def test_either_prefers_the_longest() -> None:
    found = re.match(either(("in", "in front of")), "in front of us")
    assert found is not None
    assert found[0] == "in front of"
