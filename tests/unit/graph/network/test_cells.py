from datetime import date

from graph.claims.claim import Stage, Status
from graph.network.cells import Heading, network_claims
from tests.making import make_read, told


def test_claims_get_their_cell_bounds_and_heading() -> None:
    read = make_read(told("POL", "UKR", date="2024/2025-06"), told("POL", "UKR", None))
    first, second = network_claims(read)
    assert first.key == ("POL", "UKR", "battle-tank")
    assert second.key == ("POL", "UKR", None)
    assert (first.earliest, first.latest) == (date(2024, 1, 1), date(2025, 6, 30))
    assert (second.earliest, second.latest) == (None, None)
    assert first.article is second.article
    assert first.article == Heading.of(read.article)
    assert [first.id, second.id] == [claim_id for claim_id, _ in read.identified_claims()]


def test_who_says_no_disputes() -> None:
    claims = network_claims(
        make_read(
            told("POL", "UKR"),
            told("POL", "UKR", status=Status.DENIED),
            told("POL", "UKR", status=Status.NEGATED),
            told("POL", "UKR", stage=Stage.SUSPENSION),
            told("POL", "UKR", status=Status.HYPOTHETICAL),
        )
    )
    assert [placed.disputes for placed in claims] == [False, True, True, True, False]
