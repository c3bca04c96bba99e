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
      const [title, found, picture] = await Promise.all([
        question.draw(drawn),
        findRows(drawn),
        pictureOf(drawn.view),
      ]);
      if (now !== turn || signal.aborted) return;
      const scene = { look: drawn, found, change };
      heading.textContent = title;
      name(title);
      drawTabs(tabs, drawn, change);
      put(summary, summarise(found));
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
  await Promise.race([drawn, new Promise((go_on) => setTimeout(go_on, 400))]);
  return {
    async update(next) {
      look = readLook(next);
      await draw();
    },
  };
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
          onclick: () => change({ view }),
        },
        label,
      ),
    ),
  );
}

/** @returns {Picture} */
function createTable() {
  const element = el("div", { class: "listed" });
  return {
    element,
    draw({ look, found, change }) {
      const more = found.rows.length < found.total && found.rows.length < 1000;
      put(
        element,
        relationshipTable(found.rows, (row) => writeLook({ ...look, open: openKey(row) })),
        more &&
          el(
            "button",
            {
              type: "button",
              class: "more",
              onclick: () => change({ show: String(Math.min(1000, Number(look.show) * 2)) }),
            },
            "Show more",
          ),
      );
    },
  };
}
