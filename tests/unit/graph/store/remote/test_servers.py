import pytest

from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS
from graph.store.remote import servers
from graph.store.remote.servers import STANDARD, kind_of_header, request_limits, server_kinds


def test_every_kind_is_read_and_can_be() -> None:
    kinds = server_kinds()
    assert {STANDARD, "oxigraph", "virtuoso", "fuseki", "graphdb", "stardog", "neptune"} == set(
        kinds
    )
    names = {each.name for each in (*TABLE_FORMATS, *TRIPLE_FORMATS)}
    for kind in kinds.values():
        assert kind.bulk in {"update", "quads", "graphs"}
        assert kind.values in {"kept", "normalised"}
        assert set(kind.as_is) <= names
        assert kind.quads_at_once > 0
        assert kind.articles_at_once > 0
        assert all(name == name.lower() for name in kind.cut), "as httpx looks them up"
        assert all(each == each.casefold() for each in kind.refused)


def test_limits_are_positive() -> None:
    limits = request_limits()
    assert limits.tries >= 1
    assert 0 < limits.first_wait_seconds <= limits.longest_wait_seconds
    assert limits.connect_seconds > 0
    assert limits.names_at_once > 0


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Oxigraph/0.5.13", "oxigraph"),
        ("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu", "virtuoso"),
        ("Apache Jena Fuseki (4.10.0)", "fuseki"),
        ("GraphDB/10.6.0 RDF4J/4.3.9", "graphdb"),
        ("nginx", STANDARD),
        ("", STANDARD),
    ],
)
def test_a_server_is_known_by_its_header(header: str, name: str) -> None:
    assert kind_of_header(header).name == name


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(TypeError):
        servers._kind("new", {"bulks": "quads"})
