/** Claims over time as bars: one chart, or many small ones on one scale. */

import { ask } from "../api.js";
import { el, put, svg } from "../dom.js";
import { fillIn } from "../parts.js";
import { count, counted, dayOf } from "../words.js";
import { nothing } from "./page.js";

/** @typedef {{month: string, claims: number, disputing?: number}} Month */
/** @typedef {{size: number, told: Month[]}} Step */

const MANY_MONTHS = 60;
const MONTHS = 12;
const YEAR_DIGITS = 4;
const WIDTH = 600;
const HEIGHT = 96;
const SMALL = { width: 200, height: 56 };
const GAP = 0.22;
const MOST_TICKS = 7;
const EDGE = 0.07;

const CLOCKS = /** @type {const} */ ([
  ["report", "When it was told"],
  ["event", "When it happened"],
]);

/**
 * A chart of claims by month, by the day of the report or of what it tells of.
 * @param {(clock: string) => Promise<{months: Month[], unplaced: number}>} find
 * @param {AbortSignal} signal
 */
export function createMonths(find, signal) {
  const place = el("div", { class: "awaited chart" });
  const tabs = el("div", { class: "tabs", role: "group", "aria-label": "Which time" });
  /** @param {string} clock */
  async function draw(clock) {
    put(
      tabs,
      CLOCKS.map(([name, label]) =>
        el(
          "button",
          {
            type: "button",
            "aria-pressed": String(name === clock),
            onclick: () => void draw(name),
          },
          label,
        ),
      ),
    );
    await fillIn(place, find(clock), (found) => drawMonths(found, clock), signal);
  }
  return { element: el("div", { class: "months-of" }, tabs, place), filled: draw("report") };
}

/**
 * @param {{months: Month[], unplaced: number}} found
 * @param {string} clock
 */
function drawMonths({ months, unplaced }, clock) {
  const without =
    unplaced &&
    `${counted(unplaced, "claim")} ${unplaced === 1 ? "names" : "name"} no month of ${clock === "event" ? "what happened" : "a report"}.`;
  if (!months.length) return nothing(without || "No claim names a month.");
  const steps = stepsOf(months, reachOf(months));
  const first = steps[0].key;
  const last = steps[steps.length - 1].key;
  const total = months.reduce((sum, month) => sum + month.claims, 0);
  const words = `${counted(total, "claim")}, ${dayOf(first)}${first === last ? "" : ` to ${dayOf(last)}`}`;
  const peak = steps.reduce((best, step) => (step.claims > best.claims ? step : best));
  const most =
    steps.length > 1 ? `The most in ${dayOf(peak.key)}: ${counted(peak.claims, "claim")}.` : "";
  const against = steps.some((step) => step.disputing) ? "Red: claims that speak against it." : "";
  return [
    drawColumns(steps, { width: WIDTH, height: HEIGHT, words, most: mostOf(steps) }),
    scaleOf(steps),
    el("p", { class: "soft about" }, [most, against, without].filter(Boolean).join(" ")),
  ];
}

/**
 * Small charts of several kinds on one scale of time and of number.
 * @param {{label: Node, months: Month[]}[]} several
 */
export function smallMultiples(several) {
  const told = several.filter(({ months }) => months.length);
  if (!told.length) return nothing("No claim names a category and a month.");
  const reach = reachOf(told.flatMap(({ months }) => months));
  const charts = told.map(({ label, months }) => ({ label, steps: stepsOf(months, reach) }));
  const most = Math.max(...charts.map(({ steps }) => mostOf(steps)));
  return el(
    "ul",
    { class: "multiples" },
    charts.map(({ label, steps }) => {
      const total = steps.reduce((sum, step) => sum + step.claims, 0);
      return el(
        "li",
        {},
        el("h3", {}, label, el("span", { class: "soft" }, ` ${count(total)}`)),
        drawColumns(steps, { ...SMALL, words: counted(total, "claim"), most }),
        el(
          "p",
          { class: "reach soft" },
          el("span", {}, dayOf(steps[0].key)),
          el("span", {}, dayOf(steps[steps.length - 1].key)),
        ),
      );
    }),
  );
}

