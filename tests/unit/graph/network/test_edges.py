"""What an edge weighs: a story counts once, however often it is printed."""

import dataclasses

import pytest

from graph.claims.reading import ReadArticle, Withdrawal
from graph.network.centrality import MEASURES, centrality
from graph.network.communities import communities
from graph.network.dependence import dependence
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.paths import find_paths
from graph.network.reach import reach
from graph.network.similarity import similar
from tests.making import JUDGED_AT, make_read, told

WIRE = " ".join(f"word{number}" for number in range(60))
ROUND = [name for name in MEASURES if name != "eigenvector"]


def story(*claims: dict[str, object], number: int, words: str, paper: str) -> ReadArticle:
    return make_read(*claims, sequence=number, story=words, publisher=paper)


def stories() -> list[ReadArticle]:
    return [
        story(told("POL", "UKR"), told("POL", "UKR", "howitzer"), number=1, words=WIRE, paper="A"),
        story(told("CZE", "UKR", "howitzer"), number=2, words="Quite another", paper="B"),
        story(told("CZE", "UKR", "howitzer"), number=3, words="A third one", paper="C"),
        story(told("CZE", "SVK"), told("SVK", "POL"), number=4, words="The fourth", paper="D"),
    ]


def flood() -> list[ReadArticle]:
    """The first story in other papers, which put in a source, or another munition."""
    return [
        story(
            told("POL", "UKR", source=f"Source {number}"),
            told("POL", "UKR", "howitzer"),
            told("POL", "UKR", "mortar"),
            number=number,
            words=f"{WIRE} {number}",
            paper=f"Paper {number}",
        )
        for number in range(10, 30)
    ]


@pytest.fixture
def calm() -> Network:
    network = Network()
    network.add_many(stories())
    return network


@pytest.fixture
def flooded() -> Network:
    network = Network()
    network.add_many([*stories(), *flood()])
    return network


def test_a_flood_of_copies_does_not_change_the_weight(calm: Network, flooded: Network) -> None:
    before, after = (each.edges().edges["POL"]["UKR"] for each in (calm, flooded))
    assert (before.claims, after.claims) == (2, 62)
    assert (before.origins, after.origins) == (1, 1)
    assert [(one.munition, one.origins) for one in after.munitions] == [
        ("battle-tank", 1),
        ("howitzer", 1),
        ("mortar", 1),
    ]
    assert [(one.munition, one.origins) for one in after.categories] == [
        ("artillery", 1),
        ("armoured-vehicle", 1),
    ]


@pytest.mark.parametrize("wanted", [Filter(), Filter(recipient="UKR"), Filter(munition="howitzer")])
def test_nor_that_of_any_filter(calm: Network, flooded: Network, wanted: Filter) -> None:
    weights = [
        {(a, b): edge.origins for a, near in each.edges(wanted).edges.items()
         for b, edge in near.items()}
        for each in (calm, flooded)
    ]  # fmt: skip
    assert weights[0] == weights[1]


@pytest.mark.parametrize("measure", ROUND)
def test_nor_any_centrality(calm: Network, flooded: Network, measure: str) -> None:
    assert centrality(calm, measure).scores == centrality(flooded, measure).scores


def test_nor_any_other_measure(calm: Network, flooded: Network) -> None:
    shares = [
        [(one.supplier, one.share) for one in dependence(each, "UKR").suppliers]
        for each in (calm, flooded)
    ]
    assert shares[0] == shares[1] == [("CZE", 2 / 3), ("POL", 1 / 3)]
    for measured in (
        lambda each: reach(each, "CZE").reached,
        lambda each: similar(each, "UKR").similar,
        lambda each: communities(each).groups,
        lambda each: [(one.actors, one.weakest) for one in find_paths(each, "CZE", "UKR").paths],
    ):
        assert measured(calm) == measured(flooded)


def test_a_withdrawn_copy_leaves_the_weights_as_of_those_that_stay(flooded: Network) -> None:
    network = Network()
    for read in (*stories()[1:], *flood()):
        network.add(read)
    flooded.edges()
    gone = stories()[0]
    withdrawal = Withdrawal(at=JUDGED_AT, who=None, why="It was retracted")
    flooded.add(
        ReadArticle(article=gone.article, reading=gone.reading, sequence=40, withdrawn=withdrawal)
    )
    assert flooded.edges().edges == network.edges().edges


def test_copies_that_a_withdrawal_tells_apart_weigh_by_themselves_again() -> None:
    half, other_half = (" ".join(f"{name}{n}" for n in range(60)) for name in ("one", "two"))
    whole = story(told("POL", "UKR"), number=1, words=f"{half} {other_half}", paper="A")
    network = Network()
    network.add(whole)
    network.add(story(told("CZE", "SVK"), number=2, words=half, paper="B"))
    network.add(story(told("CZE", "SVK"), number=3, words=other_half, paper="C"))
    assert network.edges().edges["CZE"]["SVK"].origins == 1
    withdrawal = Withdrawal(at=JUDGED_AT, who=None, why="It was retracted")
    network.add(dataclasses.replace(whole, sequence=4, withdrawn=withdrawal))
    assert network.edges().edges["CZE"]["SVK"].origins == 2
