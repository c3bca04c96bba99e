"""What README shows is true: commands give the answers shown, addresses and queries answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.running import Service
from tools.readme import README, answers

SHOWN = README.read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("readme") / "data"
    with Service(folder, demo=True) as running:
        yield running


def test_the_answers_are_true(tmp_path: Path) -> None:
    assert answers(SHOWN, tmp_path / "demo") == SHOWN


@pytest.mark.parametrize("address", re.findall(rf"curl '{ADDRESS}(/[^']+)'", SHOWN))
def test_every_address_answers(service: Service, address: str) -> None:
    answer = service.get(address)
    assert any(answer.get(part) for part in ("chains", "paths", "scores"))


def test_the_article_shown_has_a_claim(service: Service) -> None:
    (text,) = re.findall(r"""-d '\{"text": "([^"]+)"\}'""", SHOWN)
    status, answer = service.post("/v1/articles", {"text": text})
    assert status == 201
    assert [(c["supplier"], c["recipient"]) for c in answer["claims"]] == [("POL", "UKR")]


def test_the_query_gives_the_rows_of_the_first_answer(service: Service) -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", SHOWN, re.DOTALL)
    rows = service.get("/v1/supplies", recipient="Russia")["supplies"]
    found = sorted(int(row["claims"]) for row in service.query(query))
    assert found == sorted(row["claims"] for row in rows)
    assert len(found) > 5
