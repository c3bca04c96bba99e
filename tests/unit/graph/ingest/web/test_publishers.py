"""Names of publishers: their own where the host bears it, else the host."""

import pytest

from graph.ingest.web.publishers import name_publisher


@pytest.mark.parametrize(
    ("said", "host", "expected"),
    [
        ("The Guardian", "www.theguardian.com", "The Guardian"),
        ("BBC News", "www.bbc.co.uk", "BBC News"),
        ("Kyiv Independent", "kyivindependent.com", "Kyiv Independent"),
        ("Defence-Blog", "defence-blog.com", "Defence-Blog"),
        ("Le Monde.fr", "www.lemonde.fr", "lemonde.fr"),
        ("Morning Post", "morning-post.example", "Morning Post"),
        (None, "www.news.example", "news.example"),
        ("Reuters", "evil.example", "evil.example"),
        ("Reuters", "reuters.evil.example", "reuters.evil.example"),
        ("Reuters", "reuters.com.evil.example", "reuters.com.evil.example"),
        ("The News Online", "a.example", "a.example"),
        ("", "news.example", "news.example"),
    ],
)
def test_a_page_is_called_as_its_host_is(said: str | None, host: str, expected: str) -> None:
    assert name_publisher(said, host) == expected
