/** Arcs between places, also between places that are one. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { arcOf, crossOf } from "../../app/web/site/explore/arcs.js";
import { weightsOf, widthsOf } from "../../app/web/site/explore/weights.js";

const numbers = (line) => line.match(/-?[\d.]+/g).map(Number);

test("an arc runs from one place to the other, and back on the other side", () => {
  const there = numbers(arcOf([0, 0], [100, 0]).line);
  const back = numbers(arcOf([100, 0], [0, 0]).line);
  assert.deepEqual([...there.slice(0, 2), ...there.slice(4)], [0, 0, 100, 0]);
  assert.ok(Math.sign(there[3]) === -Math.sign(back[3]));
});

test("places that are one, or far apart, give numbers all the same", () => {
  for (const [from, to] of [
    [
      [5, 5],
      [5, 5],
    ],
    [
      [0, 0],
      [960, 440],
    ],
    [
      [0, 0],
      [0.2, 0],
    ],
  ]) {
    const arc = arcOf(from, to);
    const drawn = [arc.line, arc.head(3, 1), crossOf(arc, 5)];
    assert.ok(drawn.flatMap(numbers).every(Number.isFinite));
    assert.ok(!drawn.join().includes("NaN"));
  }
});

test("widths follow the weight that is chosen, and few origins stay thin", () => {
  const rows = [
    { origins: 1, claims: 9, amounts: [{ unit: "tanks", least: 4, most: null }] },
    { origins: 25, claims: 30, amounts: [{ unit: "tanks", least: null, most: 100 }] },
    { origins: 1, claims: 1, amounts: [] },
  ];
  const weights = weightsOf(rows);
  assert.deepEqual(Object.keys(weights), ["origins", "claims", "quantity"]);
  assert.deepEqual(rows.map(weights.quantity.of), [4, 100, 0]);
  const [thin, wide] = rows.map(widthsOf(rows, weights.origins, 10));
  assert.ok(thin < wide && wide <= 10.2);
  const alone = widthsOf([rows[0]], weights.origins, 10);
  assert.ok(alone(rows[0]) < 4);
});
