"""Everything gone through: what is sound is called so, and what is not is named."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.archive.archive import FILE, Archive
from graph.archive.keys import Scope
from graph.archive.salvaging import salvage
from graph.claims.finding import Part
from graph.claims.publisher import Hearing
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Decision, Ruling
from graph.errors import InvalidField
from graph.network.strength import nobody
from graph.quads.iris import Iris
from graph.store.oxigraph import OxigraphStore
from graph.verifying import Comparison, Verified, verify
from tests.making import make_read, told

IRIS = Iris()
READS = [
    make_read(
        told("POL", "UKR"),
        told("IRN", "RUS", source="A ministry"),
        story=str(number),
        publisher=f"Paper {number % 2}",
    )
    for number in range(6)
]
GONE, JUDGED, PLAIN, MUTED = (READS[number].article.id for number in (1, 2, 3, 4))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay down a data folder that is sound."""
    folder = tmp_path_factory.mktemp("kept")
    with (
        Archive.open(folder) as archive,
        closing(OxigraphStore.open(folder / "store", IRIS)) as store,
    ):
        for read in READS:
            archive.add(read.article, read.reading)
        archive.withdraw(GONE, who="A desk", why="It was planted")
        claim, _ = READS[2].identified_claims()[0]
        archive.judge(JUDGED, claim, Ruling(decision=Decision.REJECT), who="Ada", why="No")
        archive.hear(MUTED, Hearing.MUTE, who="Bob", why="It floods")
        archive.keys.create(name="Desk", scopes=[Scope.REVIEW], expires_at=None)
        archive.keys.create(name="Other", scopes=[Scope.READ], expires_at=None)
        store.add_many(archive.since(0))
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    return shutil.copytree(kept, tmp_path / "data")


def look(folder: Path) -> Verified:
    return verify(folder, folder / "store", IRIS, nobody)


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount, "it changes something"


def whats(verified: Verified, part: Part) -> str:
    assert {each.part for each in verified.findings} == {part}
    return "; ".join(each.what for each in verified.findings)


def test_what_is_sound_is_called_so(folder: Path) -> None:
    verified = look(folder)
    assert verified.findings == ()
    assert (verified.articles, verified.whole, verified.damaged) == (len(READS), len(READS), ())
    assert (verified.store, verified.network) == (Comparison.COMPARED, Comparison.COMPARED)


