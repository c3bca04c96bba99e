/** Days, spans and amounts in words. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { amountOf, counted, dayOf, span } from "../../app/web/site/words.js";

test("days, months and years", () => {
  assert.equal(dayOf("2024-03-05"), "5 Mar 2024");
  assert.equal(dayOf("2024-03"), "Mar 2024");
  assert.equal(dayOf("2024"), "2024");
  assert.equal(dayOf(null), "");
  assert.equal(dayOf("soon"), "");
});

test("whole months and years are called so", () => {
  assert.equal(span("2024-01-01", "2024-12-31"), "2024");
  assert.equal(span("2022-01-01", "2023-12-31"), "2022 to 2023");
  assert.equal(span("2024-02-01", "2024-02-29"), "Feb 2024");
  assert.equal(span("2025-05-01", "2025-06-30"), "May 2025 to Jun 2025");
  assert.equal(span("2025-05-01", "2025-06-29"), "1 May 2025 to 29 Jun 2025");
  assert.equal(span("2025-05-03", "2025-05-03"), "3 May 2025");
});

test("spans that are open", () => {
  assert.equal(span("2023-08-01", null), "from 1 Aug 2023");
  assert.equal(span(null, "2025-06-30"), "until 30 Jun 2025");
  assert.equal(span(null, null), "");
});

test("amounts keep what is not known", () => {
  assert.equal(amountOf({ unit: "tanks", least: 14, most: 14 }), "14 tanks");
  assert.equal(amountOf({ unit: "tanks", least: 10, most: 20 }), "10 to 20 tanks");
  assert.equal(
    amountOf({ unit: "shells", least: 6000000, most: null }),
    "at least 6,000,000 shells",
  );
  assert.equal(amountOf({ unit: null, least: null, most: 3 }), "at most 3");
});

test("one claim, two claims", () => {
  assert.equal(counted(1, "claim"), "1 claim");
  assert.equal(counted(1200, "claim"), "1,200 claims");
});
