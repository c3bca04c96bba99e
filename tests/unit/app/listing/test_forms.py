"""Which form a client gets."""

import pytest
from fastapi import Request

from app.listing.forms import form_of
from graph.errors import InvalidField


def asking(accept: str | None, suffix: str | None = None) -> Request:
    headers = [(b"accept", accept.encode())] if accept is not None else []
    path_params = {"form": suffix} if suffix else {}
    return Request({"type": "http", "headers": headers, "path_params": path_params})


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/csv;q=0.5, application/json", "json"),
        ("text/csv, application/json;q=0.9", "csv"),
        ("application/x-ndjson", "ndjson"),
        ("application/jsonl, text/csv;q=0.2", "ndjson"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "json"),
        ("image/png", "json"),  # better an answer than none
    ],
)
def test_the_header_tells_the_form(accept: str | None, expected: str) -> None:
    assert form_of(asking(accept), None) == expected


@pytest.mark.parametrize("form", ["json", "csv", "ndjson"])
def test_parameter_and_ending_stand_above_the_header(form: str) -> None:
    for accept in (None, "text/csv", "application/json"):
        assert form_of(asking(accept), form) == form
        assert form_of(asking(accept, form), None) == form
        assert form_of(asking(accept, form), form) == form


def test_an_ending_and_another_parameter_are_refused() -> None:
    with pytest.raises(InvalidField) as raised:
        form_of(asking(None, "csv"), "json")
    assert raised.value.field == "format"
