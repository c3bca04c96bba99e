from collections.abc import Sequence

import pytest

from app.access.clients import Client, Clients, is_loopback


def client(
    peer: str, *headers: tuple[str, str], proxies: str = "10.0.0.0/8, 2001:db8:1::/48"
) -> Client:
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    scope = {"type": "http", "scheme": "http", "client": (peer, 1), "headers": raw}
    return Clients(proxies, ipv6_prefix=64).of(scope, dict(raw))


def forwarded(*values: str) -> Sequence[tuple[str, str]]:
    return [("X-Forwarded-For", value) for value in values]


def test_nobody_is_believed_unless_named() -> None:
    for proxies in ("", "192.0.2.0/24"):
        found = client("10.0.0.1", *forwarded("203.0.113.5"), proxies=proxies)
        assert found.address == "10.0.0.1"


@pytest.mark.parametrize(
    ("values", "address"),
    [
        (["203.0.113.5"], "203.0.113.5"),
        (["1.2.3.4, 203.0.113.5"], "203.0.113.5"),
        (["203.0.113.5, 10.2.3.4"], "203.0.113.5"),
        (["1.2.3.4", "203.0.113.5,10.0.0.7"], "203.0.113.5"),
        (["2001:db8:2::5"], "2001:db8:2::5"),
        (["203.0.113.5, 2001:db8:1::9"], "203.0.113.5"),
        (["127.0.0.1"], "127.0.0.1"),
        # What is no address is nobody's: the proxy that let it pass answers for it.
        (["203.0.113.5, nonsense"], "10.0.0.1"),
        (["203.0.113.5, nonsense, 10.0.0.8"], "10.0.0.8"),
        (["203.0.113.5:4711"], "10.0.0.1"),
        (["\xff"], "10.0.0.1"),
        ([""], "10.0.0.1"),
        ([], "10.0.0.1"),
        (["10.0.0.5, 10.0.0.6"], "10.0.0.5"),
    ],
)
def test_the_last_address_that_is_no_proxy_of_ours_asks(values: list[str], address: str) -> None:
    found = client("10.0.0.1", *forwarded(*values))
    assert found.address == address
    assert found.is_counted
    assert not found.is_here


def test_only_a_process_of_this_machine_is_here() -> None:
    for peer in ("127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"):
        assert client(peer).is_here
        assert not client(peer).is_counted
    for peer in ("192.0.2.7", "::ffff:192.0.2.7", "10.0.0.1", "0.0.0.0", "", "localhost", "x"):
        assert not client(peer).is_here
        assert client(peer).is_counted


def test_https_is_believed_of_named_proxies_alone() -> None:
    https = ("X-Forwarded-Proto", "https")
    assert client("10.0.0.1", https).is_https
    assert not client("192.0.2.7", https).is_https
    assert not client("127.0.0.1", https).is_https
    assert not client("10.0.0.1", ("X-Forwarded-Proto", "https, http")).is_https


def test_one_client_has_a_whole_network_of_version_6() -> None:
    assert client("2001:db8:5::1").unit == client("2001:db8:5::ffff").unit
    assert client("2001:db8:5::1").unit != client("2001:db8:5:1::1").unit
    assert client("::ffff:192.0.2.7").unit == client("192.0.2.7").unit
    assert client("192.0.2.7").unit != client("192.0.2.8").unit


@pytest.mark.parametrize("name", ["localhost", "127.1", "2130706433", "", "127.0.0.1.example"])
def test_a_name_is_no_address(name: str) -> None:
    assert not is_loopback(name)
