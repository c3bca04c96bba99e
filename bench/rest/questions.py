"""Questions as an address of ours and as SPARQL, and how the two answers are held together.

The queries are as fast as we could write them: actors by their IRIs, no claim joined with another,
names looked up last. `who-supplies` is the query of the ontology's own checks, whose rows are those
of `/v1/supplies`. A first page of ours is a LIMIT of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.questions import changed
from bench.ratios import Goal
from graph.network.hop import EVIDENCE
from graph.quads.iris import Iris

PAGE = 1000
OF_ONE = Goal(number=20)
OF_MANY = Goal(number=10)

Rows = Sequence[tuple[str | None, ...]]
"""What of an answer is compared, in order, or sorted where the order is not asked for."""

_PREFIX = "PREFIX ma: <https://w3id.org/materiel/aid#> PREFIX dcterms: <http://purl.org/dc/terms/> "
_IRIS = Iris()
_NAMED = ("supplier", "munition", "claims", "first", "last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the actors of a turn; `ours` and `theirs` read the rows of the answers."""

    name: str
    goal: Goal
    address: Callable[[str, str], str]
    query: Callable[[str, str], str]
    ours: Callable[[Any], Rows]
    theirs: Callable[[Any], Rows]
    most: int | None = None
    """Turns at the most, of what takes long."""


def _who_supplies(one: str, _: str) -> str:
    return changed("who-supplies", {'"RUS"': f'"{one}"'}) + f"LIMIT {PAGE}"


def _counts(one: str, _: str) -> str:
    return f"""{_PREFIX}
        SELECT ?s ?m (COUNT(?claim) AS ?claims) WHERE {{
          ?claim ma:recipient {_IRIS.actor(one)} ; a ma:SupplyClaim ; ma:supplier ?s .
          OPTIONAL {{ ?claim ma:munition ?m }}
        }} GROUP BY ?s ?m"""


def _ways(one: str, other: str) -> str:
    a, b = _IRIS.actor(one), _IRIS.actor(other)
    munition = "OPTIONAL { ?c ma:munition ?m }"
    return f"""{_PREFIX}
        SELECT ?hop ?via ?m (COUNT(?c) AS ?claims) WHERE {{
          {{ ?c ma:supplier {a} ; a ma:SupplyClaim ; ma:recipient ?via . {munition}
             BIND("1" AS ?hop) FILTER EXISTS {{ ?via ma:supplies {b} }} }}
          UNION
          {{ ?c ma:recipient {b} ; a ma:SupplyClaim ; ma:supplier ?via . {munition}
             BIND("2" AS ?hop) FILTER EXISTS {{ {a} ma:supplies ?via }} }}
        }} GROUP BY ?hop ?via ?m"""


def _chains_address(one: str, other: str) -> str:
    return f"/v1/network/chains?from={one}&to={other}&max_hops=2&limit={PAGE}"


def _chains(one: str, other: str) -> str:
    a, b = _IRIS.actor(one), _IRIS.actor(other)

    def hop(number: int, ends: str, further: str) -> str:
        c, day = f"?c{number}", "^^<http://www.w3.org/2001/XMLSchema#date>"
        earliest = f'MIN(COALESCE(?e{number}, "0001-01-01"{day}))'
        latest = f'MAX(COALESCE(?l{number}, "9999-12-31"{day}))'
        return f"""{{ SELECT ?via (COUNT({c}) AS ?n{number})
            ({earliest} AS ?from{number}) ({latest} AS ?until{number}) WHERE {{
              {c} {ends} ; a ma:SupplyClaim .
              OPTIONAL {{ {c} ma:earliest ?e{number} }} OPTIONAL {{ {c} ma:latest ?l{number} }}
              FILTER EXISTS {{ {further} }}
            }} GROUP BY ?via }}"""

    first = hop(1, f"ma:supplier {a} ; ma:recipient ?via", f"?via ma:supplies {b}")
    second = hop(2, f"ma:recipient {b} ; ma:supplier ?via", f"{a} ma:supplies ?via")
    return f"{_PREFIX} SELECT * WHERE {{ {first} {second} FILTER (?from1 <= ?until2) }}"


