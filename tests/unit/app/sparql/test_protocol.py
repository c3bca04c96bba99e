from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sparql.protocol import (
    FORM,
    LEAST_SECONDS,
    MOST_BYTES,
    QUERY,
    UPDATE,
    SparqlRequest,
    read_get,
    read_post,
)
from graph.errors import (
    InvalidField,
    MaterielError,
    QueryError,
    TooLarge,
    UnsupportedMediaType,
    UpdateRefused,
)
from graph.store.answers import Dataset
from graph.store.limits import query_limits

ASK = "ASK { ?s ?p 'é & ü' }"


def asked(query: str | None = ASK, **more: object) -> SparqlRequest:
    given: dict[str, object] = {"dataset": Dataset(), "format": None, "timeout": None, **more}
    return SparqlRequest(query=query, **given)  # type: ignore[arg-type]


def test_get() -> None:
    assert read_get(urlencode({"query": ASK})) == asked()


def test_get_without_a_query_asks_what_there_is() -> None:
    assert read_get("") == asked(None)
    assert read_get("format=turtle") == asked(None, format="turtle")


@pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=UTF-8", FORM.upper()])
def test_post_of_a_form(content_type: str) -> None:
    assert read_post(content_type, urlencode({"query": ASK}).encode(), "") == asked()


@pytest.mark.parametrize("content_type", [QUERY, f'{QUERY}; charset="utf-8"'])
def test_post_of_the_query_itself(content_type: str) -> None:
    assert read_post(content_type, ASK.encode(), "timeout=2") == asked(timeout=2.0)


def test_graphs_format_and_timeout() -> None:
    parameters = [
        ("default-graph-uri", "http://e/1"),
        ("default-graph-uri", "http://e/2"),
        ("named-graph-uri", "urn:x:3"),
        ("format", "csv"),
        ("output", "xml"),
        ("timeout", "0.5"),
    ]
    expected = asked(
        dataset=Dataset(default_graphs=("http://e/1", "http://e/2"), named_graphs=("urn:x:3",)),
        format="csv",
        timeout=0.5,
    )
    assert read_get(urlencode([("query", ASK), *parameters])) == expected
    assert read_post(QUERY, ASK.encode(), urlencode(parameters)) == expected
    assert read_post(FORM, urlencode([("query", ASK), *parameters]).encode(), "") == expected


def test_of_several_formats_the_first_counts() -> None:
    assert read_get("format=tsv&format=text/tab-separated-values&output=xml").format == "tsv"


@pytest.mark.parametrize("name", ["update", "using-graph-uri", "using-named-graph-uri"])
def test_updates_are_refused_with_a_word_on_where_to_write(name: str) -> None:
    fields = urlencode({name: "http://e/", "query": ASK})
    reads: list[Callable[[], SparqlRequest]] = [
        lambda: read_get(fields),
        lambda: read_post(FORM, fields.encode(), ""),
        lambda: read_post(UPDATE, b"DROP ALL", ""),
    ]
    for read in reads:
        with pytest.raises(UpdateRefused, match="/v1/articles"):
            read()


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/json", "multipart/form-data", f"{QUERY}; charset=utf-16"],
)
def test_other_content_is_refused(content_type: str) -> None:
    with pytest.raises(UnsupportedMediaType, match="cannot be read"):
        read_post(content_type, ASK.encode(), "")


@pytest.mark.parametrize(
    ("query_string", "told"),
    [
        ("query=a&query=b", "2 times"),
        ("query=%FF", "cannot be read"),
        ("query=a&default-graph-uri=relative", "absolute IRI"),
        ("query=a&named-graph-uri=http://e/a%20b", "absolute IRI"),
        ("default-graph-uri=http://e/", "no query"),
        ("&".join(f"a{number}=1" for number in range(300)), "cannot be read"),
    ],
)
def test_a_malformed_request_is_told_why(query_string: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        read_get(query_string)


def test_a_body_that_is_malformed_is_told_why() -> None:
    with pytest.raises(QueryError, match="byte 4"):
        read_post(QUERY, b"ASK \xff", "")
    with pytest.raises(QueryError, match="no query"):
        read_post(FORM, b"", "")
    with pytest.raises(QueryError, match="two queries"):
        read_post(QUERY, b"ASK {}", "query=ASK{}")


@given(st.text(), st.binary(), st.text())
def test_anything_is_read_or_refused(content_type: str, body: bytes, query_string: str) -> None:
    reads: list[Callable[[], SparqlRequest]] = [
        lambda: read_get(query_string),
        lambda: read_post(content_type, body, query_string),
    ]
    for read in reads:
        try:
            assert isinstance(read(), SparqlRequest)
        except MaterielError as refused:
            assert str(refused)


def test_a_request_that_is_too_long_to_read_is_refused_unread() -> None:
    long = "query=" + "%41" * (MOST_BYTES // 3)
    reads: list[Callable[[], SparqlRequest]] = [
        lambda: read_get(long),
        lambda: read_post(FORM, long.encode(), ""),
        lambda: read_post(QUERY, b"ASK {}", long),
    ]
    for read in reads:
        with pytest.raises(TooLarge, match=str(MOST_BYTES)):
            read()


def test_the_longest_query_can_be_sent_escaped() -> None:
    text = "é" * (query_limits().text_bytes // 2)
    assert read_post(FORM, urlencode({"query": text}).encode(), "").query == text


@pytest.mark.parametrize("encoding", ["gzip", "br, gzip", "x"])
def test_a_query_that_is_packed_is_not_read(encoding: str) -> None:
    with pytest.raises(UnsupportedMediaType, match="encoding"):
        read_post(QUERY, b"ASK {}", "", encoding)
    assert read_post(QUERY, b"ASK {}", "", " Identity").query == "ASK {}"


@pytest.mark.parametrize(
    "seconds",
    [
        "soon",
        "",
        "0",
        "-0.0",
        "-1",
        "nan",
        "-nan",
        "inf",
        "-inf",
        "1e-189",
        "1e999",
        "0.0999",
        "1" * 5000,
    ],
)
def test_a_time_that_no_query_can_keep_is_an_invalid_field(seconds: str) -> None:
    with pytest.raises(InvalidField, match="timeout") as refused:
        read_get(f"query=a&timeout={seconds}")
    assert refused.value.field == "timeout"
    assert len(refused.value.value) <= 200


def test_the_least_time_is_taken() -> None:
    assert read_get(f"query=a&timeout={LEAST_SECONDS:g}").timeout == LEAST_SECONDS
