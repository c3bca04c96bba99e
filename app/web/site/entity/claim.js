/** A claim in full: who, whom, what, how far, how surely, on whose word, when, read by what. */

import { PLAIN, openKey, writeLook } from "../address.js";
import { el, link } from "../dom.js";
import { actorLink, munitionLink, sourceId } from "../parts.js";
import { verdictBlock } from "../verdict.js";
import { amountOf, dayOf } from "../words.js";
import { standsAs } from "./quotes.js";

/**
 * A claim under its number in the article, with what its ids are called.
 * @typedef {{number: number, claim: any, ends: any[], via: any[], goods: any}} Numbered
 */

/**
 * @param {Numbered} told
 * @param {() => void} judged  called when somebody judged it
 */
export function claimCard({ number, claim, ends, via, goods }, judged) {
  return el(
    "li",
    { class: `claim-card ${toneOf(claim)}`, id: `claim-${claim.id}`, tabindex: "-1" },
    el(
      "h3",
      {},
      el(
        "a",
        {
          class: "number-of",
          href: `#at-${claim.id}`,
          title: "Show in the text",
          "aria-label": `Claim ${number}: show in the text`,
        },
        number,
      ),
      el(
        "span",
        { class: "ends" },
        actorLink(ends[0]),
        el("span", { class: "to", "aria-label": "to" }, " → "),
        actorLink(ends[1]),
      ),
    ),
    el(
      "p",
      { class: "says" },
      el("span", { class: `stands ${claim.status}` }, standsAs(claim)),
      " ",
      munitionLink(goods),
      claim.designation && [" (", el("bdi", {}, claim.designation), ")"],
    ),
    facts(claim, via),
    link(
      writeLook({
        ...PLAIN,
        open: openKey({ supplier: ends[0], recipient: ends[1] }, claim.munition),
      }),
      "The relationship",
      {
        class: "way",
      },
    ),
    verdictBlock(claim, judged),
  );
}

/** @param {any} claim @param {any[]} via */
function facts(claim, via) {
  /** @type {[string, Node | string | null | false][]} */
  const rows = [
    ["Amount", claim.quantity && amountIn(claim.quantity)],
    ["Worth", claim.value && worth(claim.value)],
    ["When", claim.date && dayOf(claim.date)],
    [
      "Via",
      via.length > 0 &&
        el("span", {}, via.map((one, at) => [at ? ", " : "", actorLink(one)]).flat()),
    ],
    ["According to", claim.source ? sourceOf(claim) : "the article itself"],
    ["Confidence", claim.confidence.toFixed(2)],
    ["Read by", `${claim.extractor.name} ${claim.extractor.version}`],
  ];
  return el(
    "dl",
    { class: "claim-facts" },
    rows.flatMap(([name, value]) => (value ? [el("dt", {}, name), el("dd", {}, value)] : [])),
  );
}

/** @param {any} quantity */
function amountIn({ text, min, max, unit }) {
  const told = amountOf({ unit, least: min, most: max });
  return told && !told.includes(text)
    ? el("span", {}, `${told} (`, el("bdi", {}, `“${text}”`), ")")
    : text;
}

/** @param {{amount: number, currency: string}} value */
function worth({ amount, currency }) {
  const style = { style: "currency", currency, notation: "compact" };
  return new Intl.NumberFormat("en", /** @type {Intl.NumberFormatOptions} */ (style)).format(
    amount,
  );
}

/** @param {any} claim */
function sourceOf(claim) {
  const { name, kind } = claim.source;
  const href = `/sources/${encodeURIComponent(sourceId(name, claim.article))}`;
  return el("span", {}, link(href, el("bdi", {}, name)), el("span", { class: "soft" }, ` ${kind}`));
}

/** The tone of a claim: how much stands behind it. @param {any} claim */
export function toneOf(claim) {
  return claim.stage === "suspension" ? "halted" : claim.status;
}