@pytest.mark.parametrize(
    ("statement", "what", "article"),
    [
        (f"UPDATE articles SET text = text || '!' WHERE id = '{PLAIN}'", "damaged", PLAIN),
        (f"UPDATE articles SET url = 'x' WHERE id = '{PLAIN}'", "damaged", PLAIN),
        (f"UPDATE articles SET ingested_at = 'soon' WHERE id = '{PLAIN}'", "damaged", PLAIN),
        (f"UPDATE articles SET ingested_at = '2024-01-16T09:30:00+00:00' WHERE id = '{PLAIN}'",
         "not made when the article came in", PLAIN),
        (f"UPDATE readings SET version = '9' WHERE article_id = '{PLAIN}'", "reading", PLAIN),
        (f"UPDATE readings SET claims = '[]' WHERE article_id = '{PLAIN}'", "reading", PLAIN),
        (f"DELETE FROM readings WHERE article_id = '{PLAIN}'", "reading is lost", PLAIN),
        (f"DELETE FROM articles WHERE id = '{PLAIN}'", "lost", PLAIN),
        ("UPDATE changes SET kind = 'withdrown' WHERE sequence = 7", "cannot be", GONE),
        ("UPDATE changes SET kind = 'restored' WHERE sequence = 7", "cannot be", GONE),
        (f"DELETE FROM changes WHERE article_id = '{PLAIN}'", "changes 4 to 4 are lost", PLAIN),
        ("DELETE FROM decisions WHERE sequence = 7", "who decided so", GONE),
        ("UPDATE decisions SET why = NULL WHERE sequence = 7", "damaged", GONE),
        ("UPDATE decisions SET who = 'Eve' WHERE sequence = 7", "who decided so", GONE),
        ("UPDATE decisions SET made_at = '2024-01-16T09:30:00.000+00:00' WHERE sequence = 7",
         "who decided so", GONE),
        (f"UPDATE changes SET article_id = '{PLAIN}' WHERE sequence = 9",
         "change 9, publisher", None),
        ("UPDATE decisions SET who = 'Eve' WHERE sequence = 9", "verdict 9 on the publisher", None),
        ("UPDATE mutings SET decision = 'unmute'", "verdict 9 on the publisher 'paper-0'", None),
        ("UPDATE mutings SET publisher = 'paper-1'", "verdict 9 on the publisher", None),
        ("DELETE FROM mutings", "1 verdicts on publishers were given, and 0", None),
        ("UPDATE api_keys SET scopes = 'admin' WHERE name = 'Desk'", "the key ", None),
        ("UPDATE api_keys SET expires_at = '2024-01-16T09:30:00.000+00:00'", "the key ", None),
        ("UPDATE api_keys SET revoked_at = '2024-01-16T09:30:00.000+00:00'", "the key ", None),
        ("UPDATE audit SET key_id = 'x' WHERE id = 3", "entry 3 of the trail", None),
        ("UPDATE audit SET id = 99 WHERE id = 11", "entry 99 of the trail is damaged", None),
        ("DELETE FROM audit WHERE id IN (4, 5)", "entries 4 to 5 of the trail are lost", None),
        ("UPDATE decisions SET who = 'Eve' WHERE sequence = 8", "verdict 8", JUDGED),
        ("UPDATE verdicts SET decision = 'accept'", "verdict 8", JUDGED),
        ("DELETE FROM verdicts", "1 verdicts were given", None),
        ("UPDATE totals SET claims = claims + 1", "the total of claims", None),
        ("DELETE FROM withdrawn_claims WHERE rowid = 1", "withdrawn", GONE),
    ],
)  # fmt: skip
def test_damage_to_the_archive_is_named(
    folder: Path, statement: str, what: str, article: str | None
) -> None:
    change(folder, statement)
    verified = look(folder)
    assert what in whats(verified, Part.ARCHIVE)
    assert set(verified.damaged) <= {article}
    assert article in {each.article for each in verified.findings}
    assert verified.store == Comparison.UNFOUNDED


def test_a_brief_that_is_damaged_is_made_anew(folder: Path) -> None:
    look(folder)  # which makes them
    change(folder, "UPDATE briefs SET claims = x'00'")
    assert look(folder).findings == ()


def test_a_file_that_is_no_database_is_named(folder: Path) -> None:
    (folder / FILE).write_bytes(b"no database" * 1000)
    verified = look(folder)
    assert "file is not a database" in whats(verified, Part.ARCHIVE)
    assert verified.whole == 0


NODE = NamedNode("https://example.org/x")
STRANGE = Quad(NODE, NODE, Literal("x"), IRIS.graph(GONE))


def drop_one(name: NamedNode) -> Callable[[pyoxigraph.Store], None]:
    return lambda store: store.remove(next(store.quads_for_pattern(None, None, None, name)))


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        (lambda store: store.remove_graph(IRIS.graph(PLAIN)), "its quads are missing"),
        (drop_one(IRIS.graph(PLAIN)), "quads, where the archive makes"),
        (lambda store: store.add(STRANGE), "where the archive makes 0"),
        (lambda store: store.add(Quad(NODE, NODE, NODE, NODE)), "is of no article"),
        (drop_one(IRIS.supplies_graph()), "the graph"),
        (drop_one(IRIS.agents_graph()), "the graph"),
        (drop_one(IRIS.vocabulary_graph("aid")), "the graph"),
    ],
)
def test_a_store_that_does_not_agree_is_named_and_mended(
    folder: Path, harm: Callable[[pyoxigraph.Store], None], what: str
) -> None:
    raw = pyoxigraph.Store(str(folder / "store"))
    harm(raw)
    raw.flush()
    del raw
    assert what in whats(look(folder), Part.STORE)
    with (
        Archive.open(folder) as archive,
        closing(OxigraphStore.open(folder / "store", IRIS)) as store,
    ):
        store.clear()
        store.add_many(archive.since(0))
    assert look(folder).findings == ()


