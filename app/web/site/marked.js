/** A quote with the words marked that a claim was read from. */

import { el } from "./dom.js";

/**
 * Give the quote of a claim in pieces, with what names goods, amount, value and day marked.
 * @param {{quote: string, munition_text?: string | null, designation?: string | null, quantity?: {text: string} | null, value?: {text?: string} | null}} claim
 * @returns {(Node | string)[]}
 */
export function marked(claim) {
  /** @type {[string | null | undefined, string][]} */
  const sought = [
    [claim.munition_text, "munition"],
    [claim.designation, "designation"],
    [claim.quantity?.text, "quantity"],
    [claim.value?.text, "value"],
  ];
  /** @type {{start: number, end: number, kind: string}[]} */
  const spans = [];
  for (const [words, kind] of sought) {
    const start = words ? claim.quote.indexOf(words) : -1;
    if (start >= 0) addSpan(spans, { start, end: start + /** @type {string} */ (words).length, kind });
  }
  return cut(claim.quote, spans);
}

/**
 * @param {{start: number, end: number, kind: string}[]} spans
 * @param {{start: number, end: number, kind: string}} fresh
 */
function addSpan(spans, fresh) {
  if (spans.every(({ start, end }) => fresh.end <= start || fresh.start >= end)) spans.push(fresh);
}

/**
 * Cut a text at spans; each becomes a mark.
 * @param {string} text
 * @param {{start: number, end: number, kind: string}[]} spans
 */
export function cut(text, spans) {
  /** @type {(Node | string)[]} */
  const pieces = [];
  let at = 0;
  for (const { start, end, kind } of [...spans].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, start), el("mark", { class: kind }, text.slice(start, end)));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}
