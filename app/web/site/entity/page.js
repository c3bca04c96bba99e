/** What the pages of actors, munitions and sources are made of. */

import { el, put } from "../dom.js";
import { fillIn } from "../parts.js";

/** @typedef {import("../dom.js").Child} Child */

/**
 * The head of a page: what sort of thing it is, its name, and what can be said in a line.
 * @param {object} told
 * @param {Child | Child[]} told.sort
 * @param {Child} told.label
 * @param {Child[]} [told.facts]
 * @param {Child[]} [told.ways]
 */
export function headOf({ sort, label, facts = [], ways = [] }) {
  return el(
    "header",
    { class: "entity-head" },
    el("p", { class: "sort" }, sort),
    el("h1", {}, el("bdi", {}, label)),
    facts.length > 0 && el("p", { class: "facts-of" }, facts),
    ways.length > 0 && el("p", { class: "ways" }, ways),
  );
}

/**
 * A part of a page that keeps its room until what it shows is there.
 * @template T
 * @param {object} part
 * @param {string} part.title
 * @param {string} [part.size]  how much room it keeps: small, chart or list
 * @param {string} [part.note]
 * @param {Promise<T>} part.coming
 * @param {(found: T) => Node | (Node | null)[]} part.draw
 * @param {AbortSignal} part.signal
 */
export function partOf({ title, size = "list", note, coming, draw, signal }) {
  const place = el("div", { class: `awaited ${size}` });
  const filled = fillIn(place, coming, draw, signal).then(() => place.classList.add("filled"));
  const element = el(
    "section",
    { class: "part-of" },
    el("h2", {}, title),
    note && el("p", { class: "soft about" }, note),
    place,
  );
  return { element, filled };
}

/** @param {string} words */
export function nothing(words) {
  return el("p", { class: "soft nothing" }, words);
}

/**
 * A list that shows its beginning, and all of it when asked.
 * @param {HTMLElement[]} items
 * @param {number} shown
 * @param {Record<string, import("../dom.js").Value>} [members]
 */
export function foldedList(items, shown, members = {}) {
  const list = el("ol", members, items.slice(0, shown));
  if (items.length <= shown) return [list];
  const more = el(
    "button",
    { type: "button", class: "more", onclick: () => open() },
    `Show all ${items.length}`,
  );
  function open() {
    put(list, items);
    more.remove();
    const first = items[shown].querySelector("a");
    first?.focus();
  }
  return [list, more];
}

/**
 * Wait until the parts are there, but not for long: a page that shows soon is better.
 * @param {Promise<unknown>[]} coming
 */
export async function soon(coming) {
  const patience = 500;
  await Promise.race([
    Promise.allSettled(coming),
    new Promise((done) => {
      setTimeout(done, patience);
    }),
  ]);
}
