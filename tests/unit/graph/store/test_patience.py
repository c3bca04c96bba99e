import time

import pytest

from graph.errors import QueryFailed, QueryTimeout
from graph.store.patience import STEP_SECONDS, Patience


def test_patience_is_given_in_steps() -> None:
    assert Patience(60).left() == STEP_SECONDS
    assert 0 < Patience(STEP_SECONDS / 2).left() <= STEP_SECONDS / 2


@pytest.mark.parametrize("seconds", [0.0, -1.0, 1e-300])
def test_patience_ends_with_its_reason(seconds: float) -> None:
    patience = Patience(seconds)
    time.sleep(0.001)
    with pytest.raises(QueryTimeout, match="it was busy"):
        patience.left("it was busy")


def test_nobody_waits_for_what_nobody_wants() -> None:
    wanted = [True]
    patience = Patience(60, lambda: not wanted[0])
    patience.left()
    wanted.clear()
    wanted.append(False)
    with pytest.raises(QueryFailed, match="went away"):
        patience.left()
