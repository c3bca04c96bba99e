"""The limits of fetching: whole, and in proportion."""

from graph.ingest.web.limits import web_limits


def test_the_limits_are_read_and_make_sense() -> None:
    limits = web_limits()
    assert limits.redirects == 5
    assert 0 < limits.connect_seconds < limits.seconds
    assert 0 < limits.delay_seconds < limits.longest_delay_seconds < limits.longest_wait_seconds
    assert limits.robots_bytes >= 500 * 1024  # as RFC 9309 asks
    feeds = limits.feeds
    assert 0 < feeds.shortest_seconds < feeds.longest_pause_seconds
    assert feeds.entries_a_visit <= feeds.entries <= feeds.seen
