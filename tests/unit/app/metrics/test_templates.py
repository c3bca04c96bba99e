"""A path has the template of its route, or none."""

import pytest

from app.metrics.templates import UNKNOWN, Templates

TEMPLATES = Templates(
    [
        "/v1/articles",
        "/v1/articles.{form}",
        "/v1/articles/{article_id}",
        "/v1/articles/{article_id}/text",
        "/export/{name}",
        "/export/{name:path}",
    ]
)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/v1/articles", "/v1/articles"),
        ("/v1/articles.csv", "/v1/articles.{form}"),
        ("/v1/articles/abc", "/v1/articles/{article_id}"),
        ("/v1/articles/abc/text", "/v1/articles/{article_id}/text"),
        ("/export/all.ttl", "/export/{name}"),
        ("/export/a/b", "/export/{name:path}"),
        ("/v1/articles/", UNKNOWN),
        ("/v1/articles/abc/text/", UNKNOWN),
        ("/v1/articles/abc\n", "/v1/articles/{article_id}"),
        ("/", UNKNOWN),
        ("", UNKNOWN),
        ("*", UNKNOWN),
        ("/" * 60_000, UNKNOWN),
        ("/x" * 30_000, UNKNOWN),
        ("/v1/secret-of-a-client", UNKNOWN),
    ],
)
def test_a_path_has_the_template_of_its_route(path: str, template: str) -> None:
    assert TEMPLATES.find(path) == template
