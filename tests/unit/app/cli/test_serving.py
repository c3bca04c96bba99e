"""`serve` refuses what it cannot listen on; that it serves is an end-to-end test."""

import socket

import pytest

from app.cli.serving import _fill, tell_other_base
from app.wiring import Materiel
from tests.making import make_read, told
from tests.unit.app.cli.conftest import Run


def test_a_port_that_is_taken_is_named(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port)
    assert result.exit_code == 2
    assert f"port {port}: Address already in use" in result.stderr
    assert "--port" in result.stderr
    assert f"make run PORT={int(port) % 65535 + 1}" in result.stderr


@pytest.mark.parametrize(
    ("base", "port", "chosen"),
    [
        ("http://127.0.0.1:8000/id/", 8000, ""),
        ("http://127.0.0.1:8000/id/", 8001, "http://127.0.0.1:8001/id/"),
        ("http://localhost/id/", 8001, "http://localhost:8001/id/"),
        ("http://localhost/id/", 80, ""),
        ("http://[::1]:8000/id/", 8001, "http://[::1]:8001/id/"),
        ("https://arms.example/id/", 8001, ""),
    ],
)
def test_iris_that_lead_to_another_port_are_told(base: str, port: int, chosen: str) -> None:
    told = tell_other_base(base, port)
    assert (f"MATERIEL_BASE_IRI={chosen}" in told) == bool(chosen)
    assert (base in told) == bool(chosen)
    assert bool(told) == bool(chosen)


def test_an_address_that_is_not_ours_is_named(run: Run) -> None:
    result = run("serve", "--host", "192.0.2.1", "--port", "0")
    assert result.exit_code == 2
    assert "192.0.2.1" in result.stderr
    assert "with --host" in result.stderr


def test_a_name_that_leads_nowhere_is_told_in_words(run: Run) -> None:
    result = run("serve", "--host", "nowhere.invalid", "--port", "0")
    assert result.exit_code == 2
    assert "Unknown error" not in result.stderr


def test_an_archive_whose_articles_are_withdrawn_is_no_empty_one(
    materiel: Materiel, capsys: pytest.CaptureFixture[str]
) -> None:
    read = make_read(told("POL", "UKR"))
    materiel.archive.add(read.article, read.reading)
    materiel.archive.withdraw(read.article.id, who=None, why="It was planted")
    _fill(materiel)
    assert materiel.archive.sequence() == 2
    assert capsys.readouterr().out == ""
