"""Rows of supplies as the list shows them, and as the model does."""

import json
import random
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson
import pytest

from app.listing.fields import objects
from app.listing.supplies import supplies_for
from app.schemas.supplies import show_supplies
from app.schemas.wanted import ClaimsWanted
from app.wiring import Materiel
from graph.claims.claim import Stage, Status
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.rolling import Level
from graph.network.strength import Strength
from tests.making import make_read, told
from tests.unit.app.conftest import Client


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    "wanted", [Filter(), Filter(status=Status.DENIED), Filter(stage=Stage.COMMITMENT)]
)
def test_the_list_shows_what_the_model_does(materiel: Materiel, wanted: Filter) -> None:
    rows = materiel.network.supplies(wanted)
    shown = objects(supplies_for(wanted).fields, rows)
    expected = [json.loads(one.model_dump_json()) for one in show_supplies(rows, wanted)]
    assert orjson.loads(orjson.dumps(shown)) == expected != []


@pytest.mark.usefixtures("stories")
def test_the_strongest_come_first_and_cursors_know_it(client: Client) -> None:
    url = "/v1/supplies?sort=-strength,-contested&fields=strength,contested&limit=1"
    found = []
    while url:
        answer = client.get(url).json()
        found += answer["supplies"]
        url = answer["next"]
    order = ["documented", "corroborated", "reported", "alleged"]
    places = [(order.index(row["strength"]), not row["contested"]) for row in found]
    assert len(places) > 1
    assert places == sorted(places)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(
    ("asked_for", "claims"), [(None, 6), ("materiel", 4), ("artillery", 2), ("howitzer", 1)]
)
def test_a_row_of_any_level_leads_to_the_claims_it_counts(
    level: Level, asked_for: str | None, claims: int
) -> None:
    network = Network()
    munitions = ("howitzer", "mortar", "battle-tank", "materiel", "military-aid", None)
    network.add(make_read(*(told("POL", "UKR", munition) for munition in munitions)))
    wanted = Filter(munition=asked_for)
    rows = network.rolled_up(wanted, level).rows
    assert sum(row.claims for row in rows) == claims
    for shown in show_supplies(rows, wanted):
        asked = dict(parse_qsl(urlsplit(shown.claims_url).query))
        found = network.claims_of(ClaimsWanted.model_validate(asked).filter())
        assert found.total == shown.claims, shown.claims_url


FILTERS = [
    {},
    {"stage": Stage.ORDER},
    {"stage": Stage.SUSPENSION},
    {"status": Status.ALLEGED},
    {"status": Status.DENIED},
    {"since": date(2023, 1, 1)},
    {"until": date(2022, 6, 30)},
    {"since": date(2022, 1, 1), "until": date(2023, 12, 31)},
    {"as_of": date(2024, 1, 20)},
    {"strength": Strength.CORROBORATED},
    {"strength": Strength.REPORTED, "as_of": date(2024, 1, 25), "stage": Stage.DELIVERY},
    {"munition": "artillery"},
    {"munition": "howitzer", "status": Status.ASSERTED, "since": date(2022, 1, 1)},
    {"supplier": "AUT", "strength": Strength.ALLEGED},
]


@cache
def drawn() -> Network:
    """Draw a network of everything: the same each time."""
    rolls = random.Random(11)
    network = Network()
    for number in range(1, 121):
        ends = rolls.sample(["AUT", "BEL", "CZE"], 2)
        claim = told(
            ends[0],
            ends[1],
            rolls.choice(["howitzer", "mortar", "battle-tank", "materiel", "military-aid", None]),
            stage=rolls.choice(list(Stage)),
            status=rolls.choice(list(Status)),
            date=rolls.choice([None, "2021", "2022-03", "2023/2024", "../2022", "2023/.."]),
            source=rolls.choice([None, "Warsaw", "The Watch"]),
        )
        story = " ".join(f"{number}of{word}" for word in range(8))
        read = make_read(
            claim,
            story=story,
            sequence=number,
            publisher=f"Paper {number % 9}",
            published=date(2024, 1, 1 + number % 28),
        )
        network.add(read)
    return network


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("asked", FILTERS, ids=str)
def test_a_row_leads_to_exactly_its_claims_under_each_filter(
    level: Level, asked: dict[str, Any]
) -> None:
    network, wanted = drawn(), Filter(**asked)
    rows = network.rolled_up(wanted, level).rows
    assert rows or asked.get("stage") is Stage.SUSPENSION
    for row, shown in zip(rows, show_supplies(rows, wanted), strict=True):
        query = dict(parse_qsl(urlsplit(shown.claims_url).query))
        found = network.claims_of(ClaimsWanted.model_validate(query).filter())
        assert found.total == row.claims, shown.claims_url
        assert {one.id for one in row.quotes} <= {one.id for one in found.claims}
        assert len({one.article.id for one in found.claims}) == row.articles
