"""Damage to archive and store is found, and mended or named; `bench.torture.damages` is longer."""

import random
import shutil
from pathlib import Path

import pytest

from bench.torture import damages


@pytest.mark.slow
def test_damage_is_found_and_mended_or_named(tmp_path: Path) -> None:
    generator = random.Random(11)
    damages.lay_down(tmp_path, 11)
    for name in ("closed", "killed"):
        sound, is_told = damages.start(shutil.copytree(tmp_path / name, tmp_path / f"{name} kept"))
        assert not is_told, "nothing is wrong before anything is damaged"
        for _ in range(2):
            outcome = damages.try_damage(tmp_path, tmp_path / name, generator, sound)
            assert outcome.held, outcome.line()
