"""The query under a view gives the rows of the view."""

from __future__ import annotations

from tests.browser.looking import Window

LOOKS: tuple[dict[str, str], ...] = (
    {},
    {"recipient": "UKR"},
    {"actor": "IRN"},
    {"munition": "missile"},
    {"munition": "military-aid"},
    {"stage": "commitment"},
    {"status": "denied"},
    {"status": "denied", "stage": "delivery"},
    {"since": "2025-06", "until": "2025-12"},
    {"until": "2025-03-05"},
    {"as_of": "2025-06-15", "munition": "ammunition", "since": "2023"},
)
COMPARE = """async (given) => {
  const main = document.querySelector('script[type="module"]').src;
  const { PLAIN } = await import(new URL("address.js", main).href);
  const { sparqlOf } = await import(new URL("explore/sparql.js", main).href);
  const { findRows } = await import(new URL("explore/rows.js", main).href);
  const look = { ...PLAIN, show: "1000", ...given };
  const { rows } = await findRows(look);
  const query = new URLSearchParams({ query: sparqlOf(look), format: "json" });
  const told = await (await fetch(`/sparql?${query}`)).json();
  return {
    rest: rows.map((row) => [row.supplier.id, row.recipient.id, row.claims].join(" ")).sort(),
    sparql: told.results.bindings
      .filter(({ supplier }) => supplier)
      .map((row) => [row.supplier.value, row.recipient.value, row.claims.value].join(" "))
      .sort(),
  };
}"""


def test_sparql_says_what_the_table_says(window: Window) -> None:
    page = window.open("/about")
    for look in LOOKS:
        found = page.evaluate(COMPARE, look)
        assert found["rest"], look
        assert found["sparql"] == found["rest"], look
