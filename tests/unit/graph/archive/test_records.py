import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.archive.records import (
    claim_record,
    dump_claims,
    load_claims,
    read_claim,
)
from graph.claims.claim import Claim, Extractor, Quantity, Stage, Status, Value
from graph.claims.evidence import Passage, Source, SourceKind
from tests.making import make_claim

CONTRACT_FIELDS = [
    "supplier", "recipient", "munition", "munition_text", "designation", "stage", "status",
    "source", "quantity", "value", "date", "via", "quote", "start", "end", "confidence",
    "extractor",
]  # fmt: skip

words = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.none() | st.integers(min_value=0)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    start = draw(st.integers(0, len(text) - 1))
    return Passage.of(text, start, draw(st.integers(start + 1, len(text))))


claims = st.builds(
    Claim,
    supplier=words,
    recipient=words,
    munition=st.none() | words,
    munition_text=st.none() | words,
    designation=st.none() | words,
    stage=st.sampled_from(Stage),
    status=st.sampled_from(Status),
    source=st.none() | st.builds(Source, name=words, kind=st.sampled_from(SourceKind)),
    quantity=st.none()
    | st.builds(
        Quantity, text=words, min=numbers, max=numbers, unit=st.none() | words,
        approximate=st.booleans(),
    ),
    value=st.none()
    | st.builds(
        Value, amount=st.floats(allow_nan=False, allow_infinity=False), currency=words
    ),
    date=st.none() | words,
    via=st.lists(words).map(tuple),
    passage=passages(),
    confidence=st.floats(0, 1),
    extractor=st.builds(Extractor, name=words, version=words),
)  # fmt: skip


@given(st.lists(claims, max_size=4).map(tuple))
def test_claims_come_back_as_they_went_in(given_claims: tuple[Claim, ...]) -> None:
    assert load_claims(dump_claims(given_claims)) == given_claims


@given(claims)
def test_equal_claims_are_equal_text(claim: Claim) -> None:
    again = read_claim(json.loads(json.dumps(claim_record(claim))))
    assert dump_claims([again]) == dump_claims([claim])


def test_a_record_has_the_fields_of_the_contract() -> None:
    claim = make_claim(
        Passage.of("Shells went.", 0, 12),
        supplier="POL",
        recipient="UKR",
        munition="artillery-ammunition",
        source="A ministry",
        quantity=Quantity(text="two", min=2, max=2, unit="round", approximate=False),
        value=Value(amount=1.5, currency="EUR"),
        via=("ROU",),
    )
    record = claim_record(claim)
    assert list(record) == CONTRACT_FIELDS
    assert (record["quote"], record["start"], record["end"]) == ("Shells went.", 0, 12)
    assert record["source"] == {"name": "A ministry", "kind": "official"}
    assert record["quantity"] == {
        "text": "two", "min": 2, "max": 2, "unit": "round", "approximate": False
    }  # fmt: skip
    assert record["value"] == {"amount": 1.5, "currency": "EUR"}
    assert record["extractor"] == {"name": "made", "version": "1"}
    assert record["via"] == ["ROU"]


@pytest.mark.parametrize(
    "change", [{"stage": "rumour"}, {"status": ""}, {"end": 99}, {"source": {"name": "x"}}]
)
def test_what_is_no_claim_is_refused(change: dict[str, Any]) -> None:
    claim = make_claim(Passage.of("Yes.", 0, 4), supplier="POL", recipient="UKR", munition=None)
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_claim({**claim_record(claim), **change})
