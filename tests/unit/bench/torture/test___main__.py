from pathlib import Path

import pytest

from bench.torture import __main__ as torture

TOPIC = """
def main(argv=None):
    return 0
"""


def test_topics_are_the_modules_that_have_a_main(tmp_path: Path) -> None:
    (tmp_path / "kills.py").write_text(TOPIC)
    (tmp_path / "damages.py").write_text(TOPIC)
    (tmp_path / "shared.py").write_text("def other():\n    pass\n")
    (tmp_path / "__main__.py").write_text(TOPIC)
    assert torture.topics(tmp_path) == ["damages", "kills"]


def test_every_promise_that_a_topic_counts_is_a_row() -> None:
    lines = [
        "kill 1 of 1,200",
        "while reading: 1,200 trials, 0 broken",
        "at rest: 3 trials, 0 broken",
    ]
    rows = torture.read("kills", lines, 0, 1.5)
    assert [(row.promise, row.trials, row.broken) for row in rows] == [
        ("while reading", 1200, 0),
        ("at rest", 3, 0),
    ]
    assert all(row.held for row in rows)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ([], 0),
        (["Traceback"], 1),
        (["at rest: 3 trials, 0 broken", "Traceback"], 1),
        (["at rest: 3 trials, 0 broken"], 1),
        (["at rest: 3 trials, 0 broken"], -9),
        (["at rest: 3 trials, 1 broken"], 1),
        (["at rest: 0 trials, 0 broken"], 0),
    ],
)
def test_what_ends_badly_counts_as_broken(lines: list[str], status: int) -> None:
    assert not all(row.held for row in torture.read("kills", lines, status, 1.0))


def test_a_topic_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        torture.main(["dragons"])
    assert "no topic dragons" in capsys.readouterr().err


def test_options_are_handed_on_and_the_table_says_what_held(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, list[str]]] = []

    def run(topic: str, options: list[str]) -> list[torture.Row]:
        asked.append((topic, options))
        broken = int(topic == "kills")
        return [torture.Row(topic=topic, promise="x", trials=7, broken=broken, seconds=0)]

    monkeypatch.setattr(torture, "topics", lambda: ["damages", "kills"])
    monkeypatch.setattr(torture, "run", run)
    assert torture.main(["--trials", "7"]) == 1
    assert asked == [("damages", ["--trials", "7"]), ("kills", ["--trials", "7"])]
    assert "1 of 2 promises held" in capsys.readouterr().out
    assert torture.main(["damages", "--trials", "7"]) == 0


def test_a_topic_runs_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "bench" / "torture"
    place.mkdir(parents=True)
    (place / "kills.py").write_text(
        "import sys\nprint('first')\nprint('kills: 2 trials, 1 broken')\nsys.exit(1)\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (row,) = torture.run("kills", [])
    assert (row.promise, row.trials, row.broken, row.held) == ("kills", 2, 1, False)
    assert "first" in capfd.readouterr().out
