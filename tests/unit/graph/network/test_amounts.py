"""Amounts without duplicates."""

from typing import Any

from graph.claims.claim import Quantity
from graph.network.amounts import Amount, sum_amounts
from graph.network.cells import network_claims
from tests.making import make_read, told


def amount(low: int | None, high: int | None, unit: str | None = None) -> Quantity:
    return Quantity(text=f"{low} to {high}", min=low, max=high, unit=unit, approximate=False)


def summed(*claims: dict[str, object]) -> tuple[Amount, ...]:
    return sum_amounts(network_claims(make_read(*claims)))


def of(quantity: Quantity | None, **more: Any) -> dict[str, Any]:
    return told("POL", "UKR", quantity=quantity, **more)


def test_what_is_told_twice_counts_once() -> None:
    twice = [of(amount(12, 12), date="2024-05"), of(amount(12, 12), date="2024-05")]
    assert summed(*twice) == (Amount(unit=None, least=12, most=12, claims=2),)


def test_other_transfers_may_add_up() -> None:
    two = [of(amount(12, 12), date="2024-05"), of(amount(20, 24), date="2024-09")]
    assert summed(*two) == (Amount(unit=None, least=20, most=36, claims=2),)


def test_the_same_transfer_told_differently_is_as_much_as_the_higher() -> None:
    two = [of(amount(10, 10), date="2024"), of(amount(14, 15), date="2024")]
    assert summed(*two) == (Amount(unit=None, least=14, most=15, claims=2),)


def test_an_open_end_stays_open() -> None:
    assert summed(of(amount(24, None)), of(amount(3, 3), date="2024")) == (
        Amount(unit=None, least=24, most=None, claims=2),
    )


def test_an_order_and_its_delivery_are_two_transfers_told_apart() -> None:
    two = [of(amount(8, 8), stage="order"), of(amount(8, 8), stage="delivery")]
    assert summed(*two) == (Amount(unit=None, least=8, most=8, claims=2),)


def test_units_stay_apart_the_most_told_first() -> None:
    told_units = [
        of(amount(5, 5, "Batteries")),
        of(amount(100, 100, "rounds")),
        of(amount(90, 90, "Rounds"), date="2023"),
        of(None),
        of(amount(None, None)),
    ]
    assert [(one.unit, one.least, one.most) for one in summed(*told_units)] == [
        ("rounds", 100, 190),
        ("batteries", 5, 5),
    ]


def test_at_most_so_many_is_no_least() -> None:
    assert summed(of(amount(None, 50))) == (Amount(unit=None, least=0, most=50, claims=1),)
