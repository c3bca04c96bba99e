"""Readers of every list while others write; `python -m bench.crowd` is the long form."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.crowd.__main__ import crowd
from tests.e2e.running import Service


@pytest.mark.slow
def test_every_answer_belongs_to_one_state(tmp_path: Path) -> None:
    with Service(tmp_path / "data", demo=True, start_seconds=300) as service:
        found = crowd(service.address, readers=4, seconds=5)
    poster, judge = found.writers
    assert found.book.wrong == []
    assert len(found.seconds) == 13, "every list was asked"
    assert poster.articles > 0
    assert judge.verdicts + judge.withdrawals > 0
    assert found.book.compared > 0
