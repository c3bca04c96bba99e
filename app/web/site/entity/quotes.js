/** Sentences with who supplies whom above them, a page at a time. */

import { ask, askClaims } from "../api.js";
import { el } from "../dom.js";
import { marked } from "../marked.js";
import { actorLink, munitionLink, quoteBlock, showProblem } from "../parts.js";
import { STAGES } from "../words.js";
import { nothing } from "./page.js";

/** @typedef {{claims: any[], total: number, next: string | null}} Told */

/**
 * Ask for claims, with the headings of their articles and the labels of what they name.
 * @param {string} path
 * @param {Record<string, string | number>} [asked]
 * @returns {Promise<Told>}
 */
export async function findQuotes(path, asked = {}) {
  const answer = await askClaims(path, asked);
  return { total: answer.total, next: answer.next, claims: answer.claims.map(toldClaim) };
}

/** @param {any} claim  as a list gives it */
function toldClaim(claim) {
  const { supplier, supplier_label, recipient, recipient_label, munition, munition_label } = claim;
  return {
    ...claim,
    ends: [
      { id: supplier, label: supplier_label },
      { id: recipient, label: recipient_label },
    ],
    goods: munition ? { id: munition, label: munition_label } : null,
  };
}

/**
 * Find what actors are called.
 * @param {any[]} claims
 * @returns {Promise<Map<string, string>>}
 */
export async function labels(claims) {
  const ids = new Set(claims.flatMap((claim) => [claim.supplier, claim.recipient, ...claim.via]));
  const found = await Promise.all(
    [...ids].map((id) => ask(`/v1/actors/${encodeURIComponent(id)}`).catch(() => null)),
  );
  return new Map([...ids].map((id, at) => [id, found[at]?.actor.label ?? id]));
}

/** @param {Map<string, string>} names @param {string} id */
export function named(names, id) {
  return { id, label: names.get(id) ?? id };
}

/**
 * Put claims together that rest on the same words.
 * @param {any[]} claims
 * @returns {any[][]}
 */
function byWords(claims) {
  /** @type {Map<string, any[]>} */
  const groups = new Map();
  for (const claim of claims) {
    const key = `${claim.article.id} ${claim.start} ${claim.end} ${claim.source?.name ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()];
}

/** @param {any[]} claims  on the same words */
function drawQuote(claims) {
  return el(
    "li",
    {},
    claims.map((claim) =>
      el(
        "p",
        { class: "between" },
        actorLink(claim.ends[0]),
        el("span", { class: "to", "aria-label": "to" }, " → "),
        actorLink(claim.ends[1]),
        el("span", { class: "soft" }, ": "),
        munitionLink(claim.goods),
        el("span", { class: `stands ${claim.status}` }, standsAs(claim)),
      ),
    ),
    quoteBlock(claims[0], marked(claims)),
  );
}

/** Say how far it has come, and how surely. @param {any} claim */
export function standsAs(claim) {
  /** @type {Record<string, string>} */
  const stages = STAGES;
  const stage = stages[claim.stage] ?? claim.stage;
  return claim.status === "asserted" || claim.stage === "suspension"
    ? stage
    : `${claim.status}: ${stage}`;
}

/**
 * Draw sentences, with a button for the next page of them.
 * @param {Told} told
 */
export function drawQuotes(told) {
  if (!told.claims.length) return nothing("No claim says so.");
  const list = el("ol", { class: "quotes" }, byWords(told.claims).map(drawQuote));
  const place = el("div", {});
  let { next } = told;
  /** @param {number} shown */
  function offer(shown) {
    const rest = told.total - shown;
    place.replaceChildren();
    if (!next || rest <= 0) return;
    const button = el(
      "button",
      { type: "button", class: "more", onclick: () => void more(shown) },
      `Show more (${rest} left)`,
    );
    place.append(button);
  }
  /** @param {number} shown */
  async function more(shown) {
    place.setAttribute("aria-busy", "true");
    try {
      const page = await findQuotes(/** @type {string} */ (next));
      next = page.next;
      const items = byWords(page.claims).map(drawQuote);
      list.append(...items);
      offer(shown + page.claims.length);
      /** @type {HTMLElement | null} */ (items[0]?.querySelector("a"))?.focus();
    } catch (error) {
      place.replaceChildren(showProblem(error));
    } finally {
      place.removeAttribute("aria-busy");
    }
  }
  offer(told.claims.length);
  return el("div", {}, list, place);
}
