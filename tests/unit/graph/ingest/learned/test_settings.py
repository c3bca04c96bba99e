from pathlib import Path

import pytest

from graph.ingest.learned.settings import Thresholds, shipped_thresholds


def test_the_shipped_thresholds_are_probabilities_and_a_veto_is_the_least_of_them() -> None:
    limits = shipped_thresholds()
    assert 0 < limits.veto < limits.munition <= limits.reach < 1


def test_the_file_that_goes_with_the_network_tells_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.ingest.learned.settings.resources.files", lambda _: tmp_path)
    file = tmp_path / "settings.toml"
    file.write_text("[thresholds]\nreach = 0.5\nmunition = 0.25\nveto = 0.125\n", encoding="utf-8")
    assert shipped_thresholds.__wrapped__() == Thresholds(reach=0.5, munition=0.25, veto=0.125)


@pytest.mark.parametrize("lines", ["reach = 0.5\nveto = 0.1", "reach = 1\nmunition = 1\nvetto = 1"])
def test_a_file_with_other_thresholds_is_refused(
    lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.ingest.learned.settings.resources.files", lambda _: tmp_path)
    (tmp_path / "settings.toml").write_text(f"[thresholds]\n{lines}\n", encoding="utf-8")
    with pytest.raises(TypeError):
        shipped_thresholds.__wrapped__()
