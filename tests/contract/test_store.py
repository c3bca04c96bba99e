"""What every store keeps to, whoever makes it: the protocol of `graph/store/protocol.py`."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse
from pyoxigraph import Store as Plain

from graph.claims.claim import Status
from graph.claims.reading import ReadArticle, Withdrawal
from graph.errors import StorageError
from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_quads
from graph.store.describe import describe
from graph.store.export import every_quad
from graph.store.formats import FORMATS, ExportFormat
from graph.store.oxigraph import OxigraphStore
from graph.store.protocol import Store
from graph.store.remote.endpoints import Endpoints
from graph.store.remote.store import RemoteStore
from ontology.terms import MA, RDF
from tests.inventing import read_articles
from tests.making import make_read, told
from tests.quads import read_reading
from tests.servers import serving, wipe

IRIS = Iris(base="https://example.org/id/")
Opener = Callable[[Path], Store]


EMBEDDED = "embedded"


@pytest.fixture(scope="module", params=[EMBEDDED, "oxigraph serve", "virtuoso"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Endpoints | None]:
    """Run a server for all tests of a kind of store; None for the embedded one."""
    if request.param == EMBEDDED:
        yield None
        return
    with serving(request.param, tmp_path_factory.mktemp("server")) as endpoints:
        yield endpoints


@pytest.fixture
def opener(server: Endpoints | None) -> Opener:
    """Open a store in a folder, again if it is there already; on a server, that of the test."""
    if server is None:
        return lambda folder: OxigraphStore.open(folder, IRIS)
    wipe(server, IRIS.base)
    return lambda folder: RemoteStore.open(server, IRIS, folder / "scratch")


@pytest.fixture
def store(opener: Opener, tmp_path: Path) -> Iterator[Store]:
    with closing(opener(tmp_path / "store")) as opened:
        yield opened


def held(store: Store) -> set[Quad]:
    content = b"".join(store.dump(ExportFormat.NQUADS))
    return set(parse(content, format=RdfFormat.N_QUADS))


def edges(store: Store) -> set[tuple[str, str]]:
    return {
        (IRIS.id_of(quad.subject), IRIS.id_of(quad.object))  # type: ignore[arg-type]
        for quad in held(store)
        if quad.predicate == MA.SUPPLIES
    }


def again(read: ReadArticle, *claims: dict[str, object], sequence: int) -> ReadArticle:
    """Read the same article anew, with other claims that rest on its first words."""
    other = make_read(*claims, story="other")
    text = read.article.text
    moved = tuple(
        replace(claim, passage=replace(claim.passage, quote=text[:5], start=0, end=5))
        for claim in other.reading.claims
    )
    reading = replace(other.reading, article_id=read.article.id, claims=moved)
    return ReadArticle(article=read.article, reading=reading, sequence=sequence)


def gone(read: ReadArticle, *, sequence: int) -> ReadArticle:
    """Withdraw an article."""
    withdrawal = Withdrawal(at=datetime(2025, 1, 2, tzinfo=UTC), who=None, why="It was planted")
    return replace(read, sequence=sequence, withdrawn=withdrawal)


def test_a_new_store_holds_the_vocabulary_at_sequence_0(store: Store) -> None:
    assert store.sequence() == 0
    assert held(store) >= set(vocabulary_quads(IRIS))
    assert held(store) == set(every_quad([], IRIS))


def test_an_article_is_there_whole_after_it_was_added(store: Store) -> None:
    read = make_read(
        told("POL", "UKR", source="Warsaw"), told("name:example-arms", "UKR"), sequence=7
    )
    store.add(read)
    assert store.sequence() == 7
    assert held(store) == set(every_quad([read], IRIS))
    assert read_reading(held(store) - set(vocabulary_quads(IRIS)), IRIS) == read.reading


def test_what_is_added_stays_when_the_store_is_opened_again(opener: Opener, tmp_path: Path) -> None:
    read = make_read(told("POL", "UKR"), sequence=3)
    with closing(opener(tmp_path)) as store:
        store.add(read)
    with closing(opener(tmp_path)) as store:
        assert store.sequence() == 3
        assert held(store) == set(every_quad([read], IRIS))


def test_adding_the_same_again_changes_nothing(store: Store) -> None:
    read = make_read(told("POL", "UKR", source="Warsaw"), sequence=2)
    store.add(read)
    before = held(store)
    store.add(read)
    assert held(store) == before


def test_a_new_reading_replaces_the_old_one(store: Store) -> None:
    old = make_read(
        told("POL", "UKR", source="Warsaw"), told("name:example-arms", "UKR"), sequence=1
    )
    new = again(old, told("IRN", "RUS", source="Tehran"), sequence=2)
    store.add(old)
    store.add(new)
    assert held(store) == set(every_quad([new], IRIS))
    assert store.sequence() == 2


def test_an_edge_goes_with_the_last_claim_that_supports_it(store: Store) -> None:
    one = make_read(told("IRN", "RUS"), told("PRK", "RUS"), story="one", sequence=1)
    two = make_read(told("IRN", "RUS", source="Tehran"), story="two", sequence=2)
    store.add_many([one, two])
    assert edges(store) == {("IRN", "RUS"), ("PRK", "RUS")}
    store.add(again(one, told("IRN", "RUS", status=Status.DENIED), sequence=3))
    assert edges(store) == {("IRN", "RUS")}
    store.add(again(two, sequence=4))
    assert edges(store) == set()


def test_a_source_that_others_name_stays_when_one_article_forgets_it(store: Store) -> None:
    one = make_read(told("IRN", "RUS", source="Kyiv"), story="one", sequence=1)
    two = make_read(told("IRN", "RUS", source="Kyiv"), story="two", sequence=2)
    store.add_many([one, two])
    forgotten = again(one, sequence=3)
    store.add(forgotten)
    assert held(store) == set(every_quad([two, forgotten], IRIS))


def test_a_withdrawn_article_leaves_nothing_that_rests_on_it_alone(store: Store) -> None:
    one = make_read(
        told("IRN", "RUS", source="Kyiv"), told("name:example-arms", "RUS"), story="1", sequence=1
    )
    two = make_read(told("IRN", "RUS", source="Kyiv"), story="2", publisher="Other", sequence=2)
    store.add_many([one, two])
    store.add(gone(one, sequence=3))
    assert store.sequence() == 3
    assert held(store) == set(every_quad([replace(two, sequence=3)], IRIS))
    assert edges(store) == {("IRN", "RUS")}
    store.add(gone(two, sequence=4))
    assert held(store) == set(every_quad([gone(two, sequence=4)], IRIS))
    assert edges(store) == set()
    store.add(replace(one, sequence=5))
    assert held(store) == set(every_quad([replace(one, sequence=5)], IRIS))


def test_what_was_withdrawn_before_it_was_seen_never_comes(store: Store) -> None:
    store.add(gone(make_read(told("POL", "UKR"), sequence=1), sequence=2))
    assert store.sequence() == 2
    assert store.dump_graph(IRIS.graph(make_read(told("POL", "UKR")).article.id).value,
                            ExportFormat.NQUADS) is None  # fmt: skip


def test_an_article_withdrawn_while_another_of_its_batch_comes_takes_nothing_from_it(
    store: Store,
) -> None:
    one = make_read(told("IRN", "RUS", source="Kyiv"), story="1", sequence=1)
    two = make_read(told("IRN", "RUS", source="Kyiv"), story="2", sequence=2)
    store.add(one)
    store.add_many([two, gone(one, sequence=3)])
    assert held(store) == set(every_quad([two, gone(one, sequence=3)], IRIS))
    assert edges(store) == {("IRN", "RUS")}


def test_a_bulk_load_follows_what_is_withdrawn_and_restored_meanwhile(store: Store) -> None:
    reads = [
        make_read(told("POL", "UKR", source=str(n % 7)), story=str(n), sequence=n + 1)
        for n in range(450)
    ]
    reads[3], reads[9] = gone(reads[3], sequence=4), gone(reads[9], sequence=10)
    meanwhile = [
        gone(reads[5], sequence=451),
        replace(reads[3], sequence=452, withdrawn=None),
        make_read(told("IRN", "RUS"), story="late", sequence=453),
    ]
    store.add_many([*reads, *meanwhile])
    assert store.sequence() == 453
    standing = [read for number, read in enumerate(reads) if number not in {3, 5, 9}]
    assert held(store) == set(every_quad([*standing, *meanwhile], IRIS))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(reads=st.lists(read_articles(), max_size=4, unique_by=lambda read: read.article.id))
def test_a_store_holds_what_the_export_of_the_same_readings_says(
    reads: list[ReadArticle], store: Store
) -> None:
    store.clear()
    store.add_many(reads)
    assert held(store) == set(every_quad(reads, IRIS))
    triples = [quad.triple for quad in held(store)]
    assert len(triples) == len(set(triples)), "a triple in two graphs is counted twice by queries"


@pytest.mark.parametrize("count", [5, 450], ids=["few", "many"])
def test_many_at_once_are_the_same_as_one_by_one(store: Store, count: int) -> None:
    reads = [
        make_read(told("POL", "UKR"), story=str(number), sequence=number + 1)
        for number in range(count)
    ]
    newer = again(reads[0], told("IRN", "RUS"), sequence=count + 1)
    store.add_many([*reads, newer])
    assert store.sequence() == count + 1
    assert held(store) == set(every_quad([*reads[1:], newer], IRIS))


def test_readings_that_fail_to_come_leave_no_half_article(store: Store) -> None:
    def failing() -> Iterator[ReadArticle]:
        for number in range(300):
            yield make_read(told("POL", "UKR"), story=str(number), sequence=number + 1)
        raise RuntimeError("the archive went away")

    with pytest.raises(RuntimeError):
        store.add_many(failing())
    whole = {q.subject for q in held(store) if q.predicate == RDF.TYPE and q.object == MA.CLAIM}
    assert len(whole) == store.sequence()


def test_clear_leaves_the_vocabulary_alone(store: Store) -> None:
    store.add(make_read(told("POL", "UKR"), sequence=4))
    store.clear()
    assert store.sequence() == 0
    assert held(store) == set(every_quad([], IRIS))


def test_the_revision_tells_content_apart(store: Store) -> None:
    seen = {store.revision()}
    store.add(make_read(told("POL", "UKR"), sequence=1))
    seen.add(store.revision())
    store.clear()
    seen.add(store.revision())
    store.add_many([make_read(story=str(n), sequence=n + 1) for n in range(250)])
    seen.add(store.revision())
    assert len(seen) == 4


@pytest.mark.parametrize("export_format", ExportFormat)
def test_a_dump_reads_as_what_the_store_holds(store: Store, export_format: ExportFormat) -> None:
    read = make_read(told("POL", "UKR", source='A "source"\n'), sequence=1)
    store.add(read)
    facts = FORMATS[export_format]
    dumped = set(parse(b"".join(store.dump(export_format)), format=facts.rdf))
    if facts.has_graphs:
        assert dumped == held(store)
    else:
        assert {quad.triple for quad in dumped} == {quad.triple for quad in held(store)}


def test_a_dump_that_nobody_finishes_lets_the_store_go(opener: Opener, tmp_path: Path) -> None:
    with closing(opener(tmp_path)) as store:
        dump = store.dump(ExportFormat.TURTLE)
        assert next(dump)
        dump.close()  # type: ignore[attr-defined]
    opener(tmp_path).close()


def test_a_snapshot_is_a_copy_that_stays_as_it_was(
    store: Store, opener: Opener, server: Endpoints | None
) -> None:
    if server is not None:
        with pytest.raises(StorageError, match="use the backup of that server"):
            store.snapshot(store.scratch / "copy")
        return
    read = make_read(told("POL", "UKR"), sequence=1)
    store.add(read)
    copy = store.scratch / "copy"
    store.scratch.mkdir()
    assert store.snapshot(copy) == 1
    store.clear()
    with closing(opener(copy)) as opened:
        assert held(opened) == set(every_quad([read], IRIS))


def test_count_counts_quads(store: Store) -> None:
    store.add(make_read(told("POL", "UKR"), sequence=1))
    assert store.count() == len(held(store))


def test_it_says_what_differs_from_the_archive(store: Store) -> None:
    reads = [make_read(told("POL", "UKR"), story=str(n), sequence=n + 1) for n in range(3)]
    store.add_many(reads)
    ids = [read.article.id for read in reads]
    assert store.differs(ids, reads) is None
    assert store.differs(ids[:2], []) is not None
    assert store.differs([*ids, make_read(story="new").article.id], []) is not None
    other = again(reads[0], told("IRN", "RUS"), sequence=1)
    assert ids[0] in str(store.differs(ids, [other]))


@pytest.mark.parametrize("most", [0, 1, 100])
def test_what_it_tells_of_a_thing_is_what_its_quads_say(store: Store, most: int) -> None:
    reads = [
        make_read(told("POL", "UKR", source="Warsaw"), story=str(n), sequence=n + 1)
        for n in range(4)
    ]
    store.add_many(reads)
    plain = Plain()
    plain.extend(every_quad(reads, IRIS))
    claim_id, _ = reads[0].identified_claims()[0]
    for node in (IRIS.actor("UKR"), IRIS.claim(claim_id), IRIS.passage(claim_id), IRIS.actor("x")):
        found, wanted = store.describe(node.value, most), describe(plain, node, most)
        if found is None or wanted is None:
            assert found is wanted is None, node
            continue
        assert set(found.told) == set(wanted.told)
        assert len(found.pointing) == len(wanted.pointing)
        assert found.more == wanted.more
        if not found.more:
            assert found.names == wanted.names


def test_a_closed_store_says_so(opener: Opener, tmp_path: Path) -> None:
    store = opener(tmp_path)
    store.close()
    store.close()
    with pytest.raises(StorageError, match="closed"):
        store.add(make_read())
