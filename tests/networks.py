"""Small networks of every shape, for hypothesis: few actors, so that much happens among them."""

from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import strategies as st

from graph.claims.claim import Status
from graph.network.network import Network
from graph.network.projection import project
from tests.making import make_read, told

ACTORS = ("AUT", "BEL", "CZE", "DNK", "EST", "FIN", "GRC")
MUNITIONS = (None, "materiel", "missile", "manpads", "ballistic-missile", "howitzer", "mortar")
DATES = (
    None,
    "2021",
    "2022-03",
    "2022-04",
    "2022-05-10",
    "2022-07",
    "2023/2024",
    "../2022",
    "2023/..",
)
STATUSES = (Status.ASSERTED, Status.ASSERTED, Status.ALLEGED, Status.DENIED)

Told = dict[str, Any]


@st.composite
def claims(draw: st.DrawFn, *, actors: int = len(ACTORS)) -> Told:
    """Draw a claim between two different actors."""
    known = ACTORS[:actors]
    supplier = draw(st.sampled_from(known))
    recipient = draw(st.sampled_from([one for one in known if one != supplier]))
    return told(
        supplier,
        recipient,
        draw(st.sampled_from(MUNITIONS)),
        date=draw(st.sampled_from(DATES)),
        status=draw(st.sampled_from(STATUSES)),
        via=draw(st.sampled_from([(), (), ACTORS[:1], ACTORS[2:4]])),
    )


def networks(*, most: int = 20, actors: int = len(ACTORS)) -> st.SearchStrategy[Network]:
    """Draw a network of up to so many claims."""
    return st.lists(claims(actors=actors), max_size=most).map(network_of)


def network_of(drawn: list[Told]) -> Network:
    """Make a network of claims, each in an article of its own words and publisher."""
    network = Network()
    for number, claim in enumerate(drawn, start=1):
        story = " ".join(f"{number}of{word}" for word in range(8))  # or they would be copies
        network.add(make_read(claim, sequence=number, story=story, publisher=f"Paper {number}"))
    return network


def network_from(*links: str) -> Network:
    """Make a network of hops that are written as `BEL>NLD`, each a claim."""
    return network_of([told(*link.split(">")) for link in links])


def digraph_of(network: Network) -> nx.DiGraph[str]:
    """Project the whole network."""
    return project(network, network.edges()).digraph
