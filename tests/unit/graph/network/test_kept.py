"""What is kept of pairs."""

from collections.abc import Sequence

import pytest

from graph.network import kept as module
from graph.network.kept import KeptByPair

PAIR = ("IRN", "RUS")
OTHER = ("CHN", "PAK")


def test_what_is_kept_is_given_and_the_rest_is_missing() -> None:
    kept: KeptByPair[str] = KeptByPair(9)
    before = kept.any
    kept.keep({PAIR: "rows"}, revision=1)
    assert kept.look_up([PAIR, OTHER]) == ({PAIR: "rows"}, [OTHER])
    assert (before, kept.any) == (False, True)
    kept.forget(PAIR, 2)
    assert kept.look_up([PAIR]) == ({}, [PAIR])


def test_what_was_made_before_its_pair_changed_is_not_kept() -> None:
    kept: KeptByPair[str] = KeptByPair(9)
    kept.forget(PAIR, 2)
    kept.keep({PAIR: "old", OTHER: "other"}, revision=1)
    assert kept.look_up([PAIR, OTHER]) == ({OTHER: "other"}, [PAIR])
    kept.keep({PAIR: "new"}, revision=2)
    assert kept.look_up([PAIR]) == ({PAIR: "new"}, ())


def test_no_more_is_kept_than_so_much() -> None:
    kept: KeptByPair[Sequence[int]] = KeptByPair(4, len)
    kept.keep({PAIR: (1, 2), OTHER: (3, 4)}, revision=1)
    kept.keep({PAIR: (1,)}, revision=1)  # in place of what took more
    assert kept.look_up([PAIR, OTHER]) == ({PAIR: (1,), OTHER: (3, 4)}, ())
    kept.keep({("FRA", "UKR"): (5, 6)}, revision=1)
    assert kept.look_up([PAIR, OTHER]) == ({PAIR: (1,)}, [OTHER])


def test_everything_can_be_forgotten() -> None:
    kept: KeptByPair[Sequence[int]] = KeptByPair(2, len)
    kept.keep({PAIR: (1, 2)}, revision=1)
    kept.forget_all(3)
    kept.keep({PAIR: (1, 2)}, revision=2)
    assert kept.look_up([PAIR]) == ({}, [PAIR])
    kept.keep({PAIR: (1, 2)}, revision=3)
    assert kept.look_up([PAIR]) == ({PAIR: (1, 2)}, ())


def test_of_many_changes_some_are_known_and_all_others_taken_to_be_as_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "CHANGED", 2)
    kept: KeptByPair[str] = KeptByPair(9)
    kept.keep({OTHER: "kept"}, revision=1)
    for revision, supplier in enumerate(("A", "B", "C"), start=2):
        kept.forget((supplier, "RUS"), revision)
    kept.keep({PAIR: "made before", ("C", "RUS"): "made before"}, revision=2)
    assert kept.look_up([OTHER, PAIR, ("C", "RUS")]) == ({OTHER: "kept"}, [PAIR, ("C", "RUS")])
    kept.keep({PAIR: "made since"}, revision=3)
    assert kept.look_up([PAIR]) == ({PAIR: "made since"}, ())
