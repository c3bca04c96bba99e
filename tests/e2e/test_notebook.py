"""The notebook of docs/notebook.md runs, against the demo corpus, and finds something."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.e2e.running import Service

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebook.md"
ADDRESS = "http://127.0.0.1:8000"


def test_every_cell_runs_and_finds_something(tmp_path: Path) -> None:
    cells = re.findall(r"```python\n(.*?)```", NOTEBOOK.read_text(encoding="utf-8"), re.DOTALL)
    known: dict[str, Any] = {}
    with Service(tmp_path / "data", demo=True) as service:
        for cell in cells:
            exec(compile(cell.replace(ADDRESS, service.address), str(NOTEBOOK), "exec"), known)
    assert len(cells) > 8
    assert set(known["supplies"]["recipient"]) == {"RUS"}
    assert known["best"]["strength"].is_monotonic_increasing
    assert set(known["drawn"]) == set(known["nodes"].index)
    assert known["drawn"].nodes["RUS"]["label"] == "Russia"
    assert known["matrix"].to_numpy().sum() == known["edges"]["weight"].sum()
    assert known["first"]["share"].between(0, 1, inclusive="right").all()
    assert len(known["delivered"]) > 10
    assert 0 < len(known["became_known"]) < len(known["now"])
    assert known["title"].endswith("by=pair, recipient=RUS")
