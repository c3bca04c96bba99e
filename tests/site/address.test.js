/** The state of Explore is its address, there and back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  FILTERS,
  PLAIN,
  about,
  filtersOf,
  openKey,
  readLook,
  severalOf,
  together,
  writeLook,
} from "../../app/web/site/address.js";

const searchOf = (address) => new URL(address, "http://x").search;

test("what is as always is left out", () => {
  assert.equal(writeLook({ ...PLAIN }), "/");
  assert.deepEqual(readLook(""), PLAIN);
});

test("a state is read as it was written", () => {
  const look = {
    ...PLAIN,
    recipient: "name:los-zetas & co",
    since: "2024-03",
    view: "network",
    open: "USA~UKR~battle-tank",
    without: "DEU,USA~UKR",
  };
  assert.deepEqual(readLook(searchOf(writeLook(look))), look);
});

test("several actors are repeated in an address, each once", () => {
  const look = readLook("?actor=UKR&actor=POL&actor=UKR&supplier=&supplier=USA");
  assert.equal(look.actor, "UKR~POL");
  assert.deepEqual(severalOf(look.actor), ["UKR", "POL"]);
  assert.equal(writeLook(look), "/?supplier=USA&actor=UKR&actor=POL");
  assert.equal(String(filtersOf(look)), "supplier=USA&actor=UKR&actor=POL");
  assert.equal(about(look, "IRN", true).actor, "UKR~POL~IRN");
  assert.equal(about(look, "IRN").actor, "IRN");
  assert.equal(together(["", "A", "A"]), "A");
});

test("what the page does not know is passed over", () => {
  assert.deepEqual(readLook("?colour=red&recipient=%20UKR%20"), { ...PLAIN, recipient: "UKR" });
});

test("filters are those of REST", () => {
  const look = { ...PLAIN, recipient: "UKR", strength: "documented", view: "table", open: "A~B" };
  assert.equal(String(filtersOf(look)), "recipient=UKR&strength=documented");
  assert.equal(String(filtersOf(look, ["strength"])), "recipient=UKR");
  assert.ok(FILTERS.every((name) => name in PLAIN));
});

test("a relationship is named by its ends, and its munition if one is meant", () => {
  const row = { supplier: { id: "IRN" }, recipient: { id: "RUS" } };
  assert.equal(openKey(row), "IRN~RUS");
  assert.equal(openKey(row, "drone"), "IRN~RUS~drone");
});
