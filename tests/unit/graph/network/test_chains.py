from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.claim import Status
from graph.claims.munition import broader_munitions
from graph.errors import InvalidField
from graph.network.best_first import Shared
from graph.network.categories import TOO_BROAD, category_of
from graph.network.cells import Pair
from graph.network.chains import Chain, ChainsAsked, find_chains
from graph.network.filter import Filter
from graph.network.hop import LEVELS
from graph.network.network import Network
from graph.network.origins import count_origins
from graph.network.steps import Dated, Steps, date_claim, fit
from graph.network.strength import Strength
from tests.making import make_read, told
from tests.networks import ACTORS, digraph_of, network_of, networks

ENDS = st.permutations(ACTORS).map(lambda drawn: (drawn[0], drawn[1]))
Told = tuple[tuple[str, ...], str | None, Strength | None, int, tuple[int, ...]]


def as_told(chain: Chain) -> Told:
    claims = tuple(hop.claims for hop in chain.hops)
    return chain.actors, chain.common, chain.strength, chain.weakest, claims


def steps_of(network: Network) -> dict[Pair, list[Dated]]:
    found: dict[Pair, list[Dated]] = {}
    for placed in network.claims_of().claims:
        pair = (placed.claim.supplier, placed.claim.recipient)
        found.setdefault(pair, []).append(date_claim(placed))
    return found


def commons(hops: list[list[Dated]], shared: Shared | None) -> set[str]:
    """Try everything that the hops may have in common."""
    if shared is None:
        return {""}
    munitions = [{step.claim.claim.munition for step in hop} - {None, *TOO_BROAD} for hop in hops]
    if shared is Shared.CATEGORY:
        categories = [{category_of(one) or "" for one in named} for named in munitions]
        return set.intersection(*categories)
    return {
        one
        for named in munitions
        for one in named
        if one is not None and all(other & {one, *broader_munitions(one)} for other in munitions)
    }


def sharing(hop: list[Dated], common: str, shared: Shared | None) -> list[Dated]:
    if shared is None:
        return hop
    kept = []
    for step in hop:
        one = step.claim.claim.munition
        if shared is Shared.CATEGORY:
            fits = category_of(one) == common
        else:
            fits = one not in (None, *TOO_BROAD) and (
                common in (one, *broader_munitions(one)) or one in broader_munitions(common)
            )
        if fits:
            kept.append(step)
    return kept


def tried(network: Network, asked: ChainsAsked) -> Iterator[Told]:
    """Find the chains by trying every simple path of networkx."""
    digraph, steps = digraph_of(network), steps_of(network)
    if asked.source not in digraph:
        return
    targets = [asked.target] if asked.target else [a for a in digraph if a != asked.source]
    for target in targets:
        if target not in digraph:
            continue
        for way in nx.all_simple_paths(digraph, asked.source, target, cutoff=asked.max_hops):
            if asked.target is None and len(way) == 2:
                continue
            hops = [steps[pair] for pair in pairwise(way)]
            for common in commons(hops, asked.shared):
                parts: list[Steps[None]] = [
                    Steps(sharing(hop, common, asked.shared)) for hop in hops
                ]
                windows = fit(parts)
                if windows is not None:
                    fitting = [part.within(one) for part, one in zip(parts, windows, strict=True)]
                    yield weighed(network, tuple(way), common, fitting)


def weighed(
    network: Network, way: tuple[str, ...], common: str, hops: Sequence[Sequence[Dated]]
) -> Told:
    weights = []
    for hop in hops:
        claims = [step.claim for step in hop]
        origins = count_origins(claims, network.rules.first)
        judged = network.rules.assess(claims).judged
        weights.append((LEVELS.index(judged.strength) if judged else 0, origins))
    level, origins_of_weakest = min(weights)
    counts = tuple(len(hop) for hop in hops)
    return way, common or None, LEVELS[level], origins_of_weakest, counts


@given(
    networks(most=24, actors=6) | networks(most=24, actors=4),
    ENDS,
    st.integers(1, 5),
    st.sampled_from([None, *Shared]),
    st.booleans(),
)
@settings(max_examples=250, deadline=None)
def test_they_are_what_trying_every_path_finds_the_strongest_first(
    network: Network, ends: Pair, max_hops: int, shared: Shared | None, anywhere: bool
) -> None:
    target = None if anywhere else ends[1]
    asked = ChainsAsked(source=ends[0], target=target, max_hops=max_hops, shared=shared)
    found = find_chains(network, asked, limit=10_000)
    assert found.complete
    told = list(map(as_told, found.chains))
    assert sorted(told, key=str) == sorted(tried(network, asked), key=str)
    keys = [
        (-LEVELS.index(chain.strength), -chain.weakest, len(chain.actors), chain.actors)
        for chain in found.chains
    ]
    assert keys == sorted(keys)
    assert all(chain.strength == min_strength(chain) for chain in found.chains)


