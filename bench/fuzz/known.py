"""Values that a service knows, so that requests reach what lies behind the checks of names."""

from __future__ import annotations

import json
import tomllib
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any

from app.errors import all_kinds
from bench.fuzz.described import AnyCase, Operation, names_told
from graph.network.centrality import MEASURES

OWN = Path(__file__).with_name("known.toml")
JSON = "application/json"
QUERY = "application/sparql-query"
_TOLD = ("sort", "fields")
_SOMETIMES = 0.2
_AT_ONCE = 1000
_ACTORS = ("supplier", "recipient", "from", "to", "actor", "actor_id")
_AGAINST = {"cursor", "offset", "after"}
"""Parameters that tell a place: one of them at a time."""

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Values by the name of the parameter that takes them, for all or for one operation.

    - `always`: parameters that an operation needs though they are not called required;
    - `labels`: of actors and of munitions, to write stories with.
    """

    values: Values
    operations: Mapping[str, Values]
    always: Values
    bodies: Mapping[str, Any]
    labels: tuple[Sequence[str], Sequence[str]]

    def case(self, operation: Operation, rolls: Random) -> AnyCase | None:
        """Make a request of good values; None where a parameter in the path has none."""
        path = {
            one.name: self._value(operation, one.name, rolls)
            for one in operation.path_parameters.items
        }
        if None in path.values():
            return None
        given: dict[str, Any] = {}
        if operation.body.items:
            given = self._body(operation, rolls)
            if not given:
                return None
        headers = {"Accept": rolls.choice(self.bodies["accept"])} if rolls.random() < 0.5 else {}
        query = self._query(operation, rolls)
        return operation.Case(path_parameters=path, query=query, headers=headers, **given)

    def _query(self, operation: Operation, rolls: Random) -> dict[str, str]:
        needed = self.always.get(operation.label, ())
        query: dict[str, str] = {}
        for one in operation.query.items:
            if one.is_required or one.name in needed or rolls.random() < _SOMETIMES:
                value = self._value(operation, one.name, rolls)
                while one.name == "to" and value == query.get("from"):
                    value = self._value(operation, one.name, rolls)
                if value is not None and not (one.name in _AGAINST and _AGAINST & query.keys()):
                    query[one.name] = value
        if operation.path_parameters.items and "form" in operation.path.rpartition(".")[2]:
            query.pop("format", None)
        return query

    def _value(self, operation: Operation, name: str, rolls: Random) -> str | None:
        if name in _TOLD:
            told = names_told(operation, name)
            return ",".join(rolls.sample(told, rolls.randint(1, min(3, len(told)))))
        known = self.operations.get(operation.label, {}).get(name, self.values.get(name, ()))
        return rolls.choice(known) if known else None

    def _body(self, operation: Operation, rolls: Random) -> dict[str, Any]:
        match operation.label.rpartition("/")[2]:
            case "articles":
                body: Any = self._article(rolls)
            case "verdicts":
                body = self._verdict(rolls)
            case "restore":
                body = {"why": rolls.choice(self.values["why"])}
            case "sparql":
                return {"body": rolls.choice(self.values["query"]), "media_type": QUERY}
            case _:
                return {}
        return {"body": body, "media_type": JSON}

    def _article(self, rolls: Random) -> dict[str, str]:
        actors, munitions = self.labels
        supplier, recipient = rolls.sample(actors, 2)
        text = self.bodies["article"].format(
            number=rolls.randrange(10**6),
            supplier=supplier,
            many=rolls.randint(2, 900),
            munition=rolls.choice(munitions),
            recipient=recipient,
        )
        return {"text": text, "published": rolls.choice(("2021-02-03", "2024-03-05"))}

    def _verdict(self, rolls: Random) -> dict[str, Any]:
        decision = rolls.choice(("accept", "reject", "correct"))
        given: dict[str, Any] = {"decision": decision, "who": rolls.choice(self.values["who"])}
        if decision != "accept":
            given["why"] = rolls.choice(self.values["why"])
        if decision == "correct":
            given["correction"] = {"designation": f"Mark {rolls.randrange(10**6)}"}
        return given


def ask_known(address: str) -> Known:
    """Ask a service for the ids of what it holds, and add what no service tells."""
    own = tomllib.loads(OWN.read_text(encoding="utf-8"))
    actors = _rows(address, "actors")
    things = _rows(address, "munitions")
    claims = [row["id"] for row in _rows(address, "claims")]
    checks = resources.files("ontology").joinpath("checks")
    values: dict[str, Sequence[str]] = {
        **own["values"],
        **{name: [row["id"] for row in actors] for name in _ACTORS},
        "munition": [row["id"] for row in things],
        "claim_id": claims,
        "article_id": [row["article"]["id"] for row in _rows(address, "articles")],
        "source": [row["id"] for row in _rows(address, "sources")],
        "measure": sorted(MEASURES.keys() - own["unsure"]["measure"]),
        "slug": list(all_kinds()),
        "query": [
            checks.joinpath(f"{name}.rq").read_text(encoding="utf-8")
            for name in own["bodies"]["checks"]
        ],
    }
    operations = {
        **own["operations"],
        "GET /export/nanopubs/{name}": {"name": [f"{claim}.trig" for claim in claims]},
        "GET /id/{name}": {"name": [f"claim/{claim}" for claim in claims]},
    }
    labels = ([row["label"] for row in actors], [row["label"] for row in things])
    return Known(
        values=values,
        operations=operations,
        always=own["always"],
        bodies=own["bodies"],
        labels=labels,
    )


def _rows(address: str, name: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{address}/v1/{name}?limit={_AT_ONCE}", timeout=60) as answer:
        rows: list[dict[str, Any]] = json.loads(answer.read())[name]
    return rows