def test_a_store_that_is_behind_is_not_damaged(folder: Path) -> None:
    late = make_read(told("POL", "UKR"), story="late")
    with Archive.open(folder) as archive:
        archive.add(late.article, late.reading)
    assert look(folder).findings == ()


def test_a_store_that_is_ahead_tells_that_the_archive_lost_something(folder: Path) -> None:
    lost = [f"DELETE FROM {table} WHERE sequence = 9" for table in ("mutings", "decisions")]
    change(folder, *lost, "DELETE FROM changes WHERE sequence = 9")
    assert "taken in 9 changes, and the archive holds 8" in whats(look(folder), Part.STORE)


def test_a_store_that_is_held_or_not_there_is_said_to_be(folder: Path) -> None:
    with closing(OxigraphStore.open(folder / "store", IRIS)):
        assert look(folder).store == Comparison.HELD
    assert verify(folder, folder / "none", IRIS, nobody).store == Comparison.ABSENT


def timeless(reads: Iterator[ReadArticle]) -> dict[str, ReadArticle]:
    return {read.article.id: replace(read, sequence=0) for read in reads}


def test_what_is_whole_is_salvaged_with_all_that_was_decided(folder: Path, tmp_path: Path) -> None:
    with Archive.open(folder) as archive:
        before = timeless(archive.since(0))
    change(folder, f"UPDATE articles SET text = 'x' WHERE id = '{PLAIN}'")
    salvaged = salvage(folder / FILE, tmp_path / "saved")
    assert (salvaged.articles, salvaged.lost) == (len(READS) - 1, (PLAIN,))
    with Archive.open(tmp_path / "saved") as archive:
        assert timeless(archive.since(0)) == {
            each: read for each, read in before.items() if each != PLAIN
        }
    assert look(tmp_path / "saved").findings == ()
    with pytest.raises(InvalidField, match="There is an archive"):
        salvage(folder / FILE, tmp_path / "saved")


def test_keys_trail_and_muted_publishers_are_salvaged(folder: Path, tmp_path: Path) -> None:
    with Archive.open(folder) as archive:
        keys, entries = archive.keys.current(), list(archive.trail.entries())
        (held,) = archive.hearings("paper-0")
    desk, other = keys
    change(folder, f"UPDATE api_keys SET scopes = 'admin' WHERE id = '{other}'",
           f"UPDATE articles SET text = 'x' WHERE id = '{MUTED}'",
           "UPDATE audit SET subject = 'x' WHERE id = 2")  # fmt: skip
    salvaged = salvage(folder / FILE, tmp_path / "saved")
    assert (salvaged.keys, salvaged.entries) == (1, len(entries) - 1)
    assert salvaged.lost == (MUTED,)
    with Archive.open(tmp_path / "saved") as archive:
        assert archive.keys.current() == {desk: keys[desk]}
        saved = list(archive.trail.entries())
        assert archive.muted() == {"paper-0"}, "by another article of the same publisher"
        (again,) = archive.hearings("paper-0")
    assert again == held
    whole = [entry for entry in entries if entry.number != 2]
    assert [replace(one, number=0) for one in saved] == [replace(one, number=0) for one in whole]
    assert [entry.number for entry in saved] == list(range(1, len(entries)))
    assert look(tmp_path / "saved").findings == ()


def test_pages_that_are_overwritten_cost_what_was_on_them(folder: Path, tmp_path: Path) -> None:
    content = bytearray((folder / FILE).read_bytes())
    place = content.index(READS[3].article.text.encode())
    content[place : place + 200] = bytes(200)
    (folder / FILE).write_bytes(content)
    verified = look(folder)
    assert 0 < verified.whole < len(READS)
    salvaged = salvage(folder / FILE, tmp_path / "saved")
    assert salvaged.articles == verified.whole
    assert salvaged.lost == verified.damaged
