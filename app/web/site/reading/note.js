/** What was read, claim by claim: who to whom, what, and why it is read so. */

import { el, link } from "../dom.js";
import { STAGES, STATUSES, amountOf, dayOf } from "../words.js";
import { toneOf } from "./paper.js";

/**
 * A claim as it was considered, under the number that it has in the text; `names` are those of
 * actors and munitions.
 * @typedef {{number: number, told: any, names: {actors: Record<string, string>, munitions: Record<string, string>}}} Noted
 */

/** Words for what a reason accounts for. @type {Record<string, string>} */
const ABOUT = {
  word: "Words",
  supplier: "Supplier",
  recipient: "Recipient",
  stage: "Stage",
  status: "Status",
  network: "Network",
  list: "List",
};

/** Words for kinds of sources. @type {Record<string, string>} */
const KINDS = {
  official: "official",
  intelligence: "intelligence",
  investigation: "investigation",
  monitor: "monitor",
  media: "medium",
  company: "company",
  anonymous: "not named",
  other: "other",
};

/**
 * @param {Noted} note
 * @param {{select: (note: Noted) => void, light: (note: Noted | null) => void, added: boolean}} told
 */
export function drawNote(note, { select, light, added }) {
  const { claim, kept, dropped_because: dropped } = note.told;
  const number = el(
    "button",
    {
      type: "button",
      class: "number-of",
      title: "Show in the text",
      "aria-label": `Claim ${note.number}: show in the text`,
      onclick: () => select(note),
    },
    note.number,
  );
  return el(
    "li",
    {
      class: `note-of ${toneOf(note)}`,
      "data-number": note.number,
      onmouseenter: () => light(note),
      onmouseleave: () => light(null),
      onfocusin: () => light(note),
      onfocusout: () => light(null),
    },
    el("h3", {}, number, ends(note)),
    el(
      "p",
      { class: "says" },
      el("span", { class: `status ${toneOf(note)}` }, stands(claim)),
      ` ${goods(note)}`,
      claim.via.length > 0 &&
        ` · via ${claim.via.map((/** @type {string} */ id) => note.names.actors[id] ?? id).join(", ")}`,
    ),
    dropped && el("p", { class: "dropped-because" }, `Not kept: ${dropped}`),
    facts(claim),
    el("details", {}, el("summary", {}, "Why it is read so"), why(note)),
    kept &&
      added &&
      el(
        "p",
        { class: "leads" },
        link(`/?open=${encodeURIComponent(relationship(claim))}`, "The relationship in the graph"),
      ),
  );
}

/** @param {Noted} note */
function ends({ told: { claim }, names }) {
  return [
    el("span", { class: "ends" }, [
      actor(claim.supplier, names),
      el("span", { class: "to", "aria-label": "to" }, " → "),
      actor(claim.recipient, names),
    ]),
  ];
}

/** @param {string} id @param {Noted["names"]} names */
function actor(id, names) {
  return link(`/actors/${encodeURIComponent(id)}`, el("bdi", {}, names.actors[id] ?? id));
}

/** @param {any} claim */
function stands(claim) {
  /** @type {Record<string, string>} */
  const stages = STAGES;
  if (claim.stage === "suspension") return "suspended";
  if (claim.status === "asserted") return stages[claim.stage] ?? claim.stage;
  return `${claim.status}: ${stages[claim.stage] ?? claim.stage}`;
}

/** @param {Noted} note */
function goods({ told: { claim }, names }) {
  const munition = claim.munition ? (names.munitions[claim.munition] ?? claim.munition) : null;
  const what = munition ? munition.toLowerCase() : "munition not named";
  return claim.designation ? `${what} (${claim.designation})` : what;
}

/** @param {any} claim */
function facts(claim) {
  /** @type {[string, Node | string | null | false][]} */
  const rows = [
    ["Amount", claim.quantity && amount(claim.quantity)],
    ["Worth", claim.value && worth(claim.value)],
    ["When", claim.date && when(claim.date)],
    ["According to", claim.source ? source(claim.source) : "the article itself"],
    ["Confidence", confidence(claim.confidence)],
  ];
  return el(
    "dl",
    { class: "facts" },
    rows.flatMap(([name, value]) => (value ? [el("dt", {}, name), el("dd", {}, value)] : [])),
  );
}

/** @param {{text: string, min: number | null, max: number | null, unit: string | null}} quantity */
function amount({ text, min, max, unit }) {
  const told = amountOf({ unit: unit && unit !== text ? unit : null, least: min, most: max });
  return told || text;
}

/** @param {{amount: number, currency: string}} value */
function worth({ amount: sum, currency }) {
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    notation: "compact",
    maximumFractionDigits: 2,
  }).format(sum);
}

/** Say a day, month, year, or a span of them (EDTF). @param {string} date */
function when(date) {
  const [from, to] = date.split("/");
  const say = (/** @type {string} */ day) => dayOf(day) + (/[~?%]$/.test(day) ? ", about" : "");
  if (to === undefined) return say(from);
  if (!from || from === "..") return `by ${say(to)}`;
  if (!to || to === "..") return `from ${say(from)}`;
  return `${say(from)} to ${say(to)}`;
}

/** @param {{name: string, kind: string}} source */
function source({ name, kind }) {
  return el("span", {}, el("bdi", {}, name), el("small", {}, ` ${KINDS[kind] ?? kind}`));
}

/** @param {number} value */
function confidence(value) {
  const bar = el("span", { class: "meter", "aria-hidden": "true" }, el("i"));
  bar.style.setProperty("--share", String(value));
  return el("span", { class: "confidence" }, bar, value.toFixed(2));
}

/** @param {Noted} note */
function why({ told }) {
  /** @type {[string, string][]} */
  const rows = told.why.map((/** @type {any} */ one) => [ABOUT[one.about] ?? one.about, one.text]);
  if (told.probability !== null) {
    rows.push([
      "Network",
      `the trained network gives it a probability of ${told.probability.toFixed(2)}`,
    ]);
  }
  /** @type {Record<string, string>} */
  const statuses = STATUSES;
  rows.push(["So it is", statuses[told.claim.status] ?? told.claim.status]);
  return el(
    "dl",
    { class: "why" },
    rows.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]),
  );
}

/** @param {any} claim */
function relationship(claim) {
  const pair = `${claim.supplier}~${claim.recipient}`;
  return claim.munition ? `${pair}~${claim.munition}` : pair;
}
