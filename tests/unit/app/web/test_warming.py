"""First views made ready."""

import pytest

from app.web.warming import warm_up
from app.wiring import Materiel
from graph.network.filter import ALL_SUPPLIES
from graph.network.rolling import Level


@pytest.mark.usefixtures("stories")
def test_first_views_find_their_rows_made(materiel: Materiel) -> None:
    materiel.pipeline.catch_up()
    warm_up(materiel).join()
    made = materiel.network.rolled_up(ALL_SUPPLIES, Level.PAIR).rows
    again = materiel.network.rolled_up(ALL_SUPPLIES, Level.PAIR).rows
    assert made
    assert all(one is other for one, other in zip(made, again, strict=True))
