/** The questions to start from, to be searched. */

import { el, put } from "../dom.js";

/** @typedef {{name: string, question: string, change: string, notes: string, query: string}} Example */
/** @typedef {{title: string, examples: Example[]}} Group */

/**
 * @param {Group[]} groups
 * @param {(example: Example) => void} take
 */
export function createQuestions(groups, take) {
  const list = el("div", { class: "question-list" });
  const box = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "search",
      placeholder: "Search the questions",
      "aria-label": "Search the questions",
      oninput: () => draw(),
    })
  );
  let chosen = "";

  function draw() {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = groups
      .map(({ title, examples }) => ({
        title,
        examples: examples.filter((one) => {
          const told = `${title} ${one.question} ${one.notes}`.toLowerCase();
          return words.every((word) => told.includes(word));
        }),
      }))
      .filter(({ examples }) => examples.length);
    put(
      list,
      found
        .map(({ title, examples }) => [el("h3", {}, title), el("ul", {}, examples.map(item))])
        .flat(),
      !found.length && el("p", { class: "soft" }, "No question has these words."),
    );
  }

  /** @param {Example} one */
  function item(one) {
    const here = one.name === chosen ? "true" : null;
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", "aria-current": here, onclick: () => take(one) },
        one.question,
      ),
    );
  }

  draw();
  return {
    element: el(
      "aside",
      { class: "questions", "aria-label": "Questions to start from" },
      el("h2", {}, "Questions to start from"),
      box,
      list,
    ),
    /** @param {string} query */
    mark(query) {
      const found = groups.flatMap(({ examples }) => examples).find((one) => one.query === query);
      chosen = found?.name ?? "";
      draw();
      return found;
    },
  };
}
