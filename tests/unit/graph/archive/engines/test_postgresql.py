"""What an archive on PostgreSQL does beyond what every archive does."""

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Timer

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Inspector, inspect

from graph.archive import migrations, schema
from graph.archive.archive import Archive, ArchiveCounts
from graph.archive.checking import check_scanned
from graph.archive.engines.choosing import has_archive, require_file, scan_archive
from graph.archive.engines.connecting import make_engine, read_address
from graph.archive.engines.postgresql import WRITERS, PostgresDatabase
from graph.archive.headings import Span
from graph.archive.keys import Scope
from graph.claims.publisher import Hearing
from graph.claims.verdict import Decision, Ruling
from graph.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveUnreachable,
    InvalidField,
    StorageError,
    StorageFull,
)
from tests.making import make_read, told
from tests.postgres import PASSWORD, Server

FOLDER = Path("unused")


def open_at(address: str) -> Archive:
    return Archive.open(FOLDER, address=address)


@pytest.fixture
def archive(database: str) -> Iterator[Archive]:
    with open_at(database) as opened:
        yield opened


def add(archive: Archive, story: str) -> int:
    read = make_read(told("POL", "UKR"), story=story)
    return archive.add(read.article, read.reading).sequence


def test_a_follower_misses_nothing_of_many_writers(database: str) -> None:
    writers, articles = 6, 25
    over = threading.Event()
    seen: list[int] = []

    def follow() -> None:
        last = 0
        with open_at(database) as follower:
            while not (over.is_set() and follower.sequence() == last):
                if follower.wait(last, 0.2) > last:
                    numbers = [read.sequence for read in follower.since(last)]
                    seen.extend(numbers)
                    last = numbers[-1]

    def write(writer: int) -> None:
        with open_at(database) as own:
            for number in range(0, articles, 5):
                some = [make_read(told("POL", "UKR"), story=f"{writer}-{number + one}")
                        for one in range(5)]  # fmt: skip
                own.add_many([(read.article, read.reading) for read in some])

    open_at(database).close()
    following = threading.Thread(target=follow)
    following.start()
    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    over.set()
    following.join()
    assert seen == list(range(1, writers * articles + 1)), "every number once, in order"
    with open_at(database) as archive:
        assert [entry.number for entry in archive.trail.entries()] == seen
        assert archive.counts().articles == len(seen)


def test_a_lower_number_is_never_seen_after_a_higher_one(database: str) -> None:
    """Two who write at once take turns: the second number is given when the first is seen."""
    with open_at(database) as one, open_at(database) as other:
        held = threading.Event()
        let_go = threading.Event()

        def hold() -> None:
            with one._engine.writing():
                held.set()
                let_go.wait(30)

        first = threading.Thread(target=hold)
        first.start()
        held.wait(30)
        with ThreadPoolExecutor(1) as pool:
            second = pool.submit(add, other, "second")
            time.sleep(0.2)
            assert not second.done()
            assert one.sequence() == 0, "readers do not wait"
            let_go.set()
            assert second.result() == 1
        first.join()


def test_whoever_waits_is_told_by_the_server(database: str) -> None:
    with open_at(database) as archive, open_at(database) as other:
        assert archive.wait(0, 0.05) == 0
        writer = Timer(0.1, add, args=(other, "one"))
        writer.start()
        assert archive.wait(0, 30) == 1
        writer.join()
        assert archive.wait(0, 30) == 1
        other.withdraw(only_article(other), who=None, why="It was planted")
        assert archive.wait(1, 30) == 2


def only_article(archive: Archive) -> str:
    (read,) = archive.since(0)
    return read.article.id


def test_each_change_notifies_of_its_number(database: str, postgres: Server) -> None:
    open_at(database).close()
    listening = psycopg.connect(database.replace("+psycopg", ""), autocommit=True)
    with closing(listening), open_at(database) as archive:
        listening.execute("LISTEN materiel")
        add(archive, "one")
        add(archive, "one")  # which changes nothing
        archive.trail.note_refusal("x")  # nor does this change an article
        add(archive, "two")
        told_of = [each.payload for each in listening.notifies(timeout=5, stop_after=2)]
        assert told_of == ["1", "2"]