def _chains_told(one: str, other: str) -> str:
    """Ask for the claims that fit, each with what our hops add up of it."""
    a, b = _IRIS.actor(one), _IRIS.actor(other)
    first, second = f"ma:supplier {a} ; ma:recipient ?via", f"ma:recipient {b} ; ma:supplier ?via"
    day = "^^<http://www.w3.org/2001/XMLSchema#date>"

    def claims(number: int, ends: str, limit: str, fits: str) -> str:
        return f"""{{ {limit}
            ?c {ends} ; a ma:SupplyClaim . OPTIONAL {{ ?c ma:munition ?m }}
            OPTIONAL {{ ?c ma:earliest ?e }} OPTIONAL {{ ?c ma:latest ?l }}
            BIND("{number}" AS ?hop) FILTER ({fits}) }}"""

    def limit(ends: str, further: str, limit: str) -> str:
        return f"""{{ SELECT ?via ({limit} AS ?limit) WHERE {{
              ?x {ends} ; a ma:SupplyClaim . FILTER EXISTS {{ {further} }}
              OPTIONAL {{ ?x ma:earliest ?e }} OPTIONAL {{ ?x ma:latest ?l }}
            }} GROUP BY ?via }}"""

    until = limit(second, f"{a} ma:supplies ?via", f'MAX(COALESCE(?l, "9999-12-31"{day}))')
    since = limit(first, f"?via ma:supplies {b}", f'MIN(COALESCE(?e, "0001-01-01"{day}))')
    one_hop = claims(1, first, until, f'COALESCE(?e, "0001-01-01"{day}) <= ?limit')
    two_hops = claims(2, second, since, f'COALESCE(?l, "9999-12-31"{day}) >= ?limit')
    return f"{_PREFIX} SELECT ?hop ?via ?c ?m ?e ?l WHERE {{ {one_hop} UNION {two_hops} }}"


def _top(_one: str, _other: str) -> str:
    return f"""{_PREFIX}
        SELECT ?s ?claims WHERE {{
          {{ SELECT ?n (COUNT(?claim) AS ?claims) WHERE {{
               ?claim a ma:SupplyClaim ; ma:supplier ?n
             }} GROUP BY ?n ORDER BY DESC(?claims) LIMIT 10 }}
          ?n dcterms:identifier ?s
        }} ORDER BY DESC(?claims)"""


def _rows_of_supplies(told: Mapping[str, Any]) -> Rows:
    named = [{**row, **_ids(row)} for row in told["supplies"]]
    return [tuple(_text(row.get(name)) for name in _NAMED) for row in named]


def _sorted_supplies(told: Mapping[str, Any]) -> Rows:
    return _in_order(row[:3] for row in _rows_of_supplies(told))


def _ids(row: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: (row.get(name) or {}).get("id") for name in ("supplier", "munition")}


def _hops(told: Mapping[str, Any]) -> Rows:
    return _in_order(
        (str(number), path["actors"][1], (of["munition"] or {}).get("id"), str(of["claims"]))
        for path in told["paths"]
        if len(path["hops"]) == 2
        for number, hop in enumerate(path["hops"], start=1)
        for of in hop["munitions"]
    )


def _stops(told: Mapping[str, Any]) -> Rows:
    return _in_order((one["actors"][1],) for one in told["chains"] if len(one["hops"]) == 2)


def _told_hops(told: Mapping[str, Any]) -> Rows:
    """Read what hops of chains are told by, as `_hops_of_claims` adds it up."""
    return _in_order(
        (
            *(str(number), one["actors"][1], str(hop["claims"]), hop["first"], hop["last"]),
            *(f"{_id(each['munition'])} {each['claims']}" for each in _by_munition(hop)),
            *(
                sorted(each.rsplit("/", 1)[-1] for each in hop["evidence"])
                if hop["claims"] <= EVIDENCE
                else ()
            ),
        )
        for one in told["chains"]
        if len(one["hops"]) == 2
        for number, hop in enumerate(one["hops"], start=1)
    )


