"""Relationships as they are shown."""

import pytest

from app.schemas.relationships import ExplainedRelationship
from graph.claims.claim import Stage, Status
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.relationships import relationship
from tests.making import make_read, told


@pytest.mark.parametrize(("status", "suspended"), [(Status.ASSERTED, True), (Status.DENIED, False)])
def test_a_stop_is_told_even_if_nothing_else_is(status: Status, *, suspended: bool) -> None:
    network = Network()
    network.add(make_read(told("SVN", "ISR", stage=Stage.SUSPENSION, status=status)))
    found = relationship(network, Filter(supplier="SVN", recipient="ISR"))
    shown = ExplainedRelationship.of(found, 100)
    assert (shown.strength, shown.suspended, shown.origins) == (None, suspended, ())
