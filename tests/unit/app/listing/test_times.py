"""What changed since, while more comes in."""

from itertools import count
from types import SimpleNamespace
from typing import cast

import pytest

from app.listing import times
from app.wiring import Materiel
from graph.network.filter import Filter
from graph.network.network import Network
from tests.making import make_read, told


@pytest.mark.parametrize(("meanwhile", "tries"), [(0, 1), (2, 3), (1000, times.TRIES)])
def test_who_asks_is_answered_however_much_comes_in(meanwhile: int, tries: int) -> None:
    network, numbers = Network(), count(1)

    def come_in() -> None:
        number = next(numbers)
        network.add(make_read(told("POL", "UKR"), story=str(number), sequence=number))

    def catch_up() -> None:
        asked.append(network.sequence())
        if len(asked) <= meanwhile:
            come_in()

    asked: list[int] = []
    come_in()
    materiel = SimpleNamespace(
        network=network,
        archive=SimpleNamespace(sequence=network.sequence, revised=lambda since, after: ()),
        pipeline=SimpleNamespace(catch_up_network=catch_up),
    )
    found = times.list_changes(cast("Materiel", materiel), 0, Filter())
    assert len(asked) == tries
    assert found.sequence == asked[-1]
