from collections.abc import Callable

from graph.ingest.read.frame import Frame


def test_the_maker_is_on_the_suppliers_side_of_a_contract(
    frames: Callable[[str], tuple[Frame, ...]],
) -> None:
    found = frames("Saab of Sweden signed a contract with Brazil for Gripen fighters.")
    assert {a for f in found for s in f.suppliers for a in s.actors} == {"SWE"}
    assert {a for f in found for r in f.recipients for a in r.actors} == {"BRA"}


def test_a_role_that_a_stranger_fills_is_closed(frames: Callable[[str], tuple[Frame, ...]]) -> None:
    (frame,) = frames("Norway sold mortars to a dealer.")
    assert "recipient" in frame.closed


def test_through_whom_it_passes_is_kept(frames: Callable[[str], tuple[Frame, ...]]) -> None:
    (frame,) = frames("Norway sent mortars to Chad through Niger.")
    assert [a for filler in frame.via for a in filler.actors] == ["NER"]


def test_a_predicate_without_munition_makes_no_frame(
    frames: Callable[[str], tuple[Frame, ...]],
) -> None:
    assert frames("Norway sent flowers to Chad.") == ()
