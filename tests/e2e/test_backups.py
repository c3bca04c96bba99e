"""Backups under stress; `python -m bench.torture.backups --trials 100` is the long form."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.torture import backups

SEED = 20260301


@pytest.mark.slow
def test_a_backup_under_writing_answers_as_its_number_does(tmp_path: Path) -> None:
    assert backups.drill(tmp_path, 1, SEED) == 0


@pytest.mark.slow
def test_a_killed_backup_leaves_whole_backups_alone(tmp_path: Path) -> None:
    assert backups.kills(tmp_path, 4, SEED, claims=1000) == 0


@pytest.mark.slow
def test_a_killed_restore_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    assert backups.restores(tmp_path, 3, SEED, claims=1000) == 0


def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    assert backups.damages(tmp_path, 10, SEED) == 0