def test_a_server_that_is_started_again_is_found_again(postgres: Server, database: str) -> None:
    with open_at(database) as archive:
        add(archive, "before")
        assert archive.wait(0, 1) == 1
        key, text = archive.keys.create(name="Desk", scopes=[Scope.READ], expires_at=None)
        postgres.stop()
        with pytest.raises(ArchiveUnreachable, match=r"does not answer|stopped meanwhile"):
            archive.sequence()
        with pytest.raises(ArchiveUnreachable):
            add(archive, "meanwhile")
        with pytest.raises(ArchiveUnreachable):
            archive.wait(1, 0.1)
        postgres.start()
        assert archive.sequence() == 1
        assert archive.wait(0, 1) == 1
        assert add(archive, "after") == 2
        assert archive.keys.check(text) == key
        assert len(list(archive.since(0))) == 2


def test_one_that_is_cut_off_in_the_middle_keeps_nothing_of_it(
    postgres: Server, database: str
) -> None:
    with open_at(database) as archive:
        with pytest.raises(ArchiveUnreachable, match="Whether the last change was kept"):  # noqa: PT012, SIM117
            with archive._engine.writing() as connection:
                connection.exec_driver_sql("UPDATE totals SET articles = 99")
                postgres.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    f"WHERE datname = '{name_of(database)}'"
                )
                connection.exec_driver_sql("SELECT 1")
        assert archive.counts() == ArchiveCounts(articles=0, claims=0, readings=0, withdrawn=0)
        assert add(archive, "after") == 1


def name_of(address: str) -> str:
    return address.partition("@/")[2].partition("?")[0]


def test_errors_are_told_in_our_words_and_hold_no_secret(postgres: Server, database: str) -> None:
    wrong = postgres.address(name_of(database), password="n0t-it")
    nowhere = re.sub(r"host=.*", "host=%2Fnowhere", database)
    absent = postgres.address("absent")
    closed = "postgresql://tester:n0t-it@127.0.0.1:1/x"
    for address, said in (
        (wrong, "lets nobody in so: .*password.*Check user, password and database"),
        (absent, 'lets nobody in so: .*"absent" does not exist'),
        (nowhere, "does not answer.*Check host and port in MATERIEL_ARCHIVE"),
        (closed, "does not answer.*Check host and port"),
    ):
        with pytest.raises(ArchiveUnreachable) as failed:
            open_at(address)
        assert re.search(said, str(failed.value)), str(failed.value)
        told_ = "".join(map(str, chain(failed.value)))
        assert "n0t-it" not in told_
        assert PASSWORD not in told_


def chain(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{error!r} {error}"
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("mysql://tester:n0t-it@host/x", "begins with 'mysql'"),
        ("sqlite:///x", "begins with 'sqlite'"),
        ("postgresql://tester:n0t-it@host", "names no database"),
        ("postgresql://tester:n0t-it@host:port/x", "is no address"),
        ("n0t-it", "is no address"),
    ],
)
def test_an_address_that_is_none_is_refused_and_not_shown(address: str, what: str) -> None:
    with pytest.raises(InvalidField, match=what) as refused:
        open_at(address)
    assert "n0t-it" not in f"{refused.value} {refused.value.value} {refused.value.field}"


