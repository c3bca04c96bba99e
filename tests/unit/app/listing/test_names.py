"""Names found by how they begin and by what they hold."""

import pytest

from app.listing.names import Fit, Names
from graph.ingest.resolve.spelled import Named, Spelled, Thing


def spelled(name: str, *, of: str = "", is_remote: bool = False) -> Spelled:
    thing = Thing(kind=Named.ACTOR, id=of or name, label=of or name)
    return Spelled(thing=thing, name=name, key=name, is_label=not of, is_remote=is_remote)


NAMES = Names(
    [
        spelled("mali"),
        spelled("malian", of="mali"),
        spelled("malta"),
        spelled("equatorial mali"),
        spelled("somalia"),
        spelled("malik", of="iraq", is_remote=True),
    ]
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "mali",
            {
                "mali": Fit.WHOLE,
                "iraq": Fit.BEGINS,
                "equatorial mali": Fit.WORD_BEGINS,
                "somalia": Fit.HOLDS,
            },
        ),
        ("mal", {"mali": Fit.BEGINS, "malta": Fit.BEGINS, "equatorial mali": Fit.WORD_BEGINS,
                 "somalia": Fit.HOLDS}),
        ("al", {}),
        ("", {}),
        ("zz", {}),
    ],
)  # fmt: skip
def test_each_thing_is_found_by_its_best_name(typed: str, found: dict[str, Fit]) -> None:
    told = NAMES.find(typed, enough=10)
    assert {thing.id: match.fit for thing, match in told.items()} == found


def test_poorer_fits_are_left_out_when_there_is_enough() -> None:
    assert {thing.id for thing in NAMES.find("mal", enough=2)} == {"mali", "malta"}


def test_no_names_hold_nothing() -> None:
    assert Names([]).find("mali", enough=3) == {}
