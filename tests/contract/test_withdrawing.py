"""Store and network follow what is withdrawn and judged: they are what a rebuild makes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse

from graph.archive.archive import Archive
from graph.claims.article import Article
from graph.claims.claim import Stage, Status
from graph.claims.reading import ReadArticle, Reading
from graph.claims.verdict import Decision, Ruling
from graph.errors import InvalidField, Withdrawn
from graph.ingest.reader import Explained
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.supplies import SupplyRow
from graph.pipeline import Pipeline
from graph.quads.iris import Iris
from graph.quads.vocabulary import vocabulary_quads
from graph.store.export import every_quad
from graph.store.formats import ExportFormat
from graph.store.oxigraph import OxigraphStore
from graph.store.protocol import Store
from tests.inventing import read_articles
from tests.making import make_read, told

IRIS = Iris(base="https://example.org/id/")
OPENERS: dict[str, Callable[[Path], Store]] = {
    "oxigraph": lambda folder: OxigraphStore.open(folder, IRIS)
}

# Articles that share edges, sources, publishers, unlisted actors and disputes with one another.
KIN = [
    make_read(told("IRN", "RUS", "drone", source="Kyiv"), story="one"),
    make_read(told("IRN", "RUS", "drone", source="Kyiv"), told("PRK", "RUS"), story="two"),
    make_read(told("IRN", "RUS", "materiel", status=Status.DENIED, source="Tehran"), story="three"),
    make_read(told("IRN", "RUS", "drone", stage=Stage.SUSPENSION), publisher="Other", story="four"),
    make_read(told("name:arms", "RUS"), told("PRK", "IRN", via=("name:arms",)), story="five"),
    make_read(told("IRN", "RUS", "drone"), publisher=None, story="six"),
]

VOCABULARY = frozenset(vocabulary_quads(IRIS))

FILTERS = (
    Filter(),
    Filter(recipient="RUS"),
    Filter(status=Status.DENIED),
    Filter(stage=Stage.SUSPENSION),
    Filter(munition="drone"),
)

Steps = list[tuple[str, int]]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "withdraw", "restore", "reject", "correct", "accept", "follow"]),
        st.integers(0, 7),
    ),
    max_size=16,
)


class NoReader:
    """Reads nothing: what is archived here was read before."""

    def read(self, article: Article) -> Reading:
        raise AssertionError(article.id)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return map(self.read, articles)

    def explain(self, article: Article) -> Explained:
        raise AssertionError(article.id)


@pytest.fixture(params=OPENERS, scope="module")
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    with closing(OPENERS[request.param](tmp_path_factory.mktemp("store"))) as opened:
        yield opened


def held(store: Store, reads: Iterable[ReadArticle]) -> set[Quad]:
    """Give all quads but those of the vocabulary, which take the most time and never change."""
    shared = (IRIS.agents_graph(), IRIS.supplies_graph(), IRIS.store_graph())
    graphs = [*shared, *(IRIS.graph(read.article.id) for read in reads)]
    dumps = [store.dump_graph(each.value, ExportFormat.NQUADS) for each in graphs]
    content = b"".join(part for dump in dumps if dump is not None for part in dump)
    found = set(parse(content, format=RdfFormat.N_QUADS))
    assert store.count() == len(found) + len(VOCABULARY), "and nothing in other graphs"
    return found


def as_values(row: SupplyRow) -> dict[str, object]:
    """Give a row with the ids of its quotes, which are the same claims placed anew."""
    values = {each.name: getattr(row, each.name) for each in fields(row)}
    return {**values, "quotes": [placed.id for placed in row.quotes]}


def answers(network: Network, reads: Iterable[ReadArticle]) -> list[object]:
    """Ask all that a network answers; the sequence number apart."""
    ids = [claim_id for read in reads for claim_id, _ in read.identified_claims()]
    return [
        network.counts(),
        [[as_values(row) for row in network.supplies(wanted)] for wanted in FILTERS],
        [network.edges(wanted).edges for wanted in FILTERS],
        [[placed.id for placed in network.claims_of(wanted).claims] for wanted in FILTERS],
        [network.claim(claim_id) is not None for claim_id in ids],
    ]


def take(archive: Archive, pipeline: Pipeline, act: str, read: ReadArticle) -> None:
    known = archive.known(read.article.id)
    if act == "add":
        archive.add(read.article, read.reading)
    elif act == "withdraw" and known:
        archive.withdraw(read.article.id, who=None, why="It was planted")
    elif act == "restore" and known:
        archive.restore(read.article.id, who=None, why=None)
    elif act == "follow":
        pipeline.catch_up()
    elif act in RULINGS and known:
        decide(archive, read, RULINGS[act])


RULINGS = {
    "reject": Ruling(decision=Decision.REJECT),
    "accept": Ruling(decision=Decision.ACCEPT),
    "correct": Ruling(
        decision=Decision.CORRECT, correction=(("supplier", "name:other-arms"), ("date", "2020"))
    ),
}


def decide(archive: Archive, read: ReadArticle, ruling: Ruling) -> None:
    """Judge the first claim, if there is any and it may be judged so."""
    for claim_id, _ in read.identified_claims()[:1]:
        with suppress(Withdrawn, InvalidField):
            archive.judge(read.article.id, claim_id, ruling, who="The desk", why="Misread")


@pytest.mark.slow
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(steps=[*(("add", n) for n in range(6)), ("follow", 0), ("withdraw", 0)], invented=[])
@example(
    steps=[("add", 0), ("add", 2), ("follow", 0), ("withdraw", 2), ("follow", 0), ("restore", 2)],
    invented=[],
)
@example(
    steps=[("add", 4), ("correct", 4), ("add", 0), ("follow", 0), ("reject", 0), ("follow", 0),
           ("accept", 4), ("withdraw", 0), ("follow", 0), ("restore", 0), ("reject", 4)],
    invented=[],
)  # fmt: skip
@given(steps=STEPS, invented=st.lists(read_articles(), max_size=2))
def test_after_any_changes_projections_are_what_a_rebuild_makes(
    steps: Steps, invented: list[ReadArticle], store: Store
) -> None:
    reads = [*KIN, *invented]
    network = Network()
    store.clear()
    with TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        pipeline = Pipeline(archive=archive, store=store, network=network, reader=NoReader())
        for act, number in steps:
            take(archive, pipeline, act, reads[number % len(reads)])
        pipeline.catch_up()
        followed = held(store, reads), answers(network, reads)
        standing = [read for read in archive.since(0) if read.withdrawn is None]
        assert followed[0] == set(every_quad(archive.since(0), IRIS)) - VOCABULARY
        assert pipeline.rebuild() == len(standing) == archive.counts().articles
        assert (held(store, reads), answers(network, reads)) == followed
        assert network.sequence() == store.sequence() == archive.sequence()
        assert network.counts().articles + archive.counts().withdrawn == len(list(archive.since(0)))
    never = Network()
    never.add_many(standing)
    assert answers(never, reads) == followed[1], "as if the withdrawn had never come"
