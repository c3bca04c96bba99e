"""What publishers print, and what is left when one of them is muted."""

from datetime import date

from graph.claims.claim import Status
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.publishers import PublisherTold, publishers
from graph.network.relationships import relationship
from graph.network.strength import Strength
from tests.making import make_read, told

PAIR = Filter(supplier="POL", recipient="UKR")


def words(number: int) -> str:
    return " ".join(f"{number}of{word}" for word in range(8))


def flooded(*more: dict[str, object], flood: int = 6) -> Network:
    """Make a network of one paper's story and a flood that tells it as well, and more."""
    network = Network()
    network.add(make_read(told("POL", "UKR"), story=words(0), publisher="Harbour Post"))
    for number in range(1, flood + 1):
        publisher = "The Flood Gazette" if number % 2 else "Flood Gаzette"  # one а is Cyrillic
        network.add(
            make_read(
                told("POL", "UKR"),
                *more,
                sequence=number + 1,
                story=words(number),
                publisher=publisher,
                published=date(2025, 1, 15 + number % 2),
            )
        )
    return network


def found(network: Network) -> dict[str, PublisherTold]:
    return {one.id: one for one in publishers(network.printed())}


def test_a_flood_is_seen() -> None:
    network = flooded(told("POL", "LTU"))
    network.add(make_read(story="nothing", sequence=90, publisher="Harbour Post"))
    rows = found(network)
    flood, post = rows["flood-gazette"], rows["harbour-post"]
    assert (flood.articles, flood.claims, flood.spellings) == (6, 12, 2)
    assert (flood.per_day, flood.peak, flood.peak_day) == (3.0, 3, date(2025, 1, 15))
    assert (flood.relationships, flood.alone, flood.share_alone) == (2, 1, 0.5)
    assert (post.articles, post.claims, post.alone, post.share_alone) == (2, 1, 0, 0.0)
    assert not flood.muted
    assert list(rows) == ["flood-gazette", "harbour-post"]


def test_who_is_contradicted_by_another_paper_is_told() -> None:
    network = flooded(flood=1)
    no = told("POL", "UKR", status=Status.DENIED)
    network.add(make_read(no, sequence=9, story=words(9), publisher="No"))
    rows = found(network)
    assert {name: row.contradicted for name, row in rows.items()} == {
        "flood-gazette": 1,
        "harbour-post": 1,
        "no": 1,
    }


def test_a_muted_publisher_establishes_nothing_and_stays_visible() -> None:
    network = flooded()
    (before,) = network.supplies(PAIR)
    assert (before.origins, before.strength, before.muted) == (2, Strength.CORROBORATED, 0)
    network.mute(frozenset({"flood-gazette"}))
    (row,) = network.supplies(PAIR)
    assert (row.claims, row.muted, row.articles) == (7, 6, 7)
    assert (row.origins, row.strength) == (1, Strength.REPORTED)
    assert {placed.article.publisher for placed in row.quotes} == {"Harbour Post"}
    assert network.edges().edges["POL"]["UKR"].claims == 1
    assert network.claims_of(PAIR).total == 7
    assert found(network)["flood-gazette"].muted
    explained = relationship(network, PAIR)
    assert len(explained.muted) == 6
    assert len(explained.origins) == 1
    network.mute(frozenset())
    assert network.supplies(PAIR) == (before,)


def test_what_only_a_muted_publisher_tells_is_no_edge() -> None:
    network = flooded(told("POL", "LTU"))
    network.mute(frozenset({"flood-gazette"}))
    (row,) = network.supplies(Filter(recipient="LTU"))
    assert (row.claims, row.muted, row.origins, row.strength) == (6, 6, 0, None)
    assert len(row.quotes) == 3
    assert "LTU" not in network.edges().edges["POL"]
    assert network.supplies(Filter(recipient="LTU", strength=Strength.ALLEGED)) == ()


def test_a_muted_denial_contests_nothing() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR"), publisher="Harbour Post"))
    no = told("POL", "UKR", status=Status.DENIED)
    network.add(make_read(no, sequence=2, story=words(2), publisher="Flood"))
    assert network.supplies(PAIR)[0].contested
    network.mute(frozenset({"flood"}))
    (row,) = network.supplies(PAIR)
    assert not row.contested
    assert row.disputed == 0


def test_who_comes_later_is_muted_too() -> None:
    network = flooded()
    network.mute(frozenset({"flood-gazette"}))
    network.supplies(PAIR)
    late = make_read(told("POL", "UKR"), sequence=50, story=words(50), publisher="FLOOD GAZETTE")
    network.add(late)
    (row,) = network.supplies(PAIR)
    assert (row.claims, row.muted, row.origins) == (8, 7, 1)
    assert network.edges().edges["POL"]["UKR"].origins == 1
