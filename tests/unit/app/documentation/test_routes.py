"""The page of the API: its parts, and that it needs nobody else."""

import gzip
import re
from importlib import resources

import pytest

from tests.unit.app.conftest import Client


def test_the_page_brings_no_script_of_its_own(client: Client) -> None:
    page = client.get("/docs/api")
    assert page.status_code == 200
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", page.text) == []
    assert "://" not in page.text


def test_every_part_of_the_page_is_here(client: Client) -> None:
    page = client.get("/docs/api").text
    parts = re.findall(r'(?:src|href)="(/docs/api/[^"]+)"', page)
    assert len(parts) == 4
    for part in parts:
        answer = client.get(part, headers={"Accept-Encoding": "identity"})
        assert answer.status_code == 200
        expected = "text/css" if part.endswith(".css") else "javascript"
        assert expected in answer.headers["content-type"]
        again = client.get(part, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_part_is_packed_for_who_takes_it(client: Client) -> None:
    name = "swagger-ui-bundle.js"
    whole = resources.files("app.documentation.swagger_ui").joinpath(name).read_bytes()
    answer = client.get(f"/docs/api/{name}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.content == whole
    assert int(answer.headers["Content-Length"]) == len(gzip.compress(whole, mtime=0))


@pytest.mark.parametrize("name", ["manifest.toml", "routes.py", "..%2Fmain.py", "page.html"])
def test_no_other_file_is_given(client: Client, name: str) -> None:
    assert client.get(f"/docs/api/{name}").status_code == 404
