"""Values in XML."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network.columns import Value
from graph.network.markup import escape, spell


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (0.5, "0.5"),
        (date(2024, 3, 1), "2024-03-01"),
        ("a & b", "a &amp; b"),
        ("\x00\x0b\ud800\ufffe", "\ufffd\ufffd\ufffd\ufffd"),
        ("\U0001f680 é", "\U0001f680 é"),
    ],
)
def test_values_are_spelt_as_xml_does(value: Value, spelt: str) -> None:
    assert spell(value) == spelt


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_come_back_from_elements_and_attributes(text: str) -> None:
    read = fromstring(f'<a b="{escape(text)}">{escape(text)}</a>')
    legal = "".join(
        c if c in "\t\n\r" or " " <= c < "\ufffe" or c > "\uffff" else "\ufffd" for c in text
    )
    assert read.get("b") == legal
    assert (read.text or "") == legal
