"""What the embedded store adds to the contract: its lock, its marks, and death in the middle."""

import random
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat, parse

import graph
from graph.claims.reading import ReadArticle
from graph.errors import StoreLocked
from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_quads
from graph.store.export import every_quad
from graph.store.formats import ExportFormat
from graph.store.marks import fingerprint_mark, sequence_mark
from graph.store.oxigraph import BATCH, OxigraphStore
from ontology.terms import MA, RDF
from tests.making import make_read, told
from tests.quads import Description

IRIS = Iris(base="https://example.org/id/")
ROOT = Path(graph.__file__).parent.parent
KILLS = 8


def held(store: OxigraphStore) -> set[pyoxigraph.Quad]:
    return set(parse(b"".join(store.dump(ExportFormat.NQUADS)), format=RdfFormat.N_QUADS))


def test_a_second_opening_is_refused_with_the_folder_named(tmp_path: Path) -> None:
    store = OxigraphStore.open(tmp_path, IRIS)
    with pytest.raises(StoreLocked, match=str(tmp_path)):
        OxigraphStore.open(tmp_path, IRIS)
    store.close()
    OxigraphStore.open(tmp_path, IRIS).close()


@pytest.mark.parametrize("other", [Iris(base="https://other.example/"), IRIS])
def test_a_store_of_another_base_or_layout_is_emptied(
    tmp_path: Path, other: Iris, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        store.add(make_read(told("POL", "UKR"), sequence=5))
    if other == IRIS:
        monkeypatch.setattr("graph.store.marks.LAYOUT", -1)
    with closing(OxigraphStore.open(tmp_path, other)) as store:
        assert store.sequence() == 0
        assert held(store) == set(every_quad([], other))


def test_marks_that_a_killed_process_left_are_put_right(tmp_path: Path) -> None:
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        store.add(make_read(told("POL", "UKR"), sequence=5))
    raw = pyoxigraph.Store(tmp_path)
    raw.extend([sequence_mark(3, IRIS)])
    del raw
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        assert store.sequence() == 5
        assert sequence_mark(3, IRIS) not in held(store)


def test_a_bulk_load_that_was_cut_is_forgotten(tmp_path: Path) -> None:
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        store.add(make_read(told("POL", "UKR"), sequence=5))
    raw = pyoxigraph.Store(tmp_path)
    raw.remove(fingerprint_mark(IRIS))
    del raw
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        assert store.sequence() == 0
        assert held(store) == set(every_quad([], IRIS))


def test_a_bulk_load_is_whole_only_after_what_changed_meanwhile_is_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = [make_read(told("POL", "UKR"), story=str(n), sequence=n + 1) for n in range(BATCH)]
    again = replace(reads[0], sequence=BATCH + 1)
    seen: list[bool] = []
    write = OxigraphStore._write_batch

    def watched(store: OxigraphStore, batch: Sequence[ReadArticle]) -> None:
        seen.append(fingerprint_mark(IRIS) in held(store))
        write(store, batch)

    monkeypatch.setattr(OxigraphStore, "_write_batch", watched)
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        store.add_many([*reads, again])
        assert seen == [False], "a store that dies before that is filled anew"
        assert held(store) == set(every_quad([*reads[1:], again], IRIS))


def test_an_older_article_does_not_turn_the_sequence_back(tmp_path: Path) -> None:
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        store.add(make_read(story="new", sequence=9))
        store.add(make_read(story="old", sequence=4))
        assert store.sequence() == 9


def test_control_characters_survive_a_replacement(tmp_path: Path) -> None:
    claim = told("POL", "UKR", munition_text="a\x00b\x1f'\"\\\n\u2028", source="n\x01")
    read = make_read(claim, sequence=1)
    with closing(OxigraphStore.open(tmp_path, IRIS)) as store:
        store.add(read)
        store.add(read)
        assert held(store) == set(every_quad([read], IRIS))


WRITER = """
    import itertools, sys
    from pathlib import Path
    from graph.quads.iris import Iris
    from graph.store.oxigraph import OxigraphStore
    from tests.making import make_read, told

    store = OxigraphStore.open(Path(sys.argv[1]), Iris(base="https://example.org/id/"))
    start, many = int(sys.argv[2]), sys.argv[3] == "many"
    def reads():
        for number in itertools.count(start):
            story = str(number % 40) if not many else str(number)
            yield make_read(*[told("POL", "UKR")] * 3, story=story, sequence=number)
    print("ready", flush=True)
    if many:
        store.add_many(reads())
    for read in reads():
        store.add(read)
"""


@pytest.mark.slow
@pytest.mark.parametrize("how", ["one by one, replacing", "many"])
def test_a_killed_writer_leaves_whole_articles(tmp_path: Path, how: str) -> None:
    script = tmp_path / "writer.py"
    script.write_text(textwrap.dedent(WRITER), encoding="utf-8")
    folder = tmp_path / "store"
    generator = random.Random(7)
    reached = 0
    for _ in range(KILLS):
        command = [sys.executable, str(script), str(folder), str(reached + 1), how]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(generator.uniform(0.02, 0.4))
            writer.kill()
        with closing(OxigraphStore.open(folder, IRIS)) as store:
            assert store.sequence() >= reached
            reached = store.sequence()
            check_whole(store, how)
    if how != "many":
        assert reached > 0


def check_whole(store: OxigraphStore, how: str) -> None:
    """Compare every article in the store with what its reading says, quad by quad."""
    quads = held(store)
    described = Description(quads)
    articles = {
        quad.graph_name
        for quad in quads
        if quad.predicate == RDF.TYPE and quad.object == MA.ARTICLE_GRAPH
    }
    expected = set(vocabulary_quads(IRIS)) | {fingerprint_mark(IRIS)}
    expected.add(sequence_mark(store.sequence(), IRIS))
    if how == "many":
        stories = range(1, len(articles) + 1)
        assert store.sequence() == len(articles)
        assert len(articles) % BATCH == 0
    else:
        stories = range(store.sequence() - len(articles) + 1, store.sequence() + 1)
    for number in stories:
        story = str(number % 40) if how != "many" else str(number)
        read = make_read(*[told("POL", "UKR")] * 3, story=story, sequence=store.sequence())
        expected |= set(every_quad([read], IRIS))
    assert quads == expected
    assert len(described.instances(MA.CLAIM)) == 3 * len(articles)
