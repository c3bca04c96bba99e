"""robots.txt: who is meant, and which rule decides."""

import pytest

from graph.ingest.web.robots import parse_robots

TEXT = b"""
# for everyone
User-agent: *
Disallow: /
Crawl-delay: 5

User-agent: Materiel/1.0
User-agent: other
Allow: /news/
Disallow: /news/drafts   # not yet
Disallow: /*.pdf$
Disallow: /search*q=
Disallow:
Crawl-delay: 2

User-agent: materiel
Disallow: /late
"""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/", True),
        ("/news/today", True),
        ("/news/drafts/1", False),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/search?x&q=1", False),
        ("/late/1", False),
    ],
)
def test_the_longest_rule_for_us_decides(target: str, expected: bool) -> None:
    assert parse_robots(TEXT, "materiel").allows(target) is expected


def test_who_is_not_named_is_everyone() -> None:
    robots = parse_robots(TEXT, "someone")
    assert not robots.allows("/news/today")
    assert robots.delay == 5.0
    assert parse_robots(TEXT, "materiel").delay == 2.0


def test_of_two_rules_of_one_length_the_one_that_allows_decides() -> None:
    robots = parse_robots(b"User-agent: *\nDisallow: /a\nAllow: /a\n", "materiel")
    assert robots.allows("/a")


@pytest.mark.parametrize("content", [b"", b"<html>no rules</html>", b"\xff\xfe\x00", b":::\n:"])
def test_what_holds_no_rule_allows_everything(content: bytes) -> None:
    assert parse_robots(content, "materiel").allows("/any")


def test_a_rule_of_many_stars_costs_no_more_than_its_length() -> None:
    rule = b"Disallow: /" + b"*a" * 20_000 + b"$\n"
    assert parse_robots(b"User-agent: *\n" + rule, "materiel").allows("/" + "a" * 2_000)


def test_rules_in_other_scripts_fit_what_is_asked_for() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /ä\n".encode(), "materiel")
    assert not robots.allows("/%C3%A4/x")
