/** One relationship: the sentences first, then stages, amounts, what speaks against it, and why. */

import { ACTORS, filtersOf, openKey, writeLook } from "../address.js";
import { addressOf, ask, askClaims } from "../api.js";
import { citeBlock } from "../cite.js";
import { el, put } from "../dom.js";
import { marked } from "../marked.js";
import {
  actorLink,
  fillIn,
  leftOut,
  munitionLink,
  quoteBlock,
  strengthBadge,
  theData,
} from "../parts.js";
import { markUnheard } from "./unheard.js";
import { verdictBlock } from "../verdict.js";
import { ALL_AID, ANY_AID, STAGES, amountOf, counted, dayOf, span } from "../words.js";

/** @typedef {import("../address.js").Look} Look */

const QUOTES = 20;
const SHOWN = 30;
const A_SIDE = 5;
const AT_ODDS = 10;

/**
 * @param {AbortSignal} signal
 * @returns {import("../views/explore.js").Picture}
 */
export function createRelationship(signal) {
  const element = el("div", { class: "relationship" });
  return {
    element,
    async draw({ look, change, found }) {
      const asked = questionOf(look);
      const [head, words, rest] = [el("div"), el("div"), el("div")];
      put(element, head, words, rest);
      element.scrollTop = 0;
      const close = () => change({ open: "" });
      const again = () => change({}, { replace: true });
      const known = found.rows.find((row) => openKey(row) === look.open);
      if (known) put(head, heading({ ...known, summary: known }, asked, close));
      const telling = ask(asked.path, limited(asked.filters, AT_ODDS));
      const claims = askClaims("/v1/claims", asked.claims);
      // Where nothing can be told at all, the problem is said once.
      const said = claims.catch(() =>
        telling.then(
          () => claims,
          () => null,
        ),
      );
      await Promise.all([
        fillIn(words, said, (told) => (told ? sentences(told, asked, again) : []), signal),
        fillIn(
          rest,
          telling,
          (told) => {
            put(head, heading(told, asked, close));
            return afterWords({ look, told, asked, signal });
          },
          signal,
        ),
      ]);
      const told = await telling.catch(() => null);
      if (told) await markUnheard(element, told, asked);
    },
  };
}

/** @param {Look} look */
function questionOf(look) {
  const [supplier, recipient, munition = look.munition] = look.open.split("~");
  const filters = filtersOf(look, [...ACTORS, "munition", "strength"]);
  if (munition) filters.set("munition", munition);
  const claims = new URLSearchParams(filters);
  claims.set("supplier", supplier);
  claims.set("recipient", recipient);
  claims.set("limit", String(QUOTES));
  const path = `/v1/relationships/${encodeURIComponent(supplier)}/${encodeURIComponent(recipient)}`;
  return { path, filters, claims, munition };
}

/**
 * @param {any} told
 * @param {ReturnType<typeof questionOf>} asked
 * @param {() => void} close
 */
function heading(told, asked, close) {
  const { summary } = told;
  return el(
    "header",
    { class: "of" },
    el("button", { type: "button", class: "close", "aria-label": "Close", onclick: close }, "×"),
    el(
      "h2",
      {},
      actorLink(told.supplier),
      el("span", { class: "to", "aria-label": "to" }, " → "),
      actorLink(told.recipient),
    ),
    asked.munition && asked.munition !== ANY_AID
      ? el("p", {}, munitionLink(told.munition))
      : el("p", { class: "soft" }, ALL_AID),
    summary && strengthBadge(summary),
    summary && el("p", { class: "soft" }, counts(summary)),
    leftOut(summary?.muted),
  );
}

/** @param {{look: Look, told: any, asked: ReturnType<typeof questionOf>, signal: AbortSignal}} drawn */
function afterWords({ look, told, asked, signal }) {
  const { summary } = told;
  return nodes([
    contradictions(told),
    summary && stages(summary),
    summary && amounts(summary),
    goods(told.munitions, look),
    explanation(asked, summary?.strength, signal),
    citeBlock({ told, look, address: writeLook({ ...look, view: "map" }) }),
    theData([
      ["JSON", addressOf(asked.path, asked.filters)],
      ["why", addressOf(`${asked.path}/explain`, asked.filters)],
      ["claims as CSV", addressOf("/v1/claims.csv", withoutLimit(asked.claims))],
    ]),
  ]);
}

/**
 * @param {unknown[]} parts
 * @returns {Node[]}
 */
function nodes(parts) {
  return /** @type {Node[]} */ (parts.filter((one) => one instanceof Node));
}

/** @param {any} summary */
function counts(summary) {
  return [
    counted(summary.claims, "claim"),
    `in ${counted(summary.articles, "article")}`,
    `from ${counted(summary.origins, "independent origin")}`,
    span(summary.first, summary.last),
  ]
    .filter(Boolean)
    .join(" · ");
}

/**
 * @param {any} claims
 * @param {ReturnType<typeof questionOf>} asked
 * @param {() => void} judged
 */
function sentences(claims, asked, judged) {
  if (!claims.total) return [];
  const rest = claims.total - claims.claims.length;
  return nodes([
    el("h3", {}, "In these words"),
    ...byQuote(claims.claims).flatMap((told) => [
      quoteBlock(told[0], marked(told)),
      ...told.map((one) =>
        verdictBlock(one, judged, told.length > 1 ? (one.munition_text ?? one.stage) : null),
      ),
    ]),
    rest > 0 &&
      el(
        "p",
        {},
        el(
          "a",
          { href: addressOf("/v1/claims", withoutLimit(asked.claims)) },
          `and ${counted(rest, "claim")} more`,
        ),
      ),
  ]);
}

