/** Ask in SPARQL: an editor, the questions to start from, and the rows. */

import { addressOf, ask, askSparql } from "../api.js";
import { el, put } from "../dom.js";
import { showProblem } from "../parts.js";
import { drawAnswer } from "../query/answer.js";
import { createEditor } from "../query/editor.js";
import { createQuestions } from "../query/questions.js";
import { loadStyle } from "../sheets.js";

/** Longer queries do not go into the address: servers on the way may cut it. */
const LONG = 6000;

/** @type {import("../main.js").View["show"]} */
export async function show(root, { search, signal, go, name }) {
  name("Query");
  const [{ groups }] = await Promise.all([ask("/query/examples"), loadStyle("query.css")]);
  /** @type {import("../query/questions.js").Example} */
  const first = groups[0].examples[0];
  const editor = createEditor({ run: () => run(), signal });
  const questions = createQuestions(groups, (one) => start(one.query));
  const hint = el("p", { class: "soft change", "aria-live": "polite" });
  const answer = el("section", { class: "answered", "aria-label": "Answer" });
  let asking = new AbortController();
  let asked = "";
  let waiting = "";

  /** @param {string} query */
  function start(query) {
    editor.fill(query);
    run();
  }

  function run() {
    const query = editor.value();
    const address = addressOf("/query", { query });
    if (address.length > LONG || address === location.pathname + location.search) {
      void answerTo(query);
    } else go(address);
  }

  /** @param {string} query */
  async function answerTo(query) {
    asking.abort();
    asking = new AbortController();
    const mine = asking;
    asked = query;
    waiting = query;
    tellChange(query);
    answer.setAttribute("aria-busy", "true");
    const began = performance.now();
    try {
      const found = await askSparql(query, AbortSignal.any([mine.signal, signal]));
      if (mine.signal.aborted || signal.aborted) return;
      put(answer, drawAnswer(query, found, performance.now() - began));
    } catch (error) {
      if (!mine.signal.aborted && !signal.aborted) put(answer, showProblem(error));
    } finally {
      if (waiting === query) answer.removeAttribute("aria-busy");
    }
  }

  /** @param {string} query */
  function tellChange(query) {
    const found = questions.mark(query);
    put(hint, found && `${found.notes} To change it, ${found.change}`);
  }

  put(
    root,
    el(
      "div",
      { class: "querying" },
      el("h1", { class: "ask" }, "Ask in SPARQL"),
      el(
        "div",
        { class: "bench" },
        el(
          "div",
          { class: "work" },
          hint,
          el("label", { for: "query", class: "visually-hidden" }, "Query in SPARQL"),
          editor.element,
          el(
            "div",
            { class: "run" },
            el("button", { type: "button", onclick: run }, "Ask"),
            el("span", { class: "soft" }, "or Ctrl + Enter"),
          ),
          answer,
        ),
        questions.element,
      ),
    ),
  );
  const given = new URLSearchParams(search).get("query");
  editor.fill(given ?? first.query);
  void answerTo(given ?? first.query);
  return {
    async update(next) {
      const query = new URLSearchParams(next).get("query") ?? first.query;
      editor.fill(query);
      if (query !== asked || next) await answerTo(query);
    },
  };
}
