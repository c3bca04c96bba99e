/** A text that is cut is the text still. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { segments, sliceOf } from "../../app/web/site/segments.js";

const TEXT = "Arms 🚀 went from A to B.";

test("pieces are the text again, however spans lie", () => {
  for (let start = -3; start < 30; start += 2) {
    for (let end = start - 2; end < 40; end += 3) {
      const spans = [
        { start, end, of: 1 },
        { start: 4, end: 12, of: 2 },
        { start: end, end: start, of: 3 },
      ];
      const pieces = segments(TEXT, spans);
      assert.equal(pieces.map(({ text }) => text).join(""), TEXT);
      assert.ok(pieces.every(({ text }) => text !== ""));
    }
  }
});

test("overlapping spans cover their own pieces, counted in code points", () => {
  const pieces = segments(TEXT, [
    { start: 5, end: 11, of: "a" },
    { start: 7, end: 16, of: "b" },
  ]);
  assert.deepEqual(
    pieces.map(({ text, of }) => [text, of.join("")]),
    [
      ["Arms ", ""],
      ["🚀 ", "a"],
      ["went", "ab"],
      [" from", "b"],
      [" A to B.", ""],
    ],
  );
  assert.equal(sliceOf(TEXT, 5, 6), "🚀");
});

test("spans are begun and ended once", () => {
  const pieces = segments(TEXT, [
    { start: 0, end: 25, of: "a" },
    { start: 2, end: 3, of: "b" },
  ]);
  assert.equal(pieces.flatMap(({ starts }) => starts).length, 2);
  assert.equal(pieces.flatMap(({ ends }) => ends).length, 2);
});
