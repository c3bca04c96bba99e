"""The parts of a claim in words."""

import pytest

from app.cli.telling import (
    tell_date,
    tell_munition,
    tell_parties,
    tell_quantity,
    tell_source,
    tell_value,
)
from app.schemas.claims import ClaimOut, QuantityOut, SourceOut, ValueOut
from graph.claims.evidence import SourceKind
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
