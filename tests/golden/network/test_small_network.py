"""The network holds what was worked out by hand; README.md shows the working."""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from graph.claims.claim import Stage, Status
from graph.network.centrality import MEASURES, centrality
from graph.network.network import Network
from graph.network.paths import Path as Way
from graph.network.paths import find_paths
from graph.network.supplies import SupplyRow
from tests.making import day, make_read, told

HERE = Path(__file__).parent


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def network() -> Network:
    network = Network()
    for article, group in groupby(rows_of("claims.csv"), key=lambda row: row["article"]):
        rows = list(group)
        claims = [
            told(
                row["supplier"],
                row["recipient"],
                row["munition"] or None,
                stage=Stage(row["stage"]),
                status=Status(row["status"]),
                source=row["source"] or None,
                date=row["date"] or None,
            )
            for row in rows
        ]
        published = day(rows[0]["published"])
        network.add(make_read(*claims, sequence=int(article), story=article, published=published))
    return network


def written(row: SupplyRow) -> dict[str, str]:
    values = {name: getattr(row, name) for name in rows_of("supplies.csv")[0]}
    values["stages"] = ";".join(row.stages)
    return {name: "" if value is None else str(value) for name, value in values.items()}


def written_way(path: Way) -> dict[str, str]:
    hops = (
        ";".join(f"{one.munition or ''}:{one.claims}/{one.origins}" for one in hop.munitions)
        for hop in path.hops
    )
    return {
        "actors": " ".join(path.actors),
        "weakest": str(path.weakest),
        "munitions": " ".join(hops),
    }


def test_supplies(network: Network) -> None:
    assert [written(row) for row in network.supplies()] == rows_of("supplies.csv")


def test_paths(network: Network) -> None:
    found = find_paths(network, "BEL", "UKR", max_hops=5)
    assert found.complete
    assert [written_way(path) for path in found.paths] == rows_of("paths.csv")
    assert find_paths(network, "UKR", "BEL").paths == ()


def test_every_measure_is_worked_out() -> None:
    # The eigenvector measure has no answer where no supplies run in a circle.
    assert [row["measure"] for row in rows_of("centrality.csv")] == [
        name for name in MEASURES if name != "eigenvector"
    ]


@pytest.mark.parametrize("expected", rows_of("centrality.csv"), ids=lambda row: row["measure"])
def test_centrality(network: Network, expected: dict[str, str]) -> None:
    answer = centrality(network, expected["measure"])
    scores = {score.actor: score.value for score in answer.scores}
    wanted = {actor: float(value) for actor, value in expected.items() if actor != "measure"}
    assert scores == pytest.approx(wanted, abs=1e-6)
    assert (answer.on.sequence, answer.on.nodes, answer.on.edges) == (5, 4, 4)