def min_strength(chain: Chain) -> Strength | None:
    return LEVELS[min(LEVELS.index(hop.strength) for hop in chain.hops)]


def test_the_earliest_claim_of_a_hop_is_enough_to_go_on() -> None:
    network = network_of(
        [
            told("POL", "CZE", date="2024-06"),
            told("POL", "CZE", date="2024-02"),
            told("CZE", "UKR", date="2024-04"),
            told("CZE", "UKR", date="2024-01"),
        ]
    )
    (chain,) = find_chains(network, ChainsAsked(source="POL", target="UKR")).chains
    assert [(hop.claims, hop.first, hop.last) for hop in chain.hops] == [
        (1, date(2024, 2, 1), date(2024, 2, 29)),
        (1, date(2024, 4, 1), date(2024, 4, 30)),
    ]


def test_a_limit_leaves_out_the_weakest_and_says_so() -> None:
    network = network_of(
        [
            told("POL", "UKR"),
            told("POL", "CZE", status=Status.ALLEGED),
            told("CZE", "UKR", status=Status.ALLEGED),
        ]
    )
    asked = ChainsAsked(source="POL", target="UKR")
    both, one = find_chains(network, asked), find_chains(network, asked, limit=1)
    assert [chain.strength for chain in both.chains] == [Strength.REPORTED, Strength.ALLEGED]
    assert (both.complete, one.complete) == (True, False)
    assert one.chains == both.chains[:1]


def test_a_hop_tells_its_munitions_days_and_stops() -> None:
    network = network_of(
        [
            told("IRN", "houthis", "missile", date="2024-03", via=("OMN",)),
            told("IRN", "houthis", None, date="2024-05/.."),
        ]
    )
    (chain,) = find_chains(network, ChainsAsked(source="IRN", target="houthis")).chains
    (hop,) = chain.hops
    assert [(one.munition, one.claims) for one in hop.munitions] == [(None, 1), ("missile", 1)]
    assert (hop.first, hop.last) == (date(2024, 3, 1), None)
    assert (hop.via, hop.in_transit) == ((("OMN",),), 0)


def test_stops_on_the_way_count_as_hops_if_asked_for() -> None:
    network = network_of(
        [
            told("IRN", "houthis", "missile", date="2024-03", via=("OMN",)),
            told("CHN", "IRN", "engine", date="2023"),
        ]
    )
    asked = ChainsAsked(source="CHN", target="houthis", max_hops=3, through=True)
    (chain,) = find_chains(network, asked).chains
    assert chain.actors == ("CHN", "IRN", "OMN", "houthis")
    assert [hop.in_transit for hop in chain.hops] == [0, 1, 1]
    to_the_stop = ChainsAsked(source="IRN", target="OMN", through=True)
    assert len(find_chains(network, to_the_stop).chains) == 1
    assert find_chains(network, ChainsAsked(source="IRN", target="OMN")).chains == ()


def test_filters_say_which_claims_count_and_are_told() -> None:
    network = network_of([told("POL", "CZE", "howitzer"), told("CZE", "UKR", "drone")])
    asked = ChainsAsked(source="POL", target="UKR")
    assert len(find_chains(network, asked).chains) == 1
    narrowed = find_chains(network, asked, Filter(munition="drone"))
    assert (narrowed.chains, narrowed.on.wanted.munition, narrowed.on.edges) == ((), "drone", 1)
    strong = Filter(strength=Strength.DOCUMENTED)
    assert find_chains(network, asked, strong).chains == ()


def test_claims_of_one_source_are_one_origin() -> None:
    network = Network()
    for number in (1, 2):
        read = make_read(
            told("POL", "UKR", source="The Polish ministry"), sequence=number, story=str(number)
        )
        network.add(read)
    (chain,) = find_chains(network, ChainsAsked(source="POL", target="UKR")).chains
    assert (chain.strength, chain.weakest, chain.hops[0].claims) == (Strength.REPORTED, 1, 2)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (ChainsAsked(source="POL", target="POL"), "to"),
        (ChainsAsked(source="POL", target="UKR", max_hops=6), "max_hops"),
        (ChainsAsked(source="POL", max_hops=0), "max_hops"),
    ],
)
def test_what_is_no_question_is_refused(asked: ChainsAsked, field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        find_chains(Network(), asked)
    assert refused.value.field == field
