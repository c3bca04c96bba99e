"""The measures are what was worked out by hand; README.md shows the working."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from graph.claims.claim import Status
from graph.network.best_first import Shared
from graph.network.centrality import centrality
from graph.network.chains import Chain, ChainsAsked, find_chains
from graph.network.chokepoints import chokepoints
from graph.network.communities import communities
from graph.network.dependence import dependence
from graph.network.network import Network
from graph.network.projection import ComputedOn
from graph.network.reach import Direction, reach
from graph.network.similarity import Likeness, similar
from graph.network.structure import structure
from graph.network.whatif import LostSupplies, Removal, what_if
from tests.making import day, make_read, told

HERE = Path(__file__).parent
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def network() -> Network:
    network = Network()
    with (HERE / "claims.csv").open(encoding="utf-8") as lines:
        by_article = groupby(csv.DictReader(lines), key=lambda row: row["article"])
        for article, group in by_article:
            rows = list(group)
            claims = [
                told(
                    row["supplier"],
                    row["recipient"],
                    row["munition"] or None,
                    status=Status(row["status"]),
                    date=row["date"],
                    via=tuple(row["via"].split()),
                )
                for row in rows
            ]
            published = day(rows[0]["published"])
            read = make_read(
                *claims,
                sequence=int(article),
                story=article,
                published=published,
                publisher=rows[0]["publisher"],
            )
            network.add(read)
    return network


def close(expected: float | None) -> Any:
    return None if expected is None else pytest.approx(expected, abs=1e-6)


def spaced(words: Iterable[str] | None) -> str:
    return "none" if words is None else " ".join(words)


def pairs(found: Iterable[tuple[str, str]]) -> str:
    return " ".join(">".join(pair) for pair in found)


def check_on(on: ComputedOn) -> None:
    told = {name: getattr(on, name) for name in EXPECTED["on"]}
    assert told == EXPECTED["on"]


def test_structure(network: Network) -> None:
    found, expected = structure(network), EXPECTED["structure"]
    check_on(found.on)
    assert found.density == close(expected["density"])
    assert found.reciprocity == close(expected["reciprocity"])
    for name in ("mutual", "parts", "circles"):
        assert [spaced(group) for group in getattr(found, name)] == expected[name]
    bridges = [{**asdict(one), "actors": spaced(one.actors)} for one in found.bridges]
    assert bridges == expected["bridges"]
    assert [asdict(one) for one in found.articulations] == expected["articulations"]


@pytest.mark.parametrize("measure", EXPECTED["centrality"])
def test_centrality(network: Network, measure: str) -> None:
    found = centrality(network, measure)
    check_on(found.on)
    scores = {score.actor: score.value for score in found.scores}
    assert scores == pytest.approx(EXPECTED["centrality"][measure], abs=1e-5)


def test_communities(network: Network) -> None:
    found, expected = communities(network), EXPECTED["communities"]
    check_on(found.on)
    assert found.modularity == close(expected["modularity"])
    groups = [{**asdict(group), "actors": spaced(group.actors)} for group in found.groups]
    assert groups == expected["groups"]


def test_dependence(network: Network) -> None:
    found, expected = dependence(network, "UKR"), EXPECTED["dependence"]["UKR"]
    check_on(found.on)
    assert (found.claims, found.origins) == (expected["claims"], expected["origins"])
    assert found.herfindahl == close(expected["herfindahl"])
    for one, wanted in zip(found.suppliers, expected["suppliers"], strict=True):
        written = asdict(one)
        written |= {"categories": spaced(one.categories), "lost": spaced(one.lost)}
        assert written == {**wanted, "share": close(wanted["share"])}
    categories = [
        {
            "category": one.category,
            "claims": one.claims,
            "origins": one.origins,
            "herfindahl": one.herfindahl,
            "suppliers": ", ".join(f"{share.supplier} {share.share}" for share in one.suppliers),
        }
        for one in found.categories
    ]
    assert categories == expected["categories"]


@pytest.mark.parametrize("expected", EXPECTED["reach"], ids=lambda one: one["actor"])
def test_reach(network: Network, expected: Mapping[str, Any]) -> None:
    found = reach(
        network,
        expected["actor"],
        direction=Direction(expected["direction"]),
        max_hops=expected["max_hops"],
    )
    check_on(found.on)
    assert found.share == close(expected["share"])
    assert [f"{one.actor} {one.hops}" for one in found.reached] == expected["reached"]
    assert {(one.ways, one.origins) for one in found.reached} == {(1, 1)}


@pytest.mark.parametrize("expected", EXPECTED["chokepoints"], ids=lambda one: one["to"])
def test_chokepoints(network: Network, expected: Mapping[str, Any]) -> None:
    found = chokepoints(network, expected["from"], expected["to"])
    check_on(found.on)
    assert found.connected is expected["connected"]
    assert spaced(found.actors) == expected["actors"]
    assert spaced(found.fewest_actors) == expected["fewest_actors"]
    assert pairs(found.relationships) == expected["relationships"]
    assert pairs(found.fewest_relationships) == expected["fewest_relationships"]


@pytest.mark.parametrize("expected", EXPECTED["similar"], ids=lambda one: one["by"])
def test_similar(network: Network, expected: Mapping[str, Any]) -> None:
    found = similar(network, expected["recipient"], by=Likeness(expected["by"]))
    check_on(found.on)
    written = [{**asdict(one), "shared": spaced(one.shared)} for one in found.similar]
    assert written == [{**one, "cosine": close(one["cosine"])} for one in expected["found"]]


def written_chain(chain: Chain) -> str:
    claims = spaced(str(hop.claims) for hop in chain.hops)
    weakest = f"{chain.strength} {chain.weakest}"
    return f"{spaced(chain.actors)}; {chain.common or ''}; {weakest}; {claims}"


@pytest.mark.parametrize("expected", EXPECTED["chains"])
def test_chains(network: Network, expected: Mapping[str, Any]) -> None:
    asked = ChainsAsked(
        source=expected["from"],
        target=expected.get("to"),
        max_hops=5 if "to" in expected else 3,
        shared=Shared(expected["shared"]) if "shared" in expected else None,
        through=expected.get("through", False),
    )
    found = find_chains(network, asked)
    check_on(found.on)
    assert found.complete
    assert [written_chain(chain) for chain in found.chains] == expected["found"]


def written_supplies(one: LostSupplies) -> str:
    index = " ".join(
        "none" if value is None else str(round(value, 6))
        for value in (one.herfindahl_before, one.herfindahl_after)
    )
    return (
        f"{one.recipient}: suppliers {one.suppliers_before} {one.suppliers_after}, "
        f"claims {one.claims_before} {one.claims_after}, "
        f"origins {one.origins_before} {one.origins_after}, index {index}, lost {spaced(one.lost)}"
    )


@pytest.mark.parametrize("expected", EXPECTED["what_if"])
def test_what_if(network: Network, expected: Mapping[str, Any]) -> None:
    cut = (pair.split(">") for pair in expected["relationships"].split())
    removal = Removal(
        actors=frozenset(expected["actors"].split()),
        relationships=frozenset((supplier, recipient) for supplier, recipient in cut),
    )
    found = what_if(network, removal)
    check_on(found.on)
    assert asdict(found.before) == expected["before"]
    assert asdict(found.after) == expected["after"]
    assert pairs((edge.supplier, edge.recipient) for edge in found.lost) == expected["lost"]
    assert spaced(found.left_alone) == expected["left_alone"]
    assert [f"{one.actor} {one.before} {one.after}" for one in found.reach] == expected["reach"]
    assert [written_supplies(one) for one in found.supplies] == expected["supplies"]
