"""Requests drawn from the OpenAPI description; `python -m bench.fuzz` is the long form."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.fuzz.__main__ import fuzz, lines, make_key
from tests.e2e.running import Service

REQUESTS = int(os.environ.get("MATERIEL_FUZZ", "300"))


@pytest.mark.slow
@pytest.mark.parametrize("has_key", [False, True])
def test_every_answer_is_as_the_description_tells(tmp_path: Path, has_key: bool) -> None:
    with Service(tmp_path / "data", demo=True, start_seconds=300) as service:
        key = make_key(tmp_path / "data") if has_key else ""
        tally = fuzz(service.address, REQUESTS, 20251123, key)
        assert service.process.poll() is None
    assert tally.answers.total() >= REQUESTS
    assert {status // 100 for _, status in tally.answers} >= {2, 4}
    assert tally.findings == {}, "\n".join(lines(tally))
