"""What is asked for, from words to a filter."""

from datetime import date

import pytest
from pydantic import ValidationError

from app.schemas.wanted import Wanted, parse_day
from graph.claims.claim import Stage
from graph.errors import InvalidField, UnknownActor
from graph.network.filter import Filter


def test_names_and_dates_are_resolved() -> None:
    wanted = Wanted(recipient=("ua",), munition="battle-tank", stage=Stage.ORDER, since="2024-02")
    assert wanted.filter() == Filter(
        recipient="UKR", munition="battle-tank", stage=Stage.ORDER, since=date(2024, 2, 1)
    )


def test_an_empty_form_asks_for_nothing() -> None:
    given = {"recipient": " ", "supplier": "", "stage": "", "since": ""}
    assert Wanted.model_validate(given).filter() == Filter()


def test_an_unknown_name_is_named_by_its_field() -> None:
    with pytest.raises(UnknownActor) as raised:
        Wanted(supplier=("Atlantis",)).filter()
    assert raised.value.field == "supplier"


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="suplier"):
        Wanted.model_validate({"suplier": "POL"})


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_a_date_is_its_first_or_last_day(text: str, first: date, last: date) -> None:
    assert parse_day(text, field="since", last=False) == first
    assert parse_day(text, field="until", last=True) == last


@pytest.mark.parametrize("text", ["24", "2024-13", "2024-02-30", "2024~", "2024/2025", "٢٠٢٤", ""])
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(InvalidField) as raised:
        parse_day(text, field="until", last=True)
    assert raised.value.field == "until"
