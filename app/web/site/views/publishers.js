/** Publishers: who prints how much, how much of it is copied or told by nobody else, who is muted. */

import { addressOf, ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { framedTable, theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { count, counted, dayOf, span } from "../words.js";

const SHOWN = 50;
const MOST = 1000;
const WAIT = 200;
/** Articles of one day up to which a bar stays short, whoever prints most. */
const FLOOD = 10;
const HEADS = [
  ...["Publisher", "#Articles", "#Claims", "#Copies", "#A day", "Most on one day"],
  ...["Nobody else tells of", "#Contradicted", "When"],
];

const RARE = 0.1;

/** What they can be ordered by. @type {readonly [string, string][]} */
const ORDERS = [
  ["", "most articles"],
  ["-peak", "most on one day"],
  ["-copies", "most copies"],
  ["-share_alone", "most told by nobody else"],
  ["-contradicted", "most contradicted"],
  ["-muted", "muted first"],
];

/** @typedef {{q: string, sort: string, show: number}} Sought */

/** @type {import("../main.js").View["show"]} */
export async function show(root, { search, signal, go, name }) {
  name("Publishers");
  await loadStyle("entity.css");
  let sought = read(search);
  /** @param {Partial<Sought>} patch */
  const change = (patch) => {
    const { q, sort, show: shown } = { ...sought, ...patch };
    const more = shown === SHOWN ? "" : shown;
    go(addressOf("/publishers", { q, sort, show: more }), { replace: "q" in patch });
  };
  const controls = createControls(change);
  const note = el("p", { class: "soft", "aria-live": "polite" });
  const list = el("div", {});
  const data = el("div", {});
  put(
    root,
    el(
      "div",
      { class: "entity publishers" },
      el(
        "header",
        { class: "entity-head" },
        el("h1", {}, "Publishers"),
        el(
          "p",
          { class: "facts-of" },
          "Who prints what is told here. A flood shows in the most articles of one day; what is ",
          "copied, and what nobody else tells of, deserves a second look.",
        ),
      ),
      controls.element,
      note,
      list,
      data,
    ),
  );
  async function draw() {
    const now = sought;
    controls.show(now);
    const [found, muted] = await Promise.all([
      ask("/v1/publishers", { q: now.q, sort: now.sort, limit: now.show }),
      ask("/v1/publishers", { muted: "true", limit: 1, fields: "id" }),
    ]);
    if (signal.aborted || now !== sought) return;
    put(note, noteOf(found, muted.total));
    put(
      list,
      tableOf(found.publishers),
      moreOf(found, () => change({ show: now.show * 2 })),
    );
    put(data, theData(dataOf(now)));
  }
  await draw();
  return {
    async update(next) {
      sought = read(next);
      await draw();
    },
  };
}

/** @param {string} search @returns {Sought} */
function read(search) {
  const given = new URLSearchParams(search);
  const wanted = given.get("sort") ?? "";
  const shown = Math.round(Number(given.get("show")));
  return {
    q: (given.get("q") ?? "").trim(),
    sort: ORDERS.some(([value]) => value === wanted) ? wanted : "",
    show: Math.min(MOST, Math.max(SHOWN, shown || SHOWN)),
  };
}

/** @param {(patch: Partial<Sought>) => void} change */
function createControls(change) {
  let timer = 0;
  const named = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "search",
      placeholder: "part of a name",
      oninput: () => {
        clearTimeout(timer);
        timer = setTimeout(() => change({ q: named.value.trim() }), WAIT);
      },
    })
  );
  const order = /** @type {HTMLSelectElement} */ (
    el(
      "select",
      { onchange: () => change({ sort: order.value }) },
      ORDERS.map(([value, label]) => el("option", { value }, label)),
    )
  );
  return {
    element: el(
      "form",
      {
        class: "sought",
        role: "search",
        onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
      },
      el("label", {}, "Named", named),
      el("label", {}, "First", order),
    ),
    /** @param {Sought} sought */
    show({ q, sort }) {
      if (document.activeElement !== named) named.value = q;
      order.value = sort;
    },
  };
}

/** @param {any} found @param {number} muted */
function noteOf({ total }, muted) {
  const all = counted(total, "publisher");
  if (!muted) return `${all}. None is muted.`;
  const are = muted === 1 ? "one is muted: its" : `${count(muted)} are muted: their`;
  return `${all}. Of all, ${are} claims are shown, and count for nothing.`;
}

/** @param {any} found @param {() => void} more */
function moreOf({ total, publishers }, more) {
  if (publishers.length >= Math.min(total, MOST)) return null;
  return el("button", { type: "button", class: "more", onclick: more }, "Show more");
}

/** @param {any[]} publishers */
function tableOf(publishers) {
  if (!publishers.length) return el("p", { class: "soft nothing" }, "None has such a name.");
  const most = Math.max(FLOOD, ...publishers.map(({ peak }) => peak));
  return framedTable(
    "Publishers",
    HEADS,
    publishers.map((one) => rowOf(one, most)),
  );
}

/** @param {any} one @param {number} most */
function rowOf(one, most) {
  const number = (/** @type {number} */ value) => el("td", { class: "number" }, count(value));
  return el(
    "tr",
    one.muted ? { class: "is-muted" } : {},
    el(
      "td",
      {},
      link(`/publishers/${encodeURIComponent(one.id)}`, el("bdi", {}, one.name)),
      one.muted && el("strong", { class: "flag" }, "muted"),
    ),
    number(one.articles),
    number(one.claims),
    number(one.copies),
    el("td", { class: "number" }, one.per_day < RARE ? `< ${RARE}` : one.per_day.toFixed(1)),
    el(
      "td",
      {},
      bar(one.peak / most, "peak"),
      el("span", {}, count(one.peak)),
      one.peak > 1 && el("small", { class: "soft" }, ` ${dayOf(one.peak_day)}`),
    ),
    el(
      "td",
      {},
      bar(one.share_alone, "alone"),
      el("span", {}, `${Math.round(one.share_alone * 100)} %`),
      el("small", { class: "soft" }, ` ${count(one.alone)} of ${count(one.relationships)}`),
    ),
    number(one.contradicted),
    el("td", {}, span(one.first_reported, one.last_reported)),
  );
}

/** @param {number} share @param {string} of */
function bar(share, of) {
  const drawn = el("span", { class: `bar-of ${of}`, "aria-hidden": "true" });
  drawn.style.setProperty("--share", String(share));
  return drawn;
}

/** @param {Sought} sought @returns {[string, string][]} */
function dataOf({ q, sort }) {
  return [
    ["CSV", addressOf("/v1/publishers.csv", { q, sort })],
    ["JSON", addressOf("/v1/publishers.json", { q, sort })],
    ["NDJSON", addressOf("/v1/publishers.ndjson", { q, sort })],
  ];
}
