"""Which addresses are public: by ranges, by what they carry inside, and by whose they are."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.web.guard import (
    is_named_unreachable,
    is_own,
    is_public,
    may_reach,
    unreachable,
    unwrap,
)


@pytest.mark.parametrize(
    "text",
    ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e",
     "::ffff:1.1.1.1", "64:ff9b::101:101"],
)  # fmt: skip
def test_public_addresses_are_public(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize("block", unreachable().blocks, ids=str)
def test_no_address_of_a_listed_block_is_public(block: object) -> None:
    first, last = block[0], block[-1]  # type: ignore[index]  # a network counts its addresses
    assert not is_public(first)
    assert not is_public(last)


@given(st.integers(0, 2**32 - 1))
def test_every_form_of_an_ipv4_address_is_judged_as_the_plain_one(number: int) -> None:
    plain = IPv4Address(number)
    mapped = IPv6Address((0xFFFF << 32) | number)
    nat64 = IPv6Address((0x64FF9B << 96) | number)
    assert is_public(mapped) == is_public(nat64) == is_public(plain)
    assert unwrap(mapped) == unwrap(nat64) == plain
    for carrier in (number, (0x2002 << 112) | (number << 80), (0x64FF9B0001 << 80) | number):
        assert not is_public(IPv6Address(carrier))


@given(st.integers(0, 2**128 - 1))
def test_nothing_outside_what_is_given_out_is_public(number: int) -> None:
    ip = IPv6Address(number)
    if is_public(ip):
        assert number >> 125 == 1 or isinstance(unwrap(ip), IPv4Address)


def test_a_zone_makes_an_address_local() -> None:
    assert not is_public(ip_address("2606:4700:4700::1111%eth0"))


def test_addresses_of_this_machine_are_its_own() -> None:
    assert is_own(ip_address("127.0.0.1"))
    assert not is_own(ip_address("1.1.1.1"))
    assert not may_reach(ip_address("127.0.0.1"))


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("a.localhost", True), ("router.lan", True), ("intranet", True),
     ("printer.local", True), ("x.home.arpa", True), ("local.example.org", False),
     ("example.org", False), ("thelocal.se", False)],
)  # fmt: skip
def test_names_that_mean_this_machine_or_its_network(host: str, expected: bool) -> None:
    assert is_named_unreachable(host) is expected
