"""The files of the pages: under an address that changes with them."""

import pytest

from app.web.assets import base_address
from tests.unit.app.conftest import Client


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("main.js", "text/javascript; charset=utf-8"),
        ("views.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("places.json", "application/json"),
        ("vendor/cytoscape/cytoscape.esm.min.mjs", "text/javascript; charset=utf-8"),
    ],
)
def test_a_file_is_held_for_ever_and_packed(client: Client, name: str, media_type: str) -> None:
    answer = client.get(f"{base_address()}/{name}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


def test_a_file_of_another_edition_is_asked_for_again(client: Client) -> None:
    answer = client.get("/assets/000000000000/main.js")
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get(
        "/assets/000000000000/main.js", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["none.js", "..%2Fshell.html", "vendor/d3/manifest.toml", ""])
def test_nothing_else_is_given(client: Client, name: str) -> None:
    assert client.get(f"{base_address()}/{name}").status_code == 404
