import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims.claim import Extractor
from graph.claims.evidence import Source, SourceKind
from graph.quads.iris import DEFAULT_BASE, Iris

IRIS = Iris(base="https://example.org/id/")
NAMES = st.text(min_size=1, max_size=80)


def test_everything_stands_below_the_base() -> None:
    extractor = Extractor(name="rules", version="1.0")
    nodes = [
        IRIS.article("a"), IRIS.reading("a", extractor), IRIS.claim("c"), IRIS.passage("c"),
        IRIS.words("c"), IRIS.position("c"), IRIS.quantity("c"), IRIS.worth("c"),
        IRIS.actor("RUS"), IRIS.munition("missile"), IRIS.munitions(),
        IRIS.category("unroca", "VII"), IRIS.categories("unroca"),
        IRIS.source(Source(name="A panel", kind=SourceKind.MONITOR)), IRIS.publisher("Daily"),
        IRIS.extractor(extractor), IRIS.graph("a"), IRIS.agents_graph(), IRIS.supplies_graph(),
        IRIS.vocabulary_graph("aid"), IRIS.store_graph(), IRIS.store(),
    ]  # fmt: skip
    assert all(node.value.startswith(IRIS.base) for node in nodes)
    assert len(set(nodes)) == len(nodes)


@given(st.from_regex(r"name:[^\W_]{1,20}", fullmatch=True))
def test_an_actor_is_found_again_by_its_iri(actor_id: str) -> None:
    node = IRIS.actor(actor_id)
    assert node.value.isascii()
    assert IRIS.id_of(node) == actor_id


@given(NAMES, NAMES)
def test_different_publishers_have_different_iris(one: str, other: str) -> None:
    assert (IRIS.publisher(one) == IRIS.publisher(other)) == (one == other)


@given(NAMES, st.sampled_from(SourceKind), st.sampled_from(SourceKind))
def test_a_source_is_its_name_and_kind(name: str, one: SourceKind, other: SourceKind) -> None:
    nodes = {IRIS.source(Source(name=name, kind=kind)) for kind in (one, other)}
    assert len(nodes) == len({one, other})


def test_a_name_stays_readable_and_short() -> None:
    node = IRIS.publisher("The Example Gazette " * 20)
    assert "the-example-gazette" in node.value
    assert len(node.value) < 150


def test_an_iri_of_another_base_has_no_id_here() -> None:
    with pytest.raises(ValueError, match="not an IRI of ours"):
        IRIS.id_of(Iris().actor("RUS"))


@pytest.mark.parametrize(
    "base",
    [
        "",
        "example.org/",
        "https://example.org/id",
        "ftp://example.org/",
        "https://e x/",
        "https://e/#/",
    ],
)
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="not a base"):
        Iris(base=base)


def test_the_default_base_is_the_service_on_this_machine() -> None:
    assert Iris().base == DEFAULT_BASE == "http://127.0.0.1:8000/id/"
