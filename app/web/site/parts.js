/** Parts that several views are made of. */

import { Problem } from "./api.js";
import { el, link, put } from "./dom.js";
import { ANY_AID, STRENGTHS, amountOf, counted, dayOf, munitionOf, span } from "./words.js";

/** @typedef {{id: string, label: string}} Labelled */

/**
 * Say what went wrong, and what would help.
 * @param {unknown} error
 */
export function showProblem(error) {
  if (!(error instanceof Problem)) {
    console.error(error);
    return el("section", { class: "problem", role: "alert" }, el("h2", {}, "This page failed."));
  }
  return el(
    "section",
    { class: "problem", role: "alert" },
    el("h2", {}, error.message),
    error.remedy && el("p", {}, error.remedy),
  );
}

/** @param {Labelled} actor */
export function actorLink(actor) {
  return link(`/actors/${encodeURIComponent(actor.id)}`, el("bdi", {}, actor.label));
}

/** @param {Labelled | null} munition */
export function munitionLink(munition) {
  if (!munition) return el("span", { class: "soft" }, munitionOf(munition));
  return link(`/munitions/${encodeURIComponent(munition.id)}`, munition.label);
}

/**
 * How well established a relationship is, and what stands against it.
 * @param {{strength: string | null, status: string, contested: boolean, suspended: boolean, muted?: number, claims?: number}} row
 */
export function strengthBadge(row) {
  const word = isMuted(row) ? "unheard" : (row.strength ?? row.status);
  const meaning = STRENGTHS[/** @type {keyof typeof STRENGTHS} */ (word)] ?? "";
  return el(
    "span",
    { class: "established" },
    el("span", { class: `strength ${word}`, title: meaning }, word),
    row.contested && el("strong", { class: "flag" }, "contested"),
    row.suspended && el("strong", { class: "flag" }, "suspended"),
    mutedFlag(row),
  );
}

/** Tell whether whoever says so was muted. @param {{muted?: number, claims?: number}} row */
function isMuted({ muted, claims }) {
  return Boolean(muted) && muted === claims;
}

/** @param {{muted?: number, claims?: number}} row */
function mutedFlag(row) {
  if (!row.muted) return null;
  const all = isMuted(row) ? "all claims" : counted(row.muted, "claim");
  const title = `${all} of muted publishers: they count for nothing`;
  return el(
    "strong",
    { class: "flag muted", title },
    isMuted(row) ? "muted" : `${row.muted} muted`,
  );
}

/**
 * Who says something: source, article, publisher, day.
 * @param {{source: {name: string, kind: string} | null, article: any}} quote
 */
export function saidBy({ source, article }) {
  return el(
    "footer",
    { class: "said-by" },
    source && [
      link(
        `/sources/${encodeURIComponent(sourceId(source.name, article.id))}`,
        el("bdi", {}, source.name),
      ),
      ", in ",
    ],
    link(`/articles/${article.id}`, el("bdi", {}, article.title ?? "untitled article")),
    article.publisher && [", ", publisherLink(article.publisher)],
    article.published && `, ${dayOf(article.published)}`,
    article.url && [" · ", link(article.url, "original")],
  );
}

/**
 * @param {string} name  as the article spells it; a path ends at a slash, and ids have none
 */
export function publisherLink(name) {
  const path = encodeURIComponent(name.replaceAll("/", "-"));
  return link(`/publishers/${path}`, el("bdi", {}, name));
}

/**
 * Tell that claims of muted publishers are left out of what is told.
 * @param {number | undefined} muted
 */
export function leftOut(muted) {
  if (!muted) return null;
  const are = muted === 1 ? "comes from a publisher that is" : "come from publishers that are";
  return el(
    "p",
    { class: "left-out" },
    `${counted(muted, "claim")} ${are} `,
    link("/publishers?sort=-muted", "muted"),
    " and count for nothing.",
  );
}

/**
 * A quote and who says it.
 * @param {any} quote
 * @param {(Node | string)[]} [words]  the quote with parts of it marked
 */
export function quoteBlock(quote, words = [quote.quote]) {
  return el(
    "blockquote",
    { class: `quote ${quote.status}`, "data-claim": quote.claim_id ?? quote.id },
    el("p", { dir: "auto" }, words),
    saidBy(quote),
  );
}

/**
 * The data under a view, as links.
 * @param {readonly [string, string][]} links
 */
export function theData(links) {
  return el(
    "p",
    { class: "the-data" },
    el("span", {}, "The data: "),
    links.flatMap(([label, href], at) => [at ? " · " : "", el("a", { href }, label)]),
  );
}

/**
 * A table in a frame that scrolls sideways; what stands over numbers is led by "#".
 * @param {string} label
 * @param {readonly string[]} heads
 * @param {Node[]} rows
 */
export function framedTable(label, heads, rows) {
  const head = (/** @type {string} */ told) =>
    told.startsWith("#")
      ? el("th", { scope: "col", class: "number" }, told.slice(1))
      : el("th", { scope: "col" }, told);
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    el(
      "table",
      { class: "rows" },
      el("thead", {}, el("tr", {}, heads.map(head))),
      el("tbody", {}, rows),
    ),
  );
}

/**
 * A table of relationships; a row opens on click, and by its link.
 * @param {any[]} rows
 * @param {(row: any) => string} addressOf
 */
export function relationshipTable(rows, addressOf) {
  return framedTable(
    "Relationships",
    ["Supplier", "Recipient", "What", "How well established", "#Origins", "#Claims", "When"],
    rows.map((row) =>
      el(
        "tr",
        {},
        el("td", {}, actorLink(row.supplier)),
        el("td", {}, actorLink(row.recipient)),
        el("td", {}, el("a", { href: addressOf(row) }, what(row))),
        el("td", {}, strengthBadge(row)),
        el("td", { class: "number" }, row.origins),
        el("td", { class: "number" }, row.claims),
        el("td", { class: "when" }, span(row.first, row.last) || reported(row)),
      ),
    ),
  );
}

/** @param {any} row */
function what(row) {
  const amounts = row.amounts.map(amountOf).slice(0, 3).join(", ");
  if (row.munition?.id === ANY_AID) return amounts || counted(row.claims, "claim");
  return amounts ? `${munitionOf(row.munition)}: ${amounts}` : munitionOf(row.munition);
}

/** @param {any} row */
function reported(row) {
  return row.first_reported ? `told ${dayOf(row.first_reported)}` : "";
}

/**
 * Name a source as its address does: an article may have its own of that name ("officials").
 * @param {string} name
 * @param {string} article
 */
export function sourceId(name, article) {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [name];
  return `${words.join("-")}~${article}`;
}

/**
 * Show that something is on its way, then what came, or the problem.
 * @template T
 * @param {Element} place
 * @param {Promise<T>} coming
 * @param {(found: T) => (Node | null)[] | Node} draw
 * @param {AbortSignal} signal
 */
export async function fillIn(place, coming, draw, signal) {
  place.setAttribute("aria-busy", "true");
  try {
    const found = await coming;
    if (!signal.aborted) put(place, draw(found));
  } catch (error) {
    if (!signal.aborted) put(place, showProblem(error));
  } finally {
    place.removeAttribute("aria-busy");
  }
}
