"""Addresses of parts, and the header that tells them."""

import pytest
from fastapi import Request

from app.listing.links import address, link_header, links
from app.listing.part import Part

PART = Part(rows=(), total=9, offset=3, next={"cursor": "n_-"}, prev={"offset": "0"})


def asking(query: str = "", host: str = "example.org:8000", path: str = "/v1/claims") -> Request:
    return Request(
        {
            "type": "http",
            "scheme": "https",
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"host", host.encode())],
        }
    )


def test_an_address_keeps_the_question_but_not_the_place() -> None:
    asked = asking("recipient=RUS&cursor=old&offset=5&limit=3")
    assert address(asked, {}) == "/v1/claims?recipient=RUS&limit=3"
    assert address(asked, {"offset": "6"}) == "/v1/claims?recipient=RUS&limit=3&offset=6"
    assert address(asking(), {}) == "/v1/claims"


def test_whatever_was_asked_is_escaped() -> None:
    found = address(asking("q=%22%3E%0d%0ax"), {})
    assert found == "/v1/claims?q=%22%3E%0D%0Ax"
    assert address(asking(path="/v1/actors/Côte d'Or/x"), {}) == "/v1/actors/C%C3%B4te%20d%27Or/x"


def test_the_header_has_full_addresses() -> None:
    asked = asking("limit=3")
    assert link_header(asked, links(asked, PART)) == (
        '<https://example.org:8000/v1/claims?limit=3>; rel="first", '
        '<https://example.org:8000/v1/claims?limit=3&offset=0>; rel="prev", '
        '<https://example.org:8000/v1/claims?limit=3&cursor=n_->; rel="next"'
    )


@pytest.mark.parametrize("host", ["", "a b", 'x>; rel="next", <y', "host/path"])
def test_a_host_that_is_none_is_left_out(host: str) -> None:
    asked = asking(host=host)
    assert link_header(asked, {"first": "/v1/claims"}) == '</v1/claims>; rel="first"'