def _by_munition(hop: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return sorted(hop["munitions"], key=lambda each: str(_id(each["munition"])))


def _hops_of_claims(told: Mapping[str, Any]) -> Rows:
    """Add up claims that fit by hop: how many, first and last day, by munition, and their ids."""
    hops: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row in told["results"]["bindings"]:
        named = {name: _last(term["value"]) for name, term in row.items()}
        hops.setdefault((named["hop"], named["via"]), []).append(named)
    return _in_order(
        (
            *(*hop, str(len(claims)), *_days(claims)),
            *(f"{m} {n}" for m, n in sorted(Counter(str(c.get("m")) for c in claims).items())),
            *(sorted(claim["c"] for claim in claims) if len(claims) <= EVIDENCE else ()),
        )
        for hop, claims in hops.items()
    )


def _days(claims: Sequence[Mapping[str, str]]) -> tuple[str | None, str | None]:
    """Find the first and the last day; none where one is open."""
    first, last = ([claim.get(name) for claim in claims] for name in ("e", "l"))
    return (
        None if None in first else min(filter(None, first)),
        None if None in last else max(filter(None, last)),
    )


def _id(named: Mapping[str, str] | None) -> str | None:
    return named["id"] if named else None


def _suppliers(told: Mapping[str, Any]) -> Rows:
    return [(one["id"], str(one["supplying"])) for one in told["actors"]]


def _bound(*names: str, is_ordered: bool = False) -> Callable[[Any], Rows]:
    """Read these variables; of what we have named, the name."""

    def read(told: Mapping[str, Any]) -> Rows:
        rows = (
            tuple(_last(row[name]["value"]) if name in row else None for name in names)
            for row in told["results"]["bindings"]
        )
        return list(rows) if is_ordered else _in_order(rows)

    return read


def _last(value: str) -> str:
    return value.rsplit("/", 1)[-1] if value.startswith("http") else value


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _in_order(rows: Any) -> Rows:  # noqa: ANN401 - any iterable of tuples
    return sorted(rows, key=repr)


QUESTIONS = (
    Question(
        name="who supplies X: names, claims, first and last day",
        goal=OF_ONE,
        address=lambda one, _: (
            f"/v1/supplies?recipient={one}&limit={PAGE}"
            "&fields=supplier,recipient,munition,claims,first,last"
        ),
        query=_who_supplies,
        ours=_rows_of_supplies,
        theirs=_bound(*_NAMED, is_ordered=True),
    ),
    Question(
        name="who supplies X: counts alone",
        goal=OF_ONE,
        address=lambda one, _: (
            f"/v1/supplies?recipient={one}&limit={PAGE}&fields=supplier.id,munition.id,claims"
        ),
        query=_counts,
        ours=_sorted_supplies,
        theirs=_bound("s", "m", "claims"),
    ),
    Question(
        name="two-hop paths from A to B, claims by munition",
        goal=OF_MANY,
        address=lambda one, other: (
            f"/v1/network/paths?from={one}&to={other}&max_hops=2&limit={PAGE}"
        ),
        query=_ways,
        ours=_hops,
        theirs=_bound("hop", "via", "m", "claims"),
    ),
    Question(
        name="two-hop chains from A to B in an order of time: who is between them",
        goal=OF_MANY,
        address=_chains_address,
        query=_chains,
        ours=_stops,
        theirs=_bound("via"),
    ),
    Question(
        name="two-hop chains from A to B in an order of time: the claims of each hop that fit",
        goal=OF_MANY,
        address=_chains_address,
        query=_chains_told,
        ours=_told_hops,
        theirs=_hops_of_claims,
    ),
    Question(
        name="top ten suppliers by claims, kept until something is added",
        goal=OF_MANY,
        address=lambda _one, _other: "/v1/actors?sort=-supplying&limit=10&fields=id,supplying",
        query=_top,
        ours=_suppliers,
        theirs=_bound("s", "claims", is_ordered=True),
        most=15,
    ),
)
TOP = QUESTIONS[-1]
"""Who supplies most, which names no actor."""
