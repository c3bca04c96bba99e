/** Whether the service works; asked again as long as it is looked at. */

import { forget, ask } from "../api.js";
import { el, put } from "../dom.js";
import { showProblem, theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { count } from "../words.js";

const EVERY = 5000;
const UNITS = /** @type {const} */ ([
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
]);

/** @type {import("../main.js").View["show"]} */
export async function show(root, { signal, name }) {
  name("Status");
  await loadStyle("about.css");
  const place = el("div", {});
  put(
    root,
    el(
      "div",
      { class: "status-of" },
      el("h1", { class: "ask" }, "Status"),
      place,
      theData([
        ["Ready", "/readyz"],
        ["Health", "/healthz"],
        ["JSON", "/status/told"],
      ]),
    ),
  );

  async function draw() {
    if (signal.aborted) return;
    if (!document.hidden) {
      try {
        forget("/status/told");
        const told = await ask("/status/told");
        if (!signal.aborted) put(place, drawState(told), drawParts(told));
      } catch (error) {
        if (!signal.aborted) put(place, showProblem(error));
      }
    }
    if (!signal.aborted) setTimeout(() => void draw(), EVERY);
  }

  await draw();
}

/** @param {any} told */
function drawState({ ready, waiting, version, started, writing }) {
  return el(
    "div",
    { class: ready ? "state-of" : "state-of waits", role: "status" },
    el(
      "div",
      {},
      el("b", {}, ready ? "Everything works." : "Something does not work yet, or no longer."),
      waiting.length > 0 &&
        el(
          "ul",
          {},
          waiting.map((/** @type {string} */ one) => el("li", {}, one)),
        ),
      el("div", { class: "soft" }, `Version ${version}, running for ${ago(started)}`),
      el("div", { class: "soft" }, writing.sentence),
    ),
  );
}

/** @param {any} told */
function drawParts(told) {
  const behind = (/** @type {number} */ state) =>
    state < told.archive ? `${count(told.archive - state)} changes behind` : "up to date";
  /** @type {[string, string, string][]} */
  const parts = [
    [
      "Archive",
      `state ${told.archive}`,
      told.changed ? `changed ${ago(told.changed)} ago` : "empty",
    ],
    ["Network", `state ${told.network}`, `${behind(told.network)}; answers the pages and REST`],
    [
      "Store",
      told.store === null ? "closed" : `state ${told.store}`,
      told.store === null ? "SPARQL is not answered" : `${behind(told.store)}; answers SPARQL`,
    ],
    [
      "Articles",
      count(told.articles),
      told.withdrawn ? `${count(told.withdrawn)} more withdrawn` : "none withdrawn",
    ],
    ["Claims", count(told.claims), "that stand"],
  ];
  return el(
    "div",
    { class: "parts" },
    parts.map(([title, state, text]) =>
      el("article", {}, el("h2", { class: "soft" }, title), el("b", {}, state), el("p", {}, text)),
    ),
  );
}

/** Say how long ago, in one unit. @param {string} moment */
function ago(moment) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(moment)) / 1000));
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? UNITS[3];
  const number = Math.floor(seconds / length);
  return `${count(number)} ${unit}${number === 1 ? "" : "s"}`;
}