def test_what_shows_an_engine_shows_no_password(database: str) -> None:
    address = read_address(f"{database}&password=n0t-it")
    assert "n0t-it" not in f"{address} {address!r} {address.place}"
    assert PASSWORD not in repr(address)
    assert address.place.startswith("archive_")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("53100", StorageFull),
        ("55P03", ArchiveLocked),
        ("40001", ArchiveLocked),
        ("XX001", ArchiveDamaged),
        ("57P01", ArchiveUnreachable),
        ("42501", StorageError),
        ("22012", StorageError),
    ],
)
def test_what_the_server_says_becomes_one_of_ours_and_keeps_nothing(
    archive: Archive, code: str, kind: type[StorageError]
) -> None:
    with archive._engine.writing() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END$$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER fails BEFORE INSERT ON audit EXECUTE FUNCTION fail()"
        )
    with pytest.raises(StorageError) as failed:
        add(archive, "one")
    assert type(failed.value) is kind
    assert (archive.sequence(), archive.counts().articles) == (0, 0)
    with archive._engine.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER fails ON audit")
    assert add(archive, "one") == 1, "and heals"


def test_one_that_waits_too_long_for_another_says_so(archive: Archive, database: str) -> None:
    other = psycopg.connect(database.replace("+psycopg", ""))
    with closing(other):
        other.execute(f"SELECT pg_advisory_xact_lock({WRITERS})")
        with pytest.raises(ArchiveLocked, match="kept by another process"):
            archive.check_writable(0.05)
        other.rollback()
        archive.check_writable(0.05)
    assert archive.counts().articles == 0


def test_an_archive_that_may_only_be_read_says_so(postgres: Server, database: str) -> None:
    with open_at(database) as archive:
        add(archive, "one")
    name = name_of(database)
    for statement in (
        f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
    ):
        postgres.run(statement, name)
    with open_at(postgres.address(name, user="reader")) as archive:
        assert archive.sequence() == 1
        with pytest.raises(StorageError, match=r"may not be read or written .*permission denied"):
            add(archive, "two")


def test_a_database_that_cannot_hold_every_text_is_refused(postgres: Server) -> None:
    options = "TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
    address = postgres.make_database(options)
    with pytest.raises(StorageError, match="is in LATIN1, which cannot hold every text"):
        open_at(address)
    postgres.drop(address)


def test_a_database_of_something_else_is_not_taken_over(postgres: Server, database: str) -> None:
    postgres.run("CREATE TABLE recipes (name TEXT)", name_of(database))
    with pytest.raises(StorageError, match="no archive of Materiel"):
        open_at(database)
    assert not has_archive(FOLDER, database)


def test_processes_that_make_an_archive_at_once_agree(database: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(lambda _: open_at(database), range(6)))
    for number, archive in enumerate(opened):
        assert add(archive, str(number)) == number + 1
        archive.close()
    assert has_archive(FOLDER, database)


def test_texts_keep_what_postgresql_does_not_take(archive: Archive) -> None:
    stories = ("a \0 b", "a \x10 b", "\x10\x10\0\x100\x101", "\x100", "Ünï \U0001f680")
    for story in stories:
        read = make_read(told("POL", "UKR"), story=story, publisher=f"The {story} Gazette")
        archive.add(read.article, read.reading)
        found = archive.find(read.article.id)
        assert found is not None
        assert found.article == read.article
        why = f"Because of {story}"
        gone = archive.withdraw(read.article.id, who=story, why=why).read
        assert archive.find(read.article.id) == gone
        archive.restore(read.article.id, who=None, why=None)
        archive.trail.note_refusal(story)
        heading = archive.headings(Span(limit=1, newest_first=True)).rows[0]
        assert (heading.characters, heading.claims) == (len(read.article.text), 1)
        assert heading.publisher == read.article.publisher
    assert archive.find("\0") is None
    assert not archive.known("\x10")
    refused = [each.subject for each in archive.trail.entries() if each.action == "refused"]
    assert refused == list(stories)


def test_a_long_name_of_a_publisher_can_be_muted(archive: Archive) -> None:
    name = " ".join(f"word{number}" for number in range(3000))
    read = make_read(told("POL", "UKR"), publisher=name)
    archive.add(read.article, read.reading)
    muted = archive.hear(read.article.id, Hearing.MUTE, who="Ada", why="It floods")
    assert archive.muted() == {muted.verdict.publisher}


