import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.archive.archive import FILE, Archive
from graph.archive.keys import Scope
from graph.archive.trail import Action
from graph.errors import ArchiveDamaged, InvalidField, KeyRefused, NotFound
from tests.conftest import ON_FILE, Opener

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[4]

CREATE = """
import sys
from pathlib import Path
from graph.archive.archive import Archive
from graph.archive.keys import Scope

with Archive.open(Path(sys.argv[1])) as archive:
    print(archive.keys.create(name="Other", scopes=[Scope.READ], expires_at=None)[1])
"""
REVOKE = """
import sys
from pathlib import Path
from graph.archive.archive import Archive

with Archive.open(Path(sys.argv[1])) as archive:
    archive.keys.revoke(sys.argv[2])
"""


class Hands:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def archive(opener: Opener, tmp_path: Path, clock: Hands) -> Iterator[Archive]:
    with opener(tmp_path, clock=clock) as opened:
        yield opened


def make(archive: Archive, *scopes: Scope, expires_at: datetime | None = None) -> str:
    return archive.keys.create(name="Desk", scopes=scopes, expires_at=expires_at)[1]


def test_a_key_is_256_random_bits_with_a_prefix_that_scanners_know(archive: Archive) -> None:
    texts = {make(archive, Scope.INGEST) for _ in range(50)}
    assert len(texts) == 50
    assert all(re.fullmatch(r"mtl_[0-9a-f]{12}_[0-9a-f]{64}", text) for text in texts)


@ON_FILE
def test_the_file_holds_no_secret(tmp_path: Path, archive: Archive) -> None:
    text = make(archive, Scope.ADMIN)
    archive.keys.check(text)
    secret = text.rpartition("_")[2].encode()
    archive.close()
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert secret not in content
        assert bytes.fromhex(secret.decode()) not in content


def test_what_shows_a_key_shows_nothing_to_check_it_by(archive: Archive) -> None:
    key, text = archive.keys.create(name=" The  desk ", scopes=[Scope.READ], expires_at=None)
    assert key.name == "The desk"
    assert key.digest.hex() not in repr(key)
    assert text not in repr(key)


@pytest.mark.parametrize(
    ("held", "allowed"),
    [
        ({Scope.READ}, {Scope.READ}),
        ({Scope.INGEST}, {Scope.READ, Scope.INGEST}),
        ({Scope.REVIEW}, {Scope.READ, Scope.REVIEW}),
        ({Scope.INGEST, Scope.REVIEW}, {Scope.READ, Scope.INGEST, Scope.REVIEW}),
        ({Scope.ADMIN}, set(Scope)),
    ],
)
def test_a_key_may_what_its_scopes_say(
    archive: Archive, held: set[Scope], allowed: set[Scope]
) -> None:
    key = archive.keys.check(make(archive, *held))
    assert {scope for scope in Scope if key.may(scope)} == allowed


def test_no_other_text_is_taken_for_a_key(archive: Archive) -> None:
    text = make(archive, Scope.ADMIN)
    start, _, secret = text.rpartition("_")
    wrong = [
        "",
        "mtl_",
        text[:-1],
        f"{text}0",
        f"{text}\n",
        f" {text}",
        text.upper(),
        start,
        secret,
        f"{start}_{'0' * 64}",
        f"mtl_{'0' * 12}_{secret}",
        text.replace("_", "-"),
        "mtl_" + "é" * 77,
        archive.keys.check(text).digest.hex(),
        f"{start}_{archive.keys.check(text).digest.hex()}",
        *(text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
          for place in range(4, len(text)) if text[place] != "_"),
    ]  # fmt: skip
    for each in wrong:
        with pytest.raises(KeyRefused):
            archive.keys.check(each)
    assert archive.keys.check(text).name == "Desk"


def test_a_key_expires_to_the_moment(archive: Archive, clock: Hands) -> None:
    text = make(archive, Scope.INGEST, expires_at=NOON + timedelta(hours=1))
    clock.now = NOON + timedelta(minutes=59, seconds=59)
    assert archive.keys.check(text).name == "Desk"
    clock.now = NOON + timedelta(hours=1)
    with pytest.raises(KeyRefused, match="expired on 2026-03-01"):
        archive.keys.check(text)


def test_a_revoked_key_is_good_for_nothing_and_stays_listed(archive: Archive) -> None:
    text = make(archive, Scope.INGEST)
    key = archive.keys.check(text)
    assert archive.keys.revoke(key.id).revoked_at == NOON
    with pytest.raises(KeyRefused, match="was revoked on 2026-03-01"):
        archive.keys.check(text)
    assert list(archive.keys.current()) == [key.id]
    archive.keys.revoke(key.id)
    assert [entry.action for entry in archive.trail.entries()] == [
        Action.KEY_CREATED,
        Action.KEY_REVOKED,
    ]


def test_who_does_not_know_the_secret_is_not_told_of_the_key(archive: Archive) -> None:
    text = make(archive, Scope.INGEST)
    identifier = text.split("_")[1]
    archive.keys.revoke(identifier)
    with pytest.raises(KeyRefused, match="not known here"):
        archive.keys.check(f"mtl_{identifier}_{'0' * 64}")


def test_an_unknown_id_is_not_revoked(archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.keys.revoke("0" * 12)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\x1b[2Jb"])
def test_a_name_that_is_none_is_refused(archive: Archive, name: str) -> None:
    with pytest.raises(InvalidField):
        archive.keys.create(name=name, scopes=[Scope.READ], expires_at=None)
    with pytest.raises(InvalidField):
        archive.keys.create(name="Desk", scopes=[], expires_at=None)
    assert archive.keys.current() == {}


@ON_FILE
def test_what_another_process_does_is_seen_at_once(tmp_path: Path, archive: Archive) -> None:
    assert archive.keys.current() == {}

    def run(program: str, *words: str) -> str:
        command = [sys.executable, "-c", program, str(tmp_path), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        return done.stdout.strip()

    text = run(CREATE)
    key = archive.keys.check(text)
    assert key.name == "Other"
    run(REVOKE, key.id)
    with pytest.raises(KeyRefused, match="revoked"):
        archive.keys.check(text)


def test_when_a_key_was_used_is_kept(archive: Archive) -> None:
    key = archive.keys.check(make(archive, Scope.READ))
    assert key.last_used is None
    archive.keys.note_use(key.id, NOON)
    assert archive.keys.find(key.id).last_used == NOON


@ON_FILE
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE api_keys SET scopes = 'all'",
        "UPDATE api_keys SET digest = 'x'",
        "UPDATE api_keys SET expires_at = 'never'",
        "UPDATE api_keys SET expires_at = '2999-01-01T00:00:00.000+00:00'",
        "UPDATE api_keys SET scopes = 'admin'",
        "UPDATE api_keys SET name = 'Another'",
        "UPDATE api_keys SET row_digest = ''",
    ],
)
def test_a_damaged_key_opens_nothing(tmp_path: Path, archive: Archive, statement: str) -> None:
    text = make(archive, Scope.READ)
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(ArchiveDamaged):
        archive.keys.check(text)


@ON_FILE
def test_what_is_noted_of_a_damaged_key_does_not_make_it_whole(
    tmp_path: Path, archive: Archive
) -> None:
    text = make(archive, Scope.READ)
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        connection.execute("UPDATE api_keys SET scopes = 'admin'")
    connection.close()
    with pytest.raises(ArchiveDamaged):
        archive.keys.note_use(text.split("_")[1], NOON)
    with pytest.raises(ArchiveDamaged):
        archive.keys.current()
