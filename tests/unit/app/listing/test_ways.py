"""Paths and chains as they are written are what their models describe."""

import json

import pytest

from app.listing.ways import show_chains, show_paths, write_chains, write_paths
from app.schemas.chains import ChainsAnswer, ChainsWanted
from app.schemas.network import PathsAnswer, PathsWanted
from app.wiring import Materiel
from graph.network.chains import find_chains
from graph.network.paths import find_paths
from tests.making import make_read, told

STORY = make_read(
    told("IRN", "houthis", "missile", via=("OMN", "YEM"), date="2024-03"),
    told("IRN", "houthis", None, date="2024-05/.."),
    told("CHN", "IRN", "engine", date="2023"),
    told("CHN", "houthis", "drone"),
    sequence=1,
)


@pytest.mark.parametrize("munition", [None, "missile"])
def test_paths(materiel: Materiel, munition: str | None) -> None:
    materiel.network.add(STORY)
    wanted = PathsWanted.model_validate({"from": "CHN", "to": "houthis", "munition": munition})
    found = find_paths(materiel.network, "CHN", "houthis", wanted=wanted.filter())
    expected = PathsAnswer.of(found, "CHN", "houthis", 3).model_dump_json()
    for _ in ("anew", "as kept"):
        assert json.loads(write_paths(found, "CHN", "houthis", 3)) == json.loads(expected)
    assert show_paths(wanted, materiel).model_dump_json() == expected


@pytest.mark.parametrize("more", [{}, {"through": True}, {"shared": "category"}, {"to": None}])
def test_chains(materiel: Materiel, more: dict[str, object]) -> None:
    materiel.network.add(STORY)
    wanted = ChainsWanted.model_validate({"from": "CHN", "to": "houthis", **more})
    asked = wanted.asked()
    found = find_chains(materiel.network, asked, wanted.filter())
    assert found.chains
    expected = ChainsAnswer.of(found, asked).model_dump_json()
    for _ in ("anew", "as kept"):
        assert json.loads(write_chains(found, asked)) == json.loads(expected)
    assert show_chains(wanted, materiel).model_dump_json() == expected
