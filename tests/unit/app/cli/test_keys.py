import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli.keys import read_expiry
from graph.archive.archive import FILE, Archive
from graph.archive.keys import Scope
from graph.errors import InvalidField, KeyRefused
from tests.unit.app.cli.conftest import Run

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_key_is_made_shown_once_and_alone_on_standard_output(run: Run, folder: Path) -> None:
    made = run("keys", "create", "--name", "Desk", "--scope", "ingest", "--expires", "90d")
    assert made.exit_code == 0
    text = made.stdout.strip()
    assert re.fullmatch(r"mtl_[0-9a-f]{12}_[0-9a-f]{64}", text)
    assert "not shown again" in made.stderr
    assert text not in made.stderr
    with Archive.open(folder) as archive:
        key = archive.keys.check(text)
    assert key.scopes == {Scope.INGEST}
    assert key.expires_at is not None
    assert key.expires_at - key.created_at == pytest.approx(
        timedelta(days=90), abs=timedelta(seconds=60)
    )
    for told in (run("keys", "list"), run("keys", "list", "--json"), run("audit", "--json")):
        assert key.id in told.stdout
        assert text.split("_")[2] not in told.stdout
        assert key.digest.hex() not in told.stdout


def test_keys_are_listed_with_what_has_become_of_them(run: Run, folder: Path) -> None:
    one = run("keys", "create", "--name", "Desk", "--scope", "ingest", "--scope", "review")
    two = run("keys", "create", "--name", "Old", "--scope", "read", "--expires", "never")
    identifier = two.stdout.split("_")[1]
    revoked = run("keys", "revoke", identifier)
    assert revoked.stdout.startswith(f"revoked: key {identifier} of Old, on ")
    found = [json.loads(line) for line in run("keys", "list", "--json").stdout.splitlines()]
    assert {key["name"]: key["state"] for key in found} == {"Desk": "good", "Old": "revoked"}
    assert {tuple(key["scopes"]) for key in found} == {("ingest", "review"), ("read",)}
    shown = run("keys", "list").stdout.splitlines()
    assert len(shown) == 2
    with Archive.open(folder) as archive:
        archive.keys.check(one.stdout.strip())
        with pytest.raises(KeyRefused):
            archive.keys.check(two.stdout.strip())


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["create", "--name", "Desk", "--scope", "all"], "--scope"),
        (["create", "--name", "Desk", "--scope", "read", "--expires", "yesterday"], "--expires"),
        (["create", "--name", " ", "--scope", "read"], "name"),
        (["revoke", "000000000000"], "key"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    run: Run, folder: Path, words: list[str], named: str
) -> None:
    Archive.open(folder).close()
    refused = run("keys", *words)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1
    assert named in refused.stderr
    with Archive.open(folder) as archive:
        assert not archive.keys.current()


def test_a_folder_without_an_archive_has_no_keys_to_list(run: Run, folder: Path) -> None:
    assert run("keys", "list").exit_code == 2
    assert not (folder / FILE).exists()
    Archive.open(folder).close()
    assert "open for writing" in run("keys", "list").stderr


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("12h", NOW + timedelta(hours=12)),
        ("90d", NOW + timedelta(days=90)),
        ("4w", NOW + timedelta(weeks=4)),
        ("2027-01-31", datetime(2027, 1, 31, tzinfo=UTC)),
        ("2026-03-01T13:00+00:00", NOW + timedelta(hours=1)),
        ("never", None),
    ],
)
def test_an_end_is_read(written: str, ends: datetime | None) -> None:
    assert read_expiry(written, NOW) == ends


@pytest.mark.parametrize(
    "written", ["", "0d", "-1d", "90", "d", "1y", "2026-03-01T12:00Z", "2020-01-01", "99999999999w"]
)
def test_what_is_no_end_is_refused(written: str) -> None:
    with pytest.raises(InvalidField):
        read_expiry(written, NOW)
