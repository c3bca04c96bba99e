"""Taking addresses apart: one way to understand each, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import AddressRefused
from graph.ingest.web.address import follow, is_address, parse_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTTPS://News.Example:443", "https://news.example/"),
        ("http://news.example.:80/a?b=c#d", "http://news.example/a?b=c"),
        ("http://news.example:8080/", "http://news.example:8080/"),
        ("http://bücher.example/ä?q=ö", "http://xn--bcher-kva.example/%C3%A4?q=%C3%B6"),
        ("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"),
        ("http://ｅｘａｍｐｌｅ.org/", "http://example.org/"),
        ("http://0x8.8.0010.8/", "http://8.8.8.8/"),
        ("http://134744072/", "http://8.8.8.8/"),
        ("http://[2001:DB8:0::1]:80/", "http://[2001:db8::1]/"),
        ("https://news.example/%7Euser/a%2Fb|c", "https://news.example/%7Euser/a%2Fb%7Cc"),
    ],
)
def test_an_address_is_written_in_one_way(text: str, expected: str) -> None:
    address = parse_address(text)
    assert str(address) == expected
    assert str(parse_address(str(address))) == expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b", "https://news.example/b"),
        ("c?d", "https://news.example/a/c?d"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example/two words", "http://other.example/two%20words"),
        (" ../e ", "https://news.example/e"),
    ],
)
def test_a_redirect_is_followed_from_where_it_stands(location: str, expected: str) -> None:
    assert str(follow(parse_address("https://news.example/a/b"), location)) == expected


@pytest.mark.parametrize(
    "location", ["\\\\x.example", "ht\ttp://x", "http://[", "http://a\u2028b/"]
)
def test_a_redirect_that_programs_disagree_about_is_refused(location: str) -> None:
    with pytest.raises(AddressRefused):
        follow(parse_address("https://news.example/"), location)


@given(st.text(max_size=60))
def test_whatever_follows_the_scheme_is_taken_apart_or_refused(rest: str) -> None:
    try:
        address = parse_address(f"http://{rest}")
    except AddressRefused:
        return
    assert str(address).isascii()
    assert not set(address.host) & set("/\\?#@% \t\r\n")
    assert not set(address.target) & set(" \r\n#\\")
    assert parse_address(str(address)) == address


def test_addresses_are_told_from_files() -> None:
    assert is_address("HTTPS://news.example/")
    assert is_address("ftp://news.example/")
    assert not is_address("articles/one.txt")
    assert not is_address("c:/articles")
