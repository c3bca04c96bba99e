/** How an actor depends on those who supply it, in plain words. */

import { PLAIN, writeLook } from "../address.js";
import { el, link } from "../dom.js";
import { counted } from "../words.js";
import { nothing } from "./page.js";

const CONCENTRATED = 0.25;
const SPREAD = 0.15;
const SLIM = 0.2;
const SEGMENTS = 6;
const PERCENT = 100;

/**
 * @param {any} told  the answer of /v1/network/dependence
 * @param {Map<string, string>} munitions  what categories are called
 */
export function drawDependence(told, munitions) {
  if (!told.suppliers.length) return nothing("No supplier is known.");
  const [first] = told.suppliers;
  return el(
    "div",
    { class: "dependence" },
    el("p", { class: "plainly" }, inWords(told)),
    shares(told),
    el("p", {}, withoutFirst(first, munitions)),
    el(
      "p",
      { class: "soft about" },
      `Shares are counted in independent origins. Herfindahl index ${told.herfindahl.toFixed(2)}: 1 is one supplier alone, 0 is very many equal ones.`,
    ),
  );
}

/** @param {any} told */
function inWords({ herfindahl, suppliers }) {
  const [first] = suppliers;
  if (suppliers.length === 1) return [el("b", {}, "One supplier alone: "), name(first), "."];
  const equal = 1 / herfindahl;
  const like = `as if ${equal < SEGMENTS ? equal.toFixed(1) : Math.round(equal)} supplied equally`;
  const word =
    herfindahl > CONCENTRATED
      ? "Concentrated"
      : herfindahl > SPREAD
        ? "Moderately concentrated"
        : "Spread out";
  return [
    el("b", {}, `${word}: `),
    `${counted(suppliers.length, "supplier")}, ${like}. The first, `,
    name(first),
    `, has ${percent(first.share)}.`,
  ];
}

/** @param {any} first @param {Map<string, string>} munitions */
function withoutFirst(first, munitions) {
  const left = first.suppliers_left
    ? `${counted(first.suppliers_left, "supplier")} would be left`
    : "nobody would be left";
  const lost = first.lost.map((/** @type {string} */ id) =>
    (munitions.get(id) ?? id).toLowerCase(),
  );
  const only = lost.length
    ? `, and nobody else is said to supply ${lost.join(", ")}`
    : first.suppliers_left
      ? ", and others supply everything that it does"
      : "";
  return ["Without ", name(first), ` ${left}${only}.`];
}

/** @param {any} told */
function shares({ recipient, suppliers }) {
  const told = suppliers.slice(0, SEGMENTS);
  const rest = suppliers
    .slice(SEGMENTS)
    .reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.share, 0);
  const segments = told.map((/** @type {any} */ one, /** @type {number} */ at) => {
    const segment = link(
      writeLook({ ...PLAIN, supplier: one.supplier.id, recipient: recipient.id }),
      el("span", {}, el("bdi", {}, one.supplier.label), ` ${percent(one.share)}`),
      {
        class: `segment tone-${at} ${one.share < SLIM ? "slim" : ""}`,
        title: `${one.supplier.label}: ${percent(one.share)}`,
      },
    );
    segment.style.setProperty("--share", String(one.share));
    return segment;
  });
  if (rest > 0) {
    const others = suppliers.length - SEGMENTS;
    const segment = el(
      "span",
      { class: "segment rest", title: `${others} others: ${percent(rest)}` },
      el("span", {}, `${others} others ${percent(rest)}`),
    );
    segment.style.setProperty("--share", String(rest));
    segments.push(segment);
  }
  return el("div", { class: "shares" }, segments);
}

/** @param {any} one */
function name(one) {
  return link(`/actors/${encodeURIComponent(one.supplier.id)}`, el("bdi", {}, one.supplier.label));
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(share * PERCENT)}%`;
}
