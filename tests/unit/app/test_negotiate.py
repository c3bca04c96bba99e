import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.negotiate import accepted, named, negotiate
from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV ; Q=0.3", "csv"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.4", "xml"),
        ("text/*", "json"),  # text/json is one of its names
        ("text/*;q=0.5, text/tab-separated-values", "tsv"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "xml"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("text/turtle, text/csv;q=0.1", "csv"),
        ("application/sparql-results+json;charset=utf-8", "json"),
        ("nonsense, text/csv", "csv"),
        ("text/csv;q=much, text/tab-separated-values;q=0.1", "tsv"),
        ("text/turtle", None),
        ("*/*;q=0", None),
    ],
)
def test_the_best_liked_table_format_wins(accept: str | None, name: str | None) -> None:
    chosen = negotiate(accept, TABLE_FORMATS)
    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "turtle"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/n-triples;q=0.9, text/turtle;q=0.8", "ntriples"),
        ("application/rdf+xml", "rdfxml"),
        ("text/csv", None),
    ],
)
def test_the_best_liked_triple_format_wins(accept: str | None, name: str | None) -> None:
    chosen = negotiate(accept, TRIPLE_FORMATS)
    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("wanted", "table", "triples"),
    [
        ("json", "json", "jsonld"),
        (" CSV ", "csv", None),
        ("text/turtle", None, "turtle"),
        ("ttl", None, "turtle"),
        ("application/sparql-results+xml", "xml", None),
        ("xml", "xml", "rdfxml"),
        ("pdf", None, None),
    ],
)
def test_a_parameter_names_a_format(wanted: str, table: str | None, triples: str | None) -> None:
    for offered, expected in ((TABLE_FORMATS, table), (TRIPLE_FORMATS, triples)):
        found = named(wanted, offered)
        assert (found.name if found else None) == expected


@given(st.text())
def test_any_header_is_read(accept: str) -> None:
    assert all(0 <= each.quality <= 1 for each in accepted(accept))
    assert negotiate(accept, TABLE_FORMATS) in (None, *TABLE_FORMATS)


@given(
    st.permutations(["text/csv;q=0.2", "application/xml;q=0.5", "text/tab-separated-values;q=0.1"])
)
def test_the_order_of_the_header_does_not_count(parts: list[str]) -> None:
    chosen = negotiate(",".join(parts), TABLE_FORMATS)
    assert chosen is not None
    assert chosen.name == "xml"
