"""The page about a thing."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from app.things.page import render
from graph.quads.iris import Iris
from graph.store.describe import COUNTED, Description
from ontology.terms import MA, PROV, RDF, SCHEMA

BASE = "https://arms.example.org/id/"
IRIS = Iris(base=BASE)
CLAIM, QUANTITY = IRIS.claim("1"), IRIS.quantity("1")
QUOTE = "Oslo sends <four> tanks to Kyiv."


def described(*told: tuple[NamedNode, NamedNode, NamedNode | Literal], **given: Any) -> str:
    found: dict[str, Any] = {
        "node": CLAIM,
        "told": tuple(Quad(*each, IRIS.graph("a")) for each in told),
        "pointing": (),
        "more": 0,
        "names": {CLAIM.value: QUOTE, IRIS.actor("NOR").value: "Norway"},
        **given,
    }
    return render(Description(**found), BASE, 2)


def pointing(count: int) -> tuple[Quad, ...]:
    return tuple(
        Quad(IRIS.passage(str(each)), PROV.WAS_QUOTED_FROM, CLAIM, IRIS.graph("a"))
        for each in range(count)
    )


def test_a_claim_is_headed_by_its_quote_which_is_not_said_again() -> None:
    page = described(
        (CLAIM, RDF.TYPE, MA.CLAIM), (CLAIM, MA.QUOTE, Literal(QUOTE)), (CLAIM, MA.RANK, Literal(0))
    )
    assert "<h2>“Oslo sends &lt;four&gt; tanks to Kyiv.”</h2>" in page
    assert "ma:quote" not in page
    assert "ma:rank" in page


def test_what_a_reader_asks_for_is_first() -> None:
    page = described(
        (CLAIM, PROV.WAS_ATTRIBUTED_TO, IRIS.publisher("x")),
        (CLAIM, MA.CONFIDENCE, Literal(0.5)),
        (CLAIM, MA.STATUS, MA.ASSERTED),
        (CLAIM, MA.STAGE, MA.DELIVERY),
        (CLAIM, MA.MUNITION_PASSED, IRIS.munition("tank")),
        (CLAIM, MA.RECIPIENT, IRIS.actor("UKR")),
        (CLAIM, MA.SUPPLIER, IRIS.actor("NOR")),
    )
    order = ["supplier", "recipient", "munition", "stage", "status", "wasAttributedTo"]
    places = [page.index(f"{word}</") for word in (*order, "confidence")]
    assert places == sorted(places)


def test_parts_have_short_names_and_are_on_the_page() -> None:
    page = described(
        (CLAIM, MA.QUANTITY, QUANTITY),
        (QUANTITY, RDF.TYPE, SCHEMA.QUANTITATIVE_VALUE),
        (QUANTITY, SCHEMA.MAX_VALUE, Literal(4)),
    )
    assert '<a href="#quantity"' in page
    assert ">#quantity</a>" in page
    assert '<section id="quantity">' in page
    assert "<h3>#quantity</h3>" in page


def test_things_of_ours_are_linked_on_this_service_and_others_are_not() -> None:
    page = described(
        (CLAIM, MA.SUPPLIER, IRIS.actor("NOR")), (CLAIM, MA.RECIPIENT, IRIS.actor("UKR"))
    )
    assert 'href="/id/actor/NOR"' in page
    assert ">Norway</a>" in page
    assert ">actor/UKR</a>" in page  # without a name, what tells it from others
    assert f'href="/ontology#{MA.SUPPLIER.value.removeprefix(MA.NAMESPACE)}"' in page


def test_parts_of_other_things_are_called_after_those() -> None:
    other = {CLAIM.value: "An article", IRIS.claim("0").value: "Oslo sends tanks."}
    page = described((CLAIM, MA.RANK, Literal(0)), pointing=pointing(1), names=other)
    assert ">Oslo sends tanks. #passage</a>" in page
    assert 'href="/id/claim/0#passage"' in page


@pytest.mark.parametrize(
    ("shown", "more", "said"),
    [
        (2, 0, None),
        (2, 1234, "and 1,234 more: ask SPARQL"),
        (5, 0, "and 3 more: ask SPARQL"),
        (2, COUNTED, "and at least 10,000 more: ask SPARQL"),
    ],
)
def test_what_is_not_shown_is_counted_and_can_be_asked_for(
    shown: int, more: int, said: str | None
) -> None:
    page = described((CLAIM, MA.RANK, Literal(0)), pointing=pointing(shown), more=more)
    assert (said in page) if said else ("<form" not in page)
    if said:
        assert page.count("#passage</a>") == 2
        assert f"?property &lt;{CLAIM.value}&gt;" in page


def test_the_query_of_the_page_gives_all_that_points_there() -> None:
    quads = pointing(5)
    page = described((CLAIM, MA.RANK, Literal(0)), pointing=quads)
    query = unescape(page.partition('points here">')[2].partition("</textarea>")[0])
    store = Store()
    store.extend(quads)
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    assert {row["thing"] for row in found} == {quad.subject for quad in quads}
