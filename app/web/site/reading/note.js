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
    el("h3", {}, number, ends(note), confidence(claim.confidence)),
    el(
      "p",
      { class: "says" },
      el("span", { class: `status ${toneOf(note)}` }, stands(claim)),
      " ",
      goods(note),
    ),
    el("p", { class: "by" }, sourceOf(claim)),
    dropped && el("p", { class: "dropped-because" }, `Not kept: ${dropped}`),
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
  return `${claim.status === "hypothetical" ? "possible" : claim.status} ${claim.stage}`;
}

/** Say what passes, when and by which way. @param {Noted} note */
function goods({ told: { claim }, names }) {
  const munition = claim.munition ? (names.munitions[claim.munition] ?? claim.munition) : null;
  const kind = munition ? munition.toLowerCase() : "munition not named";
  const told = claim.quantity ? amount(claim.quantity) : null;
  const via = claim.via.map((/** @type {string} */ id) => names.actors[id] ?? id).join(", ");
  return [
    el("b", {}, told ?? kind),
    [
      told && !told.endsWith(kind) && kind,
      claim.designation,
      claim.value && worth(claim.value),
      claim.date && when(claim.date),
      via && `via ${via}`,
    ]
      .filter(Boolean)
      .map((part) => ` · ${part}`)
      .join(""),
  ];
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

/** @param {any} claim */
function sourceOf({ source }) {
  if (!source) return "the article says so itself";
  return ["according to ", el("bdi", {}, source.name), ` (${KINDS[source.kind] ?? source.kind})`];
}

/** @param {number} value */
function confidence(value) {
  const bar = el("span", { class: "meter", "aria-hidden": "true" }, el("i"));
  bar.style.setProperty("--share", String(value));
  const title = "How sure the reader is of this claim, not how true it is";
  return el(
    "span",
    { class: "confidence", title },
    bar,
    el("span", { class: "visually-hidden" }, "confidence "),
    value.toFixed(2),
  );
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
