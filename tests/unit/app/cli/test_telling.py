"""Articles and the parts of a claim in words."""

from datetime import UTC, date, datetime

import pytest

from app.cli.telling import (
    tell_article,
    tell_claims,
    tell_date,
    tell_munition,
    tell_parties,
    tell_quantity,
    tell_source,
    tell_value,
    tell_withdrawal,
)
from app.schemas.claims import ClaimOut, QuantityOut, SourceOut, ValueOut
from graph.claims.article import make_article
from graph.claims.evidence import SourceKind
from graph.claims.reading import Withdrawal
from tests.making import make_read, told
from tests.unit.app.conftest import claims_in


@pytest.fixture
def claim() -> ClaimOut:
    (found,) = claims_in("Poland sends tanks to Ukraine.")
    return ClaimOut.of("c", "a", found)


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        (None, ""),
        ("2025-10-17", "2025-10-17"),
        ("2025-10", "2025-10"),
        ("2024~", "about 2024"),
        ("2024?", "perhaps 2024"),
        ("2024%", "perhaps about 2024"),
        ("2025-22", "summer 2025"),
        ("199X", "the 1990s"),
        ("19XX", "the 1900s"),
        ("198X~", "about the 1980s"),
        ("../2026", "until 2026"),
        ("/2026", "until 2026"),
        ("2022/..", "since 2022"),
        ("2024/2025-03", "2024 to 2025-03"),
        ("2025-24~/2026", "about winter 2025 to 2026"),
    ],
)
def test_dates_are_told_as_people_do(edtf: str | None, told: str) -> None:
    assert tell_date(edtf) == told


@pytest.mark.parametrize(
    ("text", "low", "high", "told"),
    [
        ("40", 40, 40, "40"),
        ("two dozen", 24, 24, "two dozen (24)"),
        ("dozens", 24, None, "dozens (at least 24)"),
        ("a few", None, 1500, "a few (at most 1,500)"),
        ("one or two", 1, 2, "one or two (1 to 2)"),
        ("several", None, None, "several"),
    ],
)
def test_quantities_keep_the_words(text: str, low: int | None, high: int | None, told: str) -> None:
    quantity = QuantityOut(text=text, min=low, max=high, unit=None, approximate=False)
    assert tell_quantity(quantity) == told


def test_a_claim_is_named(claim: ClaimOut) -> None:
    assert tell_parties(claim) == "Poland → Ukraine"
    assert tell_parties(claim.model_copy(update={"via": ("OMN", "IRN")})).endswith(
        "Ukraine via Oman, Iran"
    )
    assert tell_munition(claim) == "Battle tanks"
    assert tell_munition(claim.model_copy(update={"designation": "T-72"})) == "Battle tanks (T-72)"
    assert tell_munition(claim.model_copy(update={"munition": None})) == "munition not named"


def test_what_a_claim_lacks_is_told(claim: ClaimOut) -> None:
    assert tell_source(claim) == "the article itself"
    assert (tell_quantity(claim.quantity), tell_value(claim)) == ("", "")


def test_what_it_has_is_told(claim: ClaimOut) -> None:
    said = claim.model_copy(
        update={
            "source": SourceOut(name="two officers", kind=SourceKind.ANONYMOUS),
            "value": ValueOut(amount=1.25e9, currency="EUR"),
        }
    )
    assert tell_source(said) == "two officers (anonymous)"
    assert tell_value(said) == "EUR 1,250,000,000"


def test_an_article_is_named_by_its_heading_or_its_id() -> None:
    whole = make_article("Tanks.", title="Roll", publisher="Post", published=date(2025, 1, 2))
    bare = make_article("Tanks.")
    assert tell_article(whole) == "Roll, Post, 2025-01-02"
    assert tell_article(bare) == f"article {bare.id}"


def test_claims_are_counted_in_words() -> None:
    assert tell_claims(make_read(told("POL", "UKR"))) == "1 claim"
    assert tell_claims(make_read()) == "0 claims"


def test_a_withdrawal_says_since_when_by_whom_and_why() -> None:
    at = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
    by_desk = Withdrawal(at=at, who="the desk", why="It was planted")
    by_nobody = Withdrawal(at=at, who=None, why="It was planted")
    assert tell_withdrawal(by_desk) == "withdrawn on 2025-01-02 by the desk: It was planted"
    assert tell_withdrawal(by_nobody) == "withdrawn on 2025-01-02: It was planted"
