import pytest

from graph.errors import InvalidField
from graph.store.remote.endpoints import Endpoints, read_endpoints, read_login, shown

QUERY, UPDATE = "http://127.0.0.1:7878/query", "http://127.0.0.1:7878/update"
SETTING = "MATERIEL_STORE"


def read(addresses: dict[str, str], auth: str = "", kind: str = "") -> Endpoints | None:
    return read_endpoints(addresses, auth, kind=kind, timeout=None, setting=SETTING)


def test_without_addresses_the_store_is_here() -> None:
    assert read({"": "", "_UPDATE": "", "_GRAPHS": ""}) is None


def test_addresses_and_login_are_read() -> None:
    found = read({"": QUERY, "_UPDATE": UPDATE, "_GRAPHS": ""}, "digest dba:d:ba", "virtuoso")
    assert found is not None
    assert (found.query, found.update, found.graphs, found.kind) == (
        QUERY,
        UPDATE,
        None,
        "virtuoso",
    )
    assert found.login is not None
    assert (found.login.user, found.login.secret) == ("dba", "d:ba")
    assert "d:ba" not in repr(found)


@pytest.mark.parametrize(
    ("addresses", "field"),
    [
        ({"": QUERY}, "MATERIEL_STORE_UPDATE"),
        ({"_UPDATE": UPDATE}, "MATERIEL_STORE"),
        ({"": "query", "_UPDATE": UPDATE}, "MATERIEL_STORE"),
        ({"": "ftp://a.example/q", "_UPDATE": UPDATE}, "MATERIEL_STORE"),
        ({"": "http://a.example:no/", "_UPDATE": UPDATE}, "MATERIEL_STORE"),
        ({"": QUERY, "_UPDATE": UPDATE, "_GRAPHS": "http:///x"}, "MATERIEL_STORE_GRAPHS"),
    ],
)
def test_an_address_that_cannot_be_used_is_named(addresses: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidField) as raised:
        read(addresses)
    assert raised.value.field == field
    assert raised.value.remedy


def test_a_password_in_an_address_is_refused_and_not_shown() -> None:
    with pytest.raises(InvalidField) as raised:
        read({"": "http://desk:sesame@a.example/q", "_UPDATE": UPDATE})
    assert "sesame" not in f"{raised.value} {raised.value.value}"


@pytest.mark.parametrize("auth", ["sesame", "basic sesame", "token sesame", "bearer ", "digest :x"])
def test_a_login_that_cannot_be_read_is_not_shown(auth: str) -> None:
    with pytest.raises(InvalidField) as raised:
        read_login(auth, field_name="MATERIEL_STORE_AUTH")
    assert "sesame" not in f"{raised.value} {raised.value.value}"


def test_an_unknown_kind_is_told_which_there_are() -> None:
    with pytest.raises(InvalidField, match="virtuoso"):
        read({"": QUERY, "_UPDATE": UPDATE}, kind="blazegraph")


def test_a_name_holds_neither_login_nor_parameters() -> None:
    assert (
        shown("https://me:secret@a.example:8443/sparql?key=1#x") == "https://a.example:8443/sparql"
    )
