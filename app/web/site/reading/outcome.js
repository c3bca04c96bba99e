/** What came of reading a text: in a line, as notes, and once it was added. */

import { el, link } from "../dom.js";
import { theData } from "../parts.js";
import { count, counted } from "../words.js";

/** @typedef {import("./note.js").Noted} Noted */

/** @param {any} answer @param {boolean} withDropped @returns {Noted[]} */
export function notesOf(answer, withDropped) {
  const names = { actors: answer.actors, munitions: answer.munitions };
  const considered = answer.explained.claims.filter(
    (/** @type {any} */ one) => one.kept || withDropped,
  );
  return considered.map((/** @type {any} */ told, /** @type {number} */ at) => ({
    number: at + 1,
    told,
    names,
  }));
}

/** @param {any} answer */
export function mentionsOf(answer) {
  const { actors, munitions } = answer.explained;
  return [
    ...actors.map((/** @type {any} */ one) => ({
      start: one.start,
      end: one.end,
      kind: /** @type {const} */ ("actor"),
    })),
    ...munitions.map((/** @type {any} */ one) => ({
      start: one.start,
      end: one.end,
      kind: /** @type {const} */ ("munition"),
    })),
  ];
}

/** @param {any} answer */
export function summary(answer) {
  const { all_sentences: all } = answer.explained;
  const found = answer.claims.length;
  const pairs = new Set(
    answer.claims.map((/** @type {any} */ one) => `${one.supplier}~${one.recipient}`),
  ).size;
  if (!found) {
    return `No claim in ${counted(all, "sentence")}: nothing here says who arms whom, or not in words that are understood.`;
  }
  return [
    el("b", {}, counted(found, "claim")),
    ` on ${counted(pairs, "pair")} of actors, in ${count(all)} ${all === 1 ? "sentence" : "sentences"}.`,
  ];
}

export function invitation() {
  return el(
    "div",
    { class: "invitation" },
    el(
      "p",
      {},
      "What is read of the text appears here: who supplies whom, with what, how far it has got, who says so, and why it is read that way.",
    ),
    theData([["The same over REST", "/docs/api"]]),
  );
}

/** @param {any} added */
export function tellAdded(added) {
  return el(
    "div",
    { class: "added", tabindex: "-1" },
    el(
      "p",
      {},
      el("b", {}, "It is in the graph now. "),
      `${counted(added.claims.length, "claim")} can be found, filtered and cited.`,
    ),
    el(
      "p",
      {},
      link(`/articles/${added.article.id}`, "Its page"),
      " · ",
      link(`/v1/articles/${added.article.id}`, "JSON"),
      " · ",
      link("/changes", "What changed by it"),
    ),
  );
}

/** @param {any} answer */
export function tellKnown(answer) {
  const gone = answer.withdrawn;
  return el(
    "div",
    { class: "added" },
    el(
      "p",
      {},
      gone
        ? `This article was in the graph and is withdrawn: ${gone.why}`
        : "This article is in the graph already.",
    ),
    !gone && el("p", {}, link(`/articles/${answer.article.id}`, "Its page")),
  );
}