def test_a_read_sees_one_state(database: str) -> None:
    with open_at(database) as archive, open_at(database) as other:
        add(archive, "one")
        with archive._engine.reading() as connection:
            before = connection.exec_driver_sql("SELECT articles FROM totals").scalar()
            add(other, "two")
            after = connection.exec_driver_sql("SELECT articles FROM totals").scalar()
        assert (before, after) == (1, 1)
        with pytest.raises(StorageError), archive._engine.reading() as connection:
            connection.exec_driver_sql("UPDATE totals SET articles = 9")


def test_commits_are_synced_whatever_the_server_does_by_itself(
    postgres: Server, database: str
) -> None:
    postgres.run(f"ALTER DATABASE {name_of(database)} SET synchronous_commit = off")
    with open_at(database) as archive, archive._engine.writing() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    postgres.run(f"ALTER DATABASE {name_of(database)} SET synchronous_commit = remote_apply")
    with open_at(database) as archive, archive._engine.writing() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "remote_apply"


def fill(archive: Archive) -> None:
    for number in range(3):
        add(archive, str(number))
    reads = list(archive.since(0))
    claim, _ = reads[0].identified_claims()[0]
    archive.judge(reads[0].article.id, claim, Ruling(decision=Decision.REJECT), who="Ada", why="No")
    archive.withdraw(reads[1].article.id, who="Bob", why="It was planted")
    archive.hear(reads[2].article.id, Hearing.MUTE, who="Bob", why="It floods")
    archive.keys.create(name="Desk", scopes=[Scope.READ], expires_at=None)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE articles SET text = text || '!' WHERE ingested_at IS NOT NULL", "is damaged"),
        ("UPDATE readings SET claims = '[]'", "its reading is damaged"),
        ("UPDATE decisions SET who = 'Eve'", "who decided so, or why or when, is damaged"),
        ("UPDATE mutings SET decision = 'unmute'", "on the publisher"),
        ("UPDATE api_keys SET scopes = 'admin'", "the key"),
        ("UPDATE audit SET subject = 'x' WHERE id = 2", "entry 2 of the trail"),
        ("UPDATE totals SET claims = 9", "the total of claims"),
    ],
)
def test_damage_is_named(postgres: Server, database: str, statement: str, what: str) -> None:
    with open_at(database) as archive:
        fill(archive)
    assert check_scanned(scan_archive(FOLDER, database)).findings == []
    postgres.run(statement, name_of(database))
    found = check_scanned(scan_archive(FOLDER, database)).findings
    assert any(what in each.what for each in found), found


def test_all_revisions_make_the_tables_of_a_new_archive(postgres: Server, database: str) -> None:
    with open_at(database) as archive, archive._engine.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.tables) == []
        new = inspect(connection)
        wanted = {table: shape(new, table) for table in new.get_table_names()}
    empty = postgres.make_database()
    engine = make_engine(read_address(empty))
    with engine.begin() as connection:
        command.upgrade(migrations.configure(connection), "head")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.tables) == []
        made = inspect(connection)
        assert {table: shape(made, table) for table in made.get_table_names()} == wanted
    engine.dispose()
    with open_at(empty) as archive:
        assert add(archive, "one") == 1
    postgres.drop(empty)


def shape(found: Inspector, table: str) -> object:
    columns = [{name: str(value) for name, value in each.items()}
               for each in found.get_columns(table)]  # fmt: skip
    return sorted(columns, key=lambda each: each["name"]), sorted(
        str(each["name"]) for each in found.get_indexes(table)
    )


def test_what_works_on_files_says_what_to_do_instead(database: str) -> None:
    with pytest.raises(InvalidField, match="pg_dump") as refused:
        require_file(database, "A backup by copying")
    assert PASSWORD not in str(refused.value)
    require_file(None, "A backup by copying")


def test_bad_places_do_not_leave_connections(postgres: Server, database: str) -> None:
    opened = PostgresDatabase.open(database)
    opened.close()
    opened.close()
    count = postgres.run(
        f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name_of(database)}'"
    )
    assert count == [(0,)]
