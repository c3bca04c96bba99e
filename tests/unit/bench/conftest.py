import json
from pathlib import Path

import pytest

from tests.labelling import ROWS, SCORER


@pytest.fixture
def scorer(tmp_path: Path) -> Path:
    file = tmp_path / "tools" / "score.py"
    file.parent.mkdir()
    file.write_text(SCORER, encoding="utf-8")
    return file


@pytest.fixture
def shared(tmp_path: Path, scorer: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for the folder of the gold, with one gold file, `weather`."""
    gold = tmp_path / "gold" / "weather.jsonl"
    gold.parent.mkdir()
    gold.write_text("".join(json.dumps(one) + "\n" for one in ROWS), encoding="utf-8")
    monkeypatch.setenv("MATERIEL_SHARED", str(tmp_path))
    assert scorer.exists()
    return tmp_path
