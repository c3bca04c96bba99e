from dataclasses import fields
from typing import Any

import pytest

from graph.claims.claim import Claim, Quantity, Stage, Status
from graph.claims.correction import CORRECTABLE, make_correction
from graph.claims.evidence import Source, SourceKind
from graph.errors import InputError, InvalidField, UnknownActor, UnknownMunition
from tests.making import make_read, told

CLAIM = make_read(told("POL", "UKR")).reading.claims[0]


def quantity(least: int | None, most: int | None, text: str = "some") -> Quantity:
    return Quantity(text=text, min=least, max=most, unit=None, approximate=False)


def test_every_field_that_may_be_corrected_is_one_of_a_claim() -> None:
    assert set(CORRECTABLE) <= {each.name for each in fields(Claim)}
    assert not {"passage", "confidence", "extractor", "munition_text"} & set(CORRECTABLE)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("supplier", "name:example-arms"),
        ("recipient", "hezbollah"),
        ("munition", "howitzer"),
        ("munition", None),
        ("stage", Stage.SUSPENSION),
        ("status", Status.DENIED),
        ("date", "2024/2025-06"),
        ("source", Source(name="A ministry", kind=SourceKind.OFFICIAL)),
        ("quantity", quantity(10, None)),
        ("designation", "T-72"),
        ("via", ("CZE", "SVK")),
    ],
)
def test_values_that_a_claim_may_have_are_taken(field: str, value: Any) -> None:
    assert make_correction(CLAIM, {field: value}) == ((field, value),)


def test_fields_come_in_the_order_of_the_contract() -> None:
    correction = make_correction(CLAIM, {"date": "2024", "recipient": "MDA", "supplier": "ROU"})
    assert [name for name, _ in correction] == ["supplier", "recipient", "date"]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("supplier", "XXX", UnknownActor),
        ("supplier", None, UnknownActor),
        ("recipient", "name:", UnknownActor),
        ("recipient", "POL", InvalidField),
        ("munition", "spoon", UnknownMunition),
        ("stage", "delivery", InvalidField),
        ("status", "asserted", InvalidField),
        ("date", "17 October", InvalidField),
        ("source", Source(name=" ", kind=SourceKind.MEDIA), InvalidField),
        ("quantity", quantity(9, 3), InvalidField),
        ("quantity", quantity(-9, None), InvalidField),
        ("quantity", quantity(1, 2, text=""), InvalidField),
        ("designation", " ", InvalidField),
        ("via", "CZE", InvalidField),
        ("via", ("XXX",), UnknownActor),
        ("via", ("CZE", "CZE"), InvalidField),
        ("via", ("UKR",), InvalidField),
        ("quote", "Other words", InvalidField),
        ("confidence", 1.0, InvalidField),
    ],
)
def test_values_that_no_claim_may_have_are_refused_by_name(
    field: str, value: Any, error: type[InputError]
) -> None:
    with pytest.raises(error) as refused:
        make_correction(CLAIM, {field: value})
    assert refused.value.field == f"correction.{field}"


@pytest.mark.parametrize("values", [{}, {"supplier": "POL"}, {"via": (), "date": None}])
def test_a_correction_that_changes_nothing_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(InvalidField, match="changes nothing") as refused:
        make_correction(CLAIM, values)
    assert refused.value.field == "correction"
