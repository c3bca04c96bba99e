/** Explore: one question seen as a map, a network or a table, over time, down to the sentences. */

import { openKey, readLook, writeLook } from "../address.js";
import { el, put } from "../dom.js";
import { createQuestion } from "../explore/question.js";
import { createRanking } from "../explore/ranking.js";
import { createRelationship } from "../explore/relationship.js";
import { dataLinks, findRows } from "../explore/rows.js";
import { relationshipTable, showProblem, theData } from "../parts.js";
import { count, counted } from "../words.js";

/** @typedef {import("../address.js").Look} Look */
/** @typedef {import("../explore/rows.js").Found} Found */

/**
 * What is drawn, and how to change it.
 * @typedef {object} Scene
 * @property {Look} look
 * @property {Found} found
 * @property {(patch: Partial<Look>, options?: {replace?: boolean}) => void} change
 */
/** @typedef {{element: HTMLElement, draw: (scene: Scene) => void | Promise<void>}} Picture */

/** So many relationships are drawn at most. */
const MOST = 1000;

/** @type {Record<string, {label: string, load: (signal: AbortSignal) => Promise<Picture>}>} */
const PICTURES = {
  map: {
    label: "Map",
    load: async () => (await import("../explore/map.js")).createMap(),
  },
  network: {
    label: "Network",
    load: async (signal) => (await import("../explore/network.js")).createNetwork(signal),
  },
  table: { label: "Table", load: async () => createTable() },
};

/** @type {import("../main.js").View["show"]} */
export async function show(root, { search, signal, go, name }) {
  let look = readLook(search);
  /** @type {Map<string, Promise<Picture>>} */
  const pictures = new Map();
  /** @type {Scene["change"]} */
  const change = (patch, options) => go(writeLook({ ...look, ...patch }), options);
  const question = createQuestion(change);
  const ranking = createRanking();
  const relationship = createRelationship(signal);
  const heading = el("h1", { class: "ask" }, "Who arms whom");
  const tabs = el("div", { class: "tabs", role: "group", "aria-label": "Seen as" });
  const summary = el("p", { class: "summary", "aria-live": "polite" });
  const canvas = el("div", { class: "canvas" });
  const side = el("aside", { class: "side", "aria-label": "Relationships" });
  const time = el("section", { class: "time", "aria-label": "Over time" });
  const data = el("div", {});
  const { createTime } = await import("../explore/time.js");
  const timeline = createTime(signal);
  put(time, timeline.element);
  put(
    root,
    el("div", { class: "explore" }, [
      el("div", { class: "asked" }, heading, question.element),
      el(
        "div",
        { class: "stage" },
        el("div", { class: "pictured" }, el("div", { class: "bar" }, tabs, summary), canvas),
        side,
      ),
      time,
      data,
    ]),
  );

  let turn = 0;
  async function draw() {
    const now = (turn += 1);
    const drawn = look;
    canvas.setAttribute("aria-busy", "true");
    try {
      const rows = findRows(drawn);
      const [title, found, picture] = await Promise.all([
        question.draw(drawn, rows),
        rows,
        pictureOf(drawn.view),
        timeline.ready(drawn),
      ]);
      if (now !== turn || signal.aborted) return;
      const scene = { look: drawn, found, change };
      heading.textContent = title;
      name(title);
      drawTabs(tabs, drawn, change);
      put(summary, summarise(found), moreOf(scene));
      if (canvas.firstChild !== picture.element) put(canvas, picture.element);
      const panel = drawn.open ? relationship : ranking;
      if (side.firstChild !== panel.element) put(side, panel.element);
      side.classList.toggle("open", Boolean(drawn.open));
      put(data, theData(dataLinks(drawn)));
      await Promise.all([picture.draw(scene), panel.draw(scene), timeline.draw(scene)]);
    } catch (error) {
      if (now === turn && !signal.aborted) put(canvas, showProblem(error));
    } finally {
      if (now === turn) canvas.removeAttribute("aria-busy");
    }
  }

  /** @param {string} view */
  function pictureOf(view) {
    const known = PICTURES[view] ? view : "map";
    const picture = pictures.get(known) ?? PICTURES[known].load(signal);
    pictures.set(known, picture);
    return picture;
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" && look.open) change({ open: "" });
    },
    { signal },
  );
  const drawn = draw();
  void drawn.then(() => readAhead(signal));
  await Promise.race([drawn, new Promise((go_on) => setTimeout(go_on, 400))]);
  return {
    async update(next) {
      look = readLook(next);
      await draw();
    },
  };
}

/**
 * Read the small scripts of the network once all else is there, so that it comes at once.
 * @param {AbortSignal} signal
 */
function readAhead(signal) {
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act));
  idle(() => {
    if (!signal.aborted) void import("../explore/network.js");
  });
}

/** @param {Found} found */
function summarise({ rows, total }) {
  if (!total) {
    return "No claim says so. The answer may lie under another name, or in articles that are not here yet.";
  }
  const pairs = counted(total, "relationship");
  return rows.length < total
    ? `${pairs}; the ${count(rows.length)} with the most origins are shown`
    : pairs;
}

/**
 * @param {HTMLElement} tabs
 * @param {Look} look
 * @param {Scene["change"]} change
 */
function drawTabs(tabs, look, change) {
  put(
    tabs,
    Object.entries(PICTURES).map(([view, { label }]) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(view === look.view),
          onpointerenter: view === "network" && readDrawing,
          onfocus: view === "network" && readDrawing,
          onclick: () => change({ view }),
        },
        label,
      ),
    ),
  );
}

/** Read the library of the network, which is large, when somebody is about to ask for it. */
function readDrawing() {
  void import("../cytoscape.js");
}

/** Offer to draw twice as many. @param {Scene} scene */
function moreOf({ found, change }) {
  if (found.rows.length >= Math.min(found.total, MOST)) return null;
  const twice = String(Math.min(MOST, found.rows.length * 2));
  return el(
    "button",
    { type: "button", class: "more", onclick: () => change({ show: twice }) },
    "Show more",
  );
}

/** @returns {Picture} */
function createTable() {
  const element = el("div", { class: "listed" });
  return {
    element,
    draw(scene) {
      const { look, found } = scene;
      put(
        element,
        relationshipTable(found.rows, (row) => writeLook({ ...look, open: openKey(row) })),
        moreOf(scene),
      );
    },
  };
}