/**
 * Ask for the months of claims.
 * @param {Record<string, string>} asked
 */
export async function findMonths(asked) {
  const answer = await ask("/v1/timeline", {
    ...asked,
    limit: 1000,
    fields: "month,claims,disputing",
  });
  return /** @type {{months: Month[], unplaced: number}} */ (answer);
}

/** @typedef {{from: string, to: string, yearly: boolean}} Reach */
/** @typedef {{key: string, claims: number, disputing: number}} Column */

/** @param {Month[]} months @returns {Reach} */
function reachOf(months) {
  const named = months.map(({ month }) => month).sort();
  const from = named[0];
  const to = named[named.length - 1];
  const yearly = monthNumber(to) - monthNumber(from) >= MANY_MONTHS;
  return { from, to, yearly };
}

/**
 * Give every month from the first to the last, or every year, with what is told of it.
 * @param {Month[]} months
 * @param {Reach} reach
 * @returns {Column[]}
 */
function stepsOf(months, { from, to, yearly }) {
  /** @type {Map<string, Column>} */
  const columns = new Map();
  const stride = yearly ? MONTHS : 1;
  const start = yearly ? Math.floor(monthNumber(from) / MONTHS) * MONTHS : monthNumber(from);
  for (let at = start; at <= monthNumber(to); at += stride) {
    const key = keyOf(at, yearly);
    columns.set(key, { key, claims: 0, disputing: 0 });
  }
  for (const { month, claims, disputing = 0 } of months) {
    const column = columns.get(yearly ? month.slice(0, YEAR_DIGITS) : month);
    if (!column) continue;
    column.claims += claims;
    column.disputing += disputing;
  }
  return [...columns.values()];
}

/** @param {string} month */
function monthNumber(month) {
  const [year, number] = month.split("-").map(Number);
  return year * MONTHS + number - 1;
}

/** @param {number} at @param {boolean} yearly */
function keyOf(at, yearly) {
  const year = String(Math.floor(at / MONTHS)).padStart(YEAR_DIGITS, "0");
  return yearly ? year : `${year}-${String((at % MONTHS) + 1).padStart(2, "0")}`;
}

/** @param {Column[]} steps */
function mostOf(steps) {
  return Math.max(1, ...steps.map((step) => step.claims + step.disputing));
}

/**
 * @param {Column[]} steps
 * @param {{width: number, height: number, words: string, most: number}} drawn
 */
function drawColumns(steps, { width, height, words, most }) {
  const stride = width / steps.length;
  const wide = Math.min(stride * (1 - GAP), height / 2);
  return /** @type {any} */ (
    svg(
      "svg",
      {
        class: "columns",
        viewBox: `0 0 ${width} ${height}`,
        preserveAspectRatio: "none",
        role: "img",
        "aria-label": words,
      },
      steps.map((step, at) => {
        const x = at * stride + (stride - wide) / 2;
        const yes = (step.claims / most) * (height - 2);
        const no = (step.disputing / most) * (height - 2);
        const disputed = step.disputing ? `, ${step.disputing} against` : "";
        return svg(
          "g",
          {},
          svg("title", {}, `${dayOf(step.key)}: ${counted(step.claims, "claim")}${disputed}`),
          svg("rect", { class: "reach-of", x: at * stride, y: 0, width: stride, height }),
          svg("rect", { class: "yes", x, y: height - yes, width: wide, height: yes }),
          no > 0 && svg("rect", { class: "no", x, y: height - yes - no, width: wide, height: no }),
        );
      }),
    )
  );
}

/** @param {Column[]} steps */
function scaleOf(steps) {
  const every = Math.ceil(steps.length / MOST_TICKS);
  const scale = el("p", { class: "scale soft", "aria-hidden": "true" });
  for (let at = 0; at < steps.length; at += every) {
    const place = (at + 1 / 2) / steps.length;
    const edge = place < EDGE ? "left" : place > 1 - EDGE ? "right" : null;
    const tick = el("span", { class: edge }, dayOf(steps[at].key));
    tick.style.setProperty("--at", String(place));
    scale.append(tick);
  }
  return scale;
}
