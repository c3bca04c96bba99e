from collections.abc import Callable

import pytest

from graph.ingest.read.frame import Frame

PAIR = ("NOR", "TCD")


@pytest.mark.parametrize(
    "text",
    [
        "Norway supplied mortars to Chad.",
        "Norway supplied Chad with mortars.",
        "Norway gave Chad mortars.",
        "Mortars were delivered by Norway to Chad.",
        "Chad received mortars from Norway.",
        "Chad has bought mortars from Norway.",
        "Norway's delivery of mortars to Chad began.",
        "The supply of mortars from Norway to Chad went on.",
        "Norwegian arms sales to Chad doubled.",
        "Norway is the main supplier of arms to Chad.",
        "Norway announced a package of rifles for Chad.",
        "Norway trained Chadian soldiers.",
        "Norway armed Chad.",
        "Norwegian mortars reached Chad.",
        "Norway sells Chad twelve mortars.",
        "Chad signed a contract with Norway for mortars.",
        "Norway shared intelligence with Chad.",
        "Norway approved the export of mortars to Chad.",
        "Norway made deliveries of mortars to Chad.",
        "Chad paid Norway two million dollars for rifles.",
    ],
)
def test_predicates_know_who_gives_and_who_gets(
    frames: Callable[[str], tuple[Frame, ...]], text: str
) -> None:
    pairs = {
        (supplier, recipient)
        for frame in frames(text)
        for giver in frame.suppliers
        for taker in frame.recipients
        for supplier in giver.actors
        for recipient in taker.actors
    }
    assert pairs == {PAIR}


@pytest.mark.parametrize(
    "text",
    [
        "Norway fired missiles at Chad.",
        "Norway shot down 30 drones over Chad.",
        "Norway used mortars against Chad.",
        "Norway gave Chad money.",
        "Norway and Chad talked about tanks.",
        "Norwegian-made mortars were seen in Chad.",
        "Norwegian warships docked in Chad.",
    ],
)
def test_combat_and_co_mention_pass_nothing(
    frames: Callable[[str], tuple[Frame, ...]], text: str
) -> None:
    assert not [f for f in frames(text) if f.suppliers and f.recipients]
