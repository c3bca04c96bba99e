import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools import leaks
from tools.leaks import Found, is_data, look, tracked, wrong_with

# Put together here, so that this file holds nothing of the form.
KEY = "AKIA" + "Q3EGRZ7T5XLN2V6K"
RANDOM = hashlib.sha256(b"a word").hexdigest()[:32]
HEAD = "-----BEGIN " + "RSA PRIVATE KEY-----"
ROW: Found = ("a.py", 3, "Secret Keyword", "d" * 40)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".secrets.baseline").write_bytes(leaks.BASELINE.read_bytes())
    monkeypatch.setattr(leaks, "ROOT", tmp_path)
    monkeypatch.setattr(leaks, "BASELINE", tmp_path / ".secrets.baseline")
    return tmp_path


def baseline(**verdicts: bool) -> dict[str, Any]:
    rows = [{"hashed_secret": name * 40, "is_secret": told} for name, told in verdicts.items()]
    return {"results": {"a.py": rows}}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", f'key = "{KEY}"\n'),
        ("a.py", f'token = "{RANDOM}"\n'),
        ("a.toml", f'password = "{RANDOM[:12]}x"\n'),
        ("a.pem", f"{HEAD}\nMII\n"),
        ("a.csv", f"one,two\n{KEY},three\n"),
        ("a.json", "word\n" * 30_000 + f'"{KEY}"\n'),
    ],
)
def test_a_secret_is_found(name: str, text: str, place: Path) -> None:
    (place / name).write_text(text, encoding="utf-8")
    found = look(name)
    assert [one[0] for one in found] == [name] * len(found)
    assert found
    assert list(wrong_with(found, baseline()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("claims.json", f'    "id": "{RANDOM}",\n'),
        ("manifest.toml", f'"d3.min.js" = "{RANDOM}{RANDOM}"\n'),
        ("rows.csv", f"id\n{RANDOM}\n"),
    ],
)
def test_digests_of_content_are_no_secrets(name: str, text: str, place: Path) -> None:
    (place / name).write_text(text, encoding="utf-8")
    assert look(name) == []


def test_what_is_judged_harmless_passes_and_nothing_else() -> None:
    assert list(wrong_with([ROW], baseline(d=False))) == []
    assert list(wrong_with([ROW], baseline(d=True))) == [
        "a.py:3: Secret Keyword; remove it, or judge it (make leaks)"
    ]
    (stale,) = wrong_with([], baseline(d=False))
    assert "which is nowhere" in stale


def test_all_that_the_baseline_holds_is_judged_and_harmless() -> None:
    told = json.loads(leaks.BASELINE.read_text(encoding="utf-8"))
    assert set(leaks.judged(told).values()) <= {False}
    assert len(told["plugins_used"]) > 20


def test_verdicts_stay_when_the_baseline_is_written_again(place: Path) -> None:
    settings = json.loads(leaks.BASELINE.read_text(encoding="utf-8"))
    leaks.BASELINE.write_text(json.dumps({**settings, **baseline(d=False)}), encoding="utf-8")
    leaks.renew([ROW, (*ROW[:3], "e" * 40)])
    assert leaks.judged(json.loads(leaks.BASELINE.read_text(encoding="utf-8"))) == {
        "d" * 40: False,
        "e" * 40: None,
    }


def test_files_that_are_new_are_looked_at_and_ignored_ones_are_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("new.py", "old.log", ".gitignore"):
        (tmp_path / name).write_text("*.log\n", encoding="utf-8")
    (tmp_path / "link.py").symlink_to("new.py")
    assert tracked(tmp_path) == [".gitignore", "new.py"]


def test_large_files_are_data(tmp_path: Path) -> None:
    small, large = tmp_path / "small.json", tmp_path / "large.json"
    small.write_text("x", encoding="utf-8")
    large.write_bytes(b"x" * (leaks.LARGE + 1))
    assert [is_data(small), is_data(large)] == [False, True]