/**
 * Put claims together that rest on one sentence.
 * @param {any[]} claims
 * @returns {any[][]}
 */
function byQuote(claims) {
  /** @type {Map<string, any[]>} */
  const found = new Map();
  for (const one of claims) {
    const key = `${one.article.id} ${one.start} ${one.end} ${one.status}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}

/** @param {any[]} quotes @param {number} total */
function side(quotes, total) {
  const rest = total - Math.min(A_SIDE, quotes.length);
  return [
    ...quotes.slice(0, A_SIDE).map((quote) => quoteBlock(quote)),
    rest > 0 && el("p", { class: "soft" }, `and ${counted(rest, "claim")} more`),
  ];
}

/** @param {any} told */
function contradictions({ contradictions: found, contradictions_total: total }) {
  if (!found.length) return null;
  return el(
    "section",
    { class: "against" },
    el("h3", {}, "They contradict one another"),
    found.map((/** @type {any} */ one) =>
      el(
        "div",
        { class: "both" },
        el("div", {}, el("h4", {}, "On one side"), side(one.one, one.one_total)),
        el("div", {}, el("h4", {}, "On the other"), side(one.other, one.other_total)),
      ),
    ),
    total > found.length &&
      el("p", { class: "soft" }, `and ${total - found.length} more, in the data below`),
  );
}

/** @param {any} summary */
function stages(summary) {
  return el(
    "section",
    { class: "stages" },
    el("h3", {}, "How far it has come"),
    el(
      "ol",
      {},
      summary.reached.map((/** @type {any} */ one) =>
        el(
          "li",
          {},
          el("b", {}, STAGES[/** @type {keyof typeof STAGES} */ (one.stage)] ?? one.stage),
          span(one.first, one.last) && ` ${span(one.first, one.last)}`,
          el("span", { class: "soft" }, ` ${counted(one.claims, "claim")}`),
          one.first_reported &&
            el("span", { class: "soft" }, `, first told ${dayOf(one.first_reported)}`),
        ),
      ),
    ),
  );
}

/** @param {any} summary */
function amounts(summary) {
  if (!summary.amounts.length) return null;
  return el(
    "section",
    {},
    el("h3", {}, "How much is told of"),
    el(
      "ul",
      { class: "amounts" },
      summary.amounts.map((/** @type {any} */ one) => el("li", {}, amountOf(one))),
    ),
  );
}

/** @param {any[]} rows @param {Look} look */
function goods(rows, look) {
  if (rows.length < 2) return null;
  return el(
    "section",
    {},
    el("h3", {}, "With what"),
    el(
      "ul",
      { class: "goods" },
      rows.map((row) =>
        el(
          "li",
          {},
          el(
            "a",
            { href: writeLook({ ...look, open: openKey(row, row.munition?.id) }) },
            row.munition?.label ?? "not named",
          ),
          " ",
          strengthBadge(row),
          el("span", { class: "soft" }, ` ${counted(row.claims, "claim")}`),
        ),
      ),
    ),
  );
}

/**
 * Why it is judged so: asked for when it is opened.
 * @param {ReturnType<typeof questionOf>} asked
 * @param {string | null | undefined} strength
 * @param {AbortSignal} signal
 */
function explanation(asked, strength, signal) {
  const place = el("div");
  const block = el(
    "details",
    { class: "why" },
    el("summary", {}, strength ? `Why “${strength}”` : "How it is judged"),
    place,
  );
  block.addEventListener(
    "toggle",
    () =>
      void fillIn(place, ask(`${asked.path}/explain`, limited(asked.filters, 1)), reasons, signal),
    { once: true },
  );
  return block;
}

/** @param {any} why */
function reasons(why) {
  return [
    el("p", {}, `${why.reason}.`),
    el("h4", {}, counted(why.origins.length, "independent origin")),
    el(
      "ol",
      {},
      why.origins.slice(0, SHOWN).map((/** @type {any} */ one) => el("li", {}, one.adds)),
    ),
    el("h4", {}, "The rule, strongest first"),
    el("ol", { class: "rule" }, why.rule.map(ruled)),
  ];
}

/**
 * One level of the rule, with the tests that were applied.
 * @param {any} level
 */
function ruled(level) {
  return el(
    "li",
    { class: level.passed ? "passed" : "" },
    el("b", {}, level.strength),
    `: ${level.means}`,
    el(
      "ul",
      {},
      level.tests.map((/** @type {any} */ test) =>
        el(
          "li",
          {},
          el("span", { class: "mark" }, test.passed ? "✓ " : "✗ "),
          `${test.asks} `,
          el(
            "span",
            { class: "soft" },
            `(${test.passed ? "yes" : "no"}, ${counted(test.total, "claim")})`,
          ),
        ),
      ),
    ),
  );
}

/** @param {URLSearchParams} asked @param {number} most */
function limited(asked, most) {
  const few = new URLSearchParams(asked);
  few.set("limit", String(most));
  return few;
}

/** @param {URLSearchParams} asked */
function withoutLimit(asked) {
  const all = new URLSearchParams(asked);
  all.delete("limit");
  return all;
}
