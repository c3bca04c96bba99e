"""A network that lived through it all is the one that is built of what stands."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle, Withdrawal
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.rolling import Level
from graph.network.strength import Strength
from tests.making import READ_AT, judge, make_read
from tests.networks import claims

SOURCES = (
    None,
    Source(name="The UN panel", kind=SourceKind.MONITOR),
    Source(name="the ministry", kind=SourceKind.OFFICIAL),
    Source(name="Paper 1", kind=SourceKind.MEDIA),
)
WIRE = " ".join(f"wire{word}" for word in range(40))
DECISIONS = ("accept", "reject", "correct")

Step = tuple[str, int, Any]


@st.composite
def articles(draw: st.DrawFn) -> list[ReadArticle]:
    """Draw articles, some of them prints of one story."""
    reads = []
    for number in range(draw(st.integers(1, 7))):
        printed = draw(st.booleans())
        words = WIRE if printed else " ".join(f"{number}of{word}" for word in range(40))
        tales = [
            {**draw(claims(actors=3)), "source": draw(st.sampled_from(SOURCES))}
            for _ in range(draw(st.integers(1, 3)))
        ]
        read = make_read(*tales, story=f"{words} {number}", publisher=f"Paper {number % 3}")
        reads.append(replace(read, read_at=READ_AT + timedelta(hours=number)))
    return reads


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "withdraw", "judge", "ask"]),
        st.integers(0, 6),
        st.sampled_from(DECISIONS),
    ),
    max_size=25,
)


def answers(network: Network) -> list[object]:
    """Ask for everything that is kept from one question to the next."""
    rows = [
        replace(row, quotes=())
        for level in Level
        for row in network.rolled_up(Filter(), level).rows
    ]
    strong = [
        replace(row, quotes=()) for row in network.supplies(Filter(strength=Strength.REPORTED))
    ]
    told_of = sorted(placed.id for placed in network.claims_of().claims)
    return [rows, strong, told_of, network.edges().edges, network.counts()]


def stepped(read: ReadArticle, step: str, decision: str) -> ReadArticle:
    if step == "withdraw":
        return replace(read, withdrawn=Withdrawal(at=READ_AT, who=None, why="It was planted"))
    if step == "judge" and read.withdrawn is None:
        corrected = {"recipient": "FIN"} if decision == "correct" else {}
        return judge(read, 0, decision, **corrected)
    return read


@given(articles(), steps)
@settings(max_examples=120, deadline=None)
def test_a_live_network_is_the_one_built_of_what_stands(
    reads: list[ReadArticle], taken: list[Step]
) -> None:
    network = Network()
    held: dict[int, ReadArticle] = {}
    for sequence, (step, drawn, decision) in enumerate(taken, start=1):
        place = drawn % len(reads)
        if step == "ask":
            answers(network)
        elif step == "add" or place in held:
            now = stepped(held.get(place, reads[place]), step, decision)
            held[place] = replace(now, sequence=sequence)
            network.add(held[place])
    rebuilt = Network()
    rebuilt.add_many(sorted(held.values(), key=lambda read: read.sequence))
    assert answers(network) == answers(rebuilt)
    standing = Network()
    standing.add_many(read for read in held.values() if read.withdrawn is None)
    assert answers(network) == answers(standing)


@given(articles(), st.sampled_from(Strength))
@settings(max_examples=100, deadline=None)
def test_a_strength_means_the_same_in_supplies_relationships_and_the_network(
    reads: list[ReadArticle], least: Strength
) -> None:
    network = Network()
    network.add_many(reads)
    wanted = Filter(strength=least)
    listed = network.supplies(wanted)
    strong = [row for row in network.supplies() if row.reaches(least)]
    assert listed == tuple(strong)
    assert network.rolled_up(wanted, Level.MUNITION).rows == listed
    counted = {(row.supplier, row.recipient, row.munition): row.claims for row in listed}
    carried = {
        (edge.supplier, edge.recipient, one.munition): one.claims
        for near in network.edges(wanted).edges.values()
        for edge in near.values()
        for one in edge.munitions
    }
    assert carried == counted
    assert network.claims_of(wanted).total == sum(counted.values())
    for level in (Level.CATEGORY, Level.PAIR):
        every = network.rolled_up(Filter(), level).rows
        assert network.rolled_up(wanted, level).rows == tuple(
            row for row in every if row.reaches(least)
        )
