/** Who stands first: ranked bars that lead to the relationships. */

import { PLAIN, openKey, writeLook } from "../address.js";
import { el } from "../dom.js";
import { strengthBadge } from "../parts.js";
import { counted, span } from "../words.js";
import { foldedList, nothing } from "./page.js";

const SHOWN = 10;

/** @typedef {{id: string, label: string}} Labelled */

/**
 * One of the bars: what it is of, where it leads, how long it is.
 * @typedef {object} Bar
 * @property {Node | string} label
 * @property {string} href
 * @property {number} size
 * @property {string} said
 * @property {string} tone
 * @property {Node | null} [badge]
 * @property {string} [when]
 */

/**
 * Draw bars, the longest first as they come.
 * @param {Bar[]} bars
 * @param {string} [empty]
 */
export function drawBars(bars, empty = "No claim says so.") {
  if (!bars.length) return nothing(empty);
  const most = Math.max(...bars.map((bar) => bar.size), 1);
  const items = bars.map((bar) => {
    const drawn = el("span", { class: `bar-of ${bar.tone}`, "aria-hidden": "true" });
    drawn.style.setProperty("--share", String(bar.size / most));
    return el(
      "li",
      {},
      el(
        "a",
        { href: bar.href },
        el("span", { class: "ends" }, bar.label),
        el("span", { class: "soft number" }, bar.said),
        drawn,
      ),
      (bar.badge || bar.when) &&
        el(
          "p",
          { class: "under-bar" },
          bar.badge,
          bar.when && el("span", { class: "soft" }, bar.when),
        ),
    );
  });
  return el("div", { class: "ranked" }, foldedList(items, SHOWN));
}

/**
 * Make bars of relationships, each named by its supplier, its recipient, or both.
 * @param {any[]} rows
 * @param {"supplier" | "recipient" | "both"} by
 * @param {Partial<import("../address.js").Look>} [look]  what else the links ask for
 * @returns {Bar[]}
 */
export function barsOf(rows, by, look = {}) {
  return rows.map((row) => ({
    label: by === "both" ? pairOf(row) : el("bdi", {}, row[by].label),
    href: writeLook({
      ...PLAIN,
      ...look,
      supplier: row.supplier.id,
      recipient: row.recipient.id,
      open: openKey(row, look.munition),
    }),
    size: row.origins,
    said: counted(row.origins, "origin"),
    tone: row.strength ?? row.status,
    badge: strengthBadge(row),
    when: [counted(row.claims, "claim"), span(row.first, row.last)].filter(Boolean).join(" · "),
  }));
}

/** @param {any} row */
function pairOf(row) {
  return el(
    "span",
    {},
    el("bdi", {}, row.supplier.label),
    el("span", { class: "to", "aria-label": "to" }, " → "),
    el("bdi", {}, row.recipient.label),
  );
}

/**
 * Sum relationships up by one of their sides; the side told by the most origins comes first.
 * @param {any[]} rows
 * @param {"supplier" | "recipient"} side
 * @param {Partial<import("../address.js").Look>} look
 * @returns {Bar[]}
 */
export function sidesOf(rows, side, look) {
  const other = side === "supplier" ? ["recipient", "recipients"] : ["supplier", "suppliers"];
  /** @type {Map<string, {of: Labelled, origins: number, claims: number, others: number, strongest: string}>} */
  const sums = new Map();
  for (const row of rows) {
    const known = sums.get(row[side].id);
    const strongest = row.strength ?? row.status;
    if (known) {
      known.origins += row.origins;
      known.claims += row.claims;
      known.others += 1;
      if (rank(strongest) < rank(known.strongest)) known.strongest = strongest;
    } else {
      const { origins, claims } = row;
      sums.set(row[side].id, { of: row[side], origins, claims, others: 1, strongest });
    }
  }
  return [...sums.values()]
    .sort((a, b) => b.origins - a.origins || b.claims - a.claims)
    .map((sum) => ({
      label: el("bdi", {}, sum.of.label),
      href: writeLook({ ...PLAIN, ...look, [side]: sum.of.id }),
      size: sum.origins,
      said: counted(sum.origins, "origin"),
      tone: sum.strongest,
      when: `${counted(sum.others, other[0], other[1])} · ${counted(sum.claims, "claim")}`,
    }));
}

const RANKS = ["documented", "corroborated", "reported", "alleged"];

/** @param {string} strength */
function rank(strength) {
  const at = RANKS.indexOf(strength);
  return at < 0 ? RANKS.length : at;
}
