from dataclasses import replace
from datetime import date

from graph.claims.claim import Stage, Status
from graph.network.cells import Heading, network_claims
from tests.making import judge, make_read, told


def test_claims_get_their_cell_bounds_and_heading() -> None:
    read = make_read(told("POL", "UKR", date="2024/2025-06"), told("POL", "UKR", None))
    first, second = network_claims(read)
    assert first.key == ("POL", "UKR", "battle-tank")
    assert second.key == ("POL", "UKR", None)
    assert (first.earliest, first.latest) == (date(2024, 1, 1), date(2025, 6, 30))
    assert (second.earliest, second.latest) == (None, None)
    assert first.article is second.article
    assert first.article == Heading.of(read.article, read.read_at)
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


def test_a_corrected_claim_falls_into_another_cell_under_the_id_it_had() -> None:
    read = make_read(told("POL", "UKR"), told("CZE", "UKR"))
    judged = judge(read, 0, "correct", supplier="SVK", date="2024-03")
    corrected, untouched = network_claims(judged)
    assert corrected.key == ("SVK", "UKR", "battle-tank")
    assert corrected.earliest == date(2024, 3, 1)
    assert corrected.original == read.reading.claims[0]
    assert corrected.verdict == judged.verdicts[0]
    assert corrected.stands
    assert untouched.verdict is None
    assert [corrected.id, untouched.id] == [each for each, _ in read.identified_claims()]


def test_a_correction_may_make_a_denial_of_a_supply() -> None:
    read = judge(make_read(told("POL", "UKR")), 0, "correct", status=Status.DENIED)
    (placed,) = network_claims(read)
    assert (placed.is_supply, placed.disputes) == (False, True)


def test_a_rejected_claim_is_made_but_does_not_stand() -> None:
    rejected, accepted = network_claims(
        judge(judge(make_read(told("POL", "UKR"), told("CZE", "UKR")), 0, "reject"), 1, "accept")
    )
    assert (rejected.stands, accepted.stands) == (False, True)
    assert rejected.claim == rejected.original
    assert rejected.verdict is not None


def test_a_claim_that_was_read_twice_counts_once_whatever_the_verdict() -> None:
    read = make_read(told("POL", "UKR"), told("CZE", "UKR"))
    twice = replace(read, reading=replace(read.reading, claims=read.reading.claims * 2))
    placed = network_claims(judge(twice, 0, "accept"))
    assert [each.id for each in placed] == [each for each, _ in read.identified_claims()]
