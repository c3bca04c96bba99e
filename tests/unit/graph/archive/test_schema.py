import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from graph.archive import migrations, schema
from graph.archive.archive import FILE, Archive, ArchiveCounts
from graph.archive.checking import check_archive
from graph.archive.deciding import write_moment
from graph.archive.digests import row_digest
from graph.archive.keys import Scope
from graph.archive.rows import write_rows
from graph.archive.schema import SCHEMA_VERSION
from graph.claims.reading import ReadArticle, Withdrawal
from graph.claims.verdict import Decision, Ruling
from graph.errors import ArchiveDamaged, StorageError
from tests.making import READ_AT, make_read, told

ROOT = Path(__file__).parents[4]
OLD = {
    version: Path(__file__).with_name(f"version_{version}.sql")
    for version in range(1, SCHEMA_VERSION)
}

OPEN = """
import sys
from pathlib import Path
from graph.archive.archive import Archive

with Archive.open(Path(sys.argv[1])) as archive:
    print(archive.counts().articles)
"""


def run(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def test_an_archive_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    newer = SCHEMA_VERSION + 1
    run(tmp_path / FILE, f"UPDATE meta SET value = '{newer}' WHERE key = 'schema_version'")
    with pytest.raises(StorageError, match=f"version {newer} .* newer Materiel"):
        Archive.open(tmp_path)


@pytest.mark.parametrize("version", ["x", "", "0"])
def test_a_version_that_is_none_is_damage(tmp_path: Path, version: str) -> None:
    Archive.open(tmp_path).close()
    run(tmp_path / FILE, f"UPDATE meta SET value = '{version}' WHERE key = 'schema_version'")
    with pytest.raises(ArchiveDamaged, match="does not tell its version"):
        Archive.open(tmp_path)


def test_another_sqlite_file_is_not_taken_over(tmp_path: Path) -> None:
    run(tmp_path / FILE, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StorageError, match="no archive of Materiel"):
        Archive.open(tmp_path)


def test_every_table_is_made(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert set(schema.tables.tables) <= names
    assert {"articles", "readings", "changes", "verdicts", "meta", "totals"} <= names


def old_archive(folder: Path, reads: Iterable[ReadArticle], version: int = 1) -> sqlite3.Connection:
    """Make an archive as a version did; the connection stays open, as that of its program."""
    connection = sqlite3.connect(folder / FILE)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript(OLD[version].read_text(encoding="utf-8"))
    for read in reads:
        add_as_old_versions(connection, read)
    return connection


def add_as_old_versions(connection: sqlite3.Connection, read: ReadArticle) -> None:
    rows = write_rows(read.article, read.reading, now=READ_AT)
    change = {"sequence": read.sequence, "article_id": read.article.id, "kind": "added"}
    with connection:
        put(connection, "articles", rows.article)
        put(connection, "readings", rows.reading)
        put(connection, "changes", change)
        connection.execute(
            "UPDATE totals SET articles = articles + 1, claims = claims + ?, "
            "readings = readings + 1",
            [rows.claims],
        )


def put(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    names, places = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(row.values()))


def shape(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    names = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    found = {
        name: [*connection.execute(f"PRAGMA table_info({name})").fetchall(),
               *connection.execute(f"PRAGMA index_info({name})").fetchall()]
        for (name,) in names
    }  # fmt: skip
    connection.close()
    return found


@pytest.fixture
def reads() -> list[ReadArticle]:
    return [
        make_read(told("POL", "UKR"), told("IRN", "RUS"), story="one", sequence=1),
        make_read(told("POL", "UKR"), story="two", sequence=2),
    ]


@pytest.mark.parametrize("version", OLD)
def test_an_archive_of_an_old_version_is_brought_up_to_date(
    tmp_path: Path, reads: list[ReadArticle], version: int
) -> None:
    old_archive(tmp_path, reads, version).close()
    with Archive.open(tmp_path) as archive:
        assert list(archive.since(0)) == reads
        assert archive.counts() == ArchiveCounts(articles=2, claims=3, readings=2, withdrawn=0)
        withdrawn = archive.withdraw(reads[0].article.id, who=None, why="It was planted").read
        assert archive.counts() == ArchiveCounts(articles=1, claims=1, readings=1, withdrawn=1)
        claim_id, _ = reads[1].identified_claims()[0]
        rejection = Ruling(decision=Decision.REJECT)
        judged = archive.judge(reads[1].article.id, claim_id, rejection, who="Ada", why="No").read
    with Archive.open(tmp_path) as archive:
        assert list(archive.since(0)) == [withdrawn, judged]
    assert check_archive(tmp_path / FILE).findings == []
    new = tmp_path / "new"
    Archive.open(new).close()
    assert shape(tmp_path / FILE) == shape(new / FILE)


def test_what_version_2_withdrew_stays_withdrawn(tmp_path: Path, reads: list[ReadArticle]) -> None:
    old = old_archive(tmp_path, reads, 2)
    change = {"sequence": 3, "article_id": reads[0].article.id, "kind": "withdrawn"}
    made_at = write_moment(READ_AT)
    note = {"sequence": 3, "who": None, "why": "It was planted", "made_at": made_at}
    with old:
        put(old, "changes", change)
        put(old, "decisions", note)
        put(old, "withdrawn_claims", {"claim_id": "c" * 32, "article_id": reads[0].article.id})
    old.close()
    with Archive.open(tmp_path) as archive:
        (gone,) = archive.withdrawn()
        assert gone.withdrawn == Withdrawal(at=READ_AT, who=None, why="It was planted")
        assert archive.find_withdrawn("c" * 32) == gone


def test_what_version_6_kept_of_people_gets_digests(
    tmp_path: Path, reads: list[ReadArticle]
) -> None:
    old = old_archive(tmp_path, reads, 6)
    made_at = write_moment(READ_AT)
    note = {"who": "Ada", "why": "It floods", "made_at": made_at}
    muting = {"sequence": 4, "publisher": "gazette", "name": "Gazette", "decision": "mute"}
    names = ("sequence", "publisher", "name", "decision", "who", "why", "made_at")
    signed = {**muting, "digest": row_digest({**muting, **note}, names)}
    key = {"id": "a" * 12, "digest": "b" * 64, "name": "Desk", "scopes": "read review",
           "created_at": made_at, "last_used": made_at}  # fmt: skip
    entry = {"at": made_at, "door": "http", "key_id": "a" * 12, "action": "refused",
             "subject": "x", "outcome": "forbidden"}  # fmt: skip
    with old:
        for sequence, kind in ((3, "withdrawn"), (4, "publisher")):
            article = reads[sequence - 3].article.id
            put(old, "changes", {"sequence": sequence, "article_id": article, "kind": kind})
            put(old, "decisions", {"sequence": sequence, **note})
        put(old, "mutings", signed)
        put(old, "api_keys", key)
        for number in range(1, 2002):  # more than are signed at a time
            put(old, "audit", {"id": number, **entry})
    old.close()
    with Archive.open(tmp_path) as archive:
        (gone,) = archive.withdrawn()
        assert gone.withdrawn == Withdrawal(at=READ_AT, who="Ada", why="It floods")
        assert archive.muted() == {"gazette"}
        held = archive.keys.find("a" * 12)
        assert held.scopes == {Scope.READ, Scope.REVIEW}
        assert held.last_used == READ_AT
        assert len(list(archive.trail.entries())) == 2001
    found = [each.what for each in check_archive(tmp_path / FILE).findings]
    assert all("the total of" in what or "noted as withdrawn" in what for what in found), found


def test_a_new_archive_is_what_all_revisions_make_of_an_empty_file(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / FILE}")
    with engine.begin() as connection:
        command.upgrade(migrations.configure(connection), "head")
        assert compare_metadata(MigrationContext.configure(connection), schema.tables) == []
        script = ScriptDirectory.from_config(migrations.configure(connection))
    engine.dispose()
    assert script.get_heads() == [schema.revision_of(SCHEMA_VERSION)]
    Archive.open(tmp_path / "new").close()
    assert shape(tmp_path / FILE) == shape(tmp_path / "new" / FILE)
    with Archive.open(tmp_path) as archive:
        assert archive.counts() == ArchiveCounts(articles=0, claims=0, readings=0, withdrawn=0)


def test_an_archive_that_is_up_to_date_is_opened_without_alembic(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    program = f"{OPEN}\nprint('alembic' in sys.modules)"
    opening = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(opening, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["0", "False"]


def test_verdicts_that_no_version_wrote_are_not_thrown_away(
    tmp_path: Path, reads: list[ReadArticle]
) -> None:
    old = old_archive(tmp_path, reads, 2)
    strange = {"article_id": reads[0].article.id, "claim_id": "c" * 32, "verdict": "yes",
               "who": "Ada", "made_at": "now"}  # fmt: skip
    with old:
        put(old, "verdicts", strange)
    old.close()
    with pytest.raises(StorageError, match="verdicts of a kind that is not known"):
        Archive.open(tmp_path)


def test_a_program_of_version_1_goes_on_beside_it(tmp_path: Path, reads: list[ReadArticle]) -> None:
    old = old_archive(tmp_path, reads)
    with Archive.open(tmp_path) as archive:
        archive.withdraw(reads[0].article.id, who=None, why="It was planted")
        (last,) = old.execute("SELECT max(sequence) FROM changes").fetchone()
        assert last == 3
        late = make_read(told("POL", "UKR"), story="late", sequence=4)
        add_as_old_versions(old, late)
        assert list(archive.since(3)) == [late]
        assert archive.counts() == ArchiveCounts(articles=2, claims=2, readings=2, withdrawn=1)
    old.close()


def test_an_upgrade_that_fails_changes_nothing(
    tmp_path: Path, reads: list[ReadArticle], monkeypatch: pytest.MonkeyPatch
) -> None:
    old_archive(tmp_path, reads).close()
    before = shape(tmp_path / FILE)
    upgrade = migrations.upgrade

    def fail(connection: Connection, version: int) -> None:
        upgrade(connection, version)
        raise RuntimeError("the power went")

    monkeypatch.setattr(migrations, "upgrade", fail)
    with pytest.raises(RuntimeError, match="the power went"):
        Archive.open(tmp_path)
    assert shape(tmp_path / FILE) == before
    monkeypatch.undo()
    with Archive.open(tmp_path) as archive:
        assert list(archive.since(0)) == reads


def test_processes_that_upgrade_at_once_agree(tmp_path: Path, reads: list[ReadArticle]) -> None:
    old_archive(tmp_path, reads).close()
    command = [sys.executable, "-c", OPEN, str(tmp_path)]
    children = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(3)
    ]
    assert [child.communicate()[0] for child in children] == ["2\n"] * 3


def test_a_decision_that_is_damaged_is_not_passed_over(
    tmp_path: Path, reads: list[ReadArticle]
) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add(reads[0].article, reads[0].reading)
        archive.withdraw(reads[0].article.id, who=None, why="It was planted")
    for statement in ("UPDATE decisions SET why = 'It was true'",
                      "UPDATE decisions SET made_at = 'soon'", "DELETE FROM decisions",
                      "UPDATE changes SET kind = 'withdrown' WHERE sequence = 2"):  # fmt: skip
        run(tmp_path / FILE, statement)
        with (
            Archive.open(tmp_path) as archive,
            pytest.raises(ArchiveDamaged, match=f"Article {reads[0].article.id}"),
        ):
            archive.find(reads[0].article.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verdicts SET decision = 'accept'",
        "UPDATE verdicts SET decision = 'perhaps'",
        'UPDATE verdicts SET correction = \'{"supplier":"SVK"}\'',
        "UPDATE verdicts SET correction = 'x'",
        "UPDATE decisions SET who = 'Someone else'",
    ],
)
def test_a_verdict_that_is_damaged_is_not_passed_over(
    tmp_path: Path, reads: list[ReadArticle], statement: str
) -> None:
    article_id = reads[0].article.id
    claim_id, _ = reads[0].identified_claims()[0]
    with Archive.open(tmp_path) as archive:
        archive.add(reads[0].article, reads[0].reading)
        ruling = Ruling(decision=Decision.CORRECT, correction=(("supplier", "CZE"),))
        archive.judge(article_id, claim_id, ruling, who="Ada", why="Misread")
    run(tmp_path / FILE, statement)
    with Archive.open(tmp_path) as archive:
        with pytest.raises(ArchiveDamaged, match=f"Article {article_id}"):
            archive.find(article_id)
        with pytest.raises(ArchiveDamaged, match=f"Article {article_id}"):
            archive.verdicts(claim_id)


def test_a_time_that_is_damaged_is_not_passed_over(
    tmp_path: Path, reads: list[ReadArticle]
) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add(reads[0].article, reads[0].reading)
    run(tmp_path / FILE, "UPDATE articles SET ingested_at = 'soon'")
    with Archive.open(tmp_path) as archive, pytest.raises(ArchiveDamaged, match="'soon'"):
        archive.changed_at(1)
