import pytest

from app.cli import progress as module
from app.cli.progress import progress


def test_without_a_terminal_a_line_is_written_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    with progress("Reading", 1000) as shown:
        shown.show(10, 1)
        assert capsys.readouterr().err == ""
        now += 50
        shown.show(250, 500)
        now += 11
        shown.show(500, 1_050)
    said = capsys.readouterr().err
    assert said == "1,050 articles, 50.0/s, 50%, about 1 min left\n"


def test_an_end_that_is_not_known_is_not_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LINE_SECONDS", 0.0)
    with progress("Reading", None) as shown:
        shown.show(10, 1)
    assert "left" not in capsys.readouterr().err
