/** A quote with the words marked that a claim was read from. */

import { el } from "./dom.js";

/** @typedef {{quote: string, munition_text?: string | null, designation?: string | null, quantity?: {text: string} | null, value?: {text?: string} | null}} Quoted */

/**
 * Give the quote of claims in pieces, with what names goods, amounts and values marked.
 * @param {Quoted[]} claims  of one quote
 * @returns {(Node | string)[]}
 */
export function marked(claims) {
  const [claim] = claims;
  /** @type {[string | null | undefined, string][]} */
  const sought = claims.flatMap((one) => [
    [one.munition_text, "munition"],
    [one.designation, "designation"],
    [one.quantity?.text, "quantity"],
    [one.value?.text, "value"],
  ]);
  /** @type {{start: number, end: number, kind: string}[]} */
  const spans = [];
  for (const [words, kind] of sought) {
    const found = words ? wholeWords(words).exec(claim.quote) : null;
    if (found) addSpan(spans, { start: found.index, end: found.index + found[0].length, kind });
  }
  return cut(claim.quote, spans);
}

/** @param {string} words */
function wholeWords(words) {
  const plain = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, "u");
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
