/** An actor: who supplies it, whom it supplies, on whom it depends, since when, in which words. */

import { PLAIN, writeLook } from "../address.js";
import { addressOf, ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { barsOf, drawBars } from "../entity/bars.js";
import { drawDependence } from "../entity/dependence.js";
import { createMonths, findMonths, smallMultiples } from "../entity/months.js";
import { headOf, nothing, partOf, soon } from "../entity/page.js";
import { drawQuotes, findQuotes } from "../entity/quotes.js";
import { sparqlOf } from "../explore/sparql.js";
import { actorLink, theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { counted, span } from "../words.js";

const CATEGORIES = 9;
const ALIKE = 8;
const QUOTES = 6;
const FIELDS =
  "supplier,recipient,claims,origins,strength,status,contested,suspended,muted,first,last";

/** What kinds of actors are called. @type {Record<string, string>} */
const KINDS = {
  state: "State",
  "historical-state": "Former state",
  organisation: "Organisation",
  "non-state": "Armed group",
  named: "Named in articles",
};

/** @type {import("../main.js").View["show"]} */
export async function show(root, { parts, signal, name }) {
  const [told] = await Promise.all([
    ask(`/v1/actors/${encodeURIComponent(parts[0])}`),
    loadStyle("entity.css"),
  ]);
  const { actor } = told;
  name(actor.label);
  const home = actor.home ? await ask(`/v1/actors/${actor.home}`).catch(() => null) : null;
  const all = partsOf(told, signal);
  put(
    root,
    el(
      "div",
      { class: "entity" },
      headOf({
        sort: sortOf(actor, home),
        label: actor.label,
        facts: factsOf(told),
        ways: [
          link(writeLook({ ...PLAIN, actor: actor.id }), "See it on the map", { class: "way" }),
          link(writeLook({ ...PLAIN, actor: actor.id, view: "network" }), "in the network", {
            class: "way",
          }),
        ],
      }),
      el(
        "div",
        { class: bothSides(told) ? "two" : "one-sided" },
        all.suppliers.element,
        all.recipients.element,
      ),
      all.dependence?.element,
      all.time.element,
      all.categories.element,
      all.similar?.element,
      all.quotes.element,
      theData(dataOf(actor.id)),
    ),
  );
  await soon(Object.values(all).map((part) => part?.filled ?? Promise.resolve()));
  return { update() {} };
}

/** @param {any} told */
function bothSides({ received, supplied }) {
  return received.partners > 0 && supplied.partners > 0;
}

/** @param {any} actor @param {any} home */
function sortOf(actor, home) {
  const kind = KINDS[actor.kind] ?? actor.kind;
  return home ? [`${kind}, at home in `, actorLink(home.actor)] : kind;
}

/** @param {any} told */
function factsOf({ received, supplied }) {
  /** @param {any} one */
  const when = (one) => span(one.first, one.last);
  const from =
    received.partners > 0 &&
    `receives from ${counted(received.partners, "supplier")} in ${counted(received.claims, "claim")}`;
  const to =
    supplied.partners > 0 &&
    `supplies ${counted(supplied.partners, "recipient")} in ${counted(supplied.claims, "claim")}`;
  const reach = when(received.claims > supplied.claims ? received : supplied);
  const facts = [from, to, reach].filter(Boolean).join(" · ");
  return facts
    ? [facts.charAt(0).toUpperCase() + facts.slice(1)]
    : ["No claim says yes to anything about it."];
}

/** @param {any} told @param {AbortSignal} signal */
function partsOf(told, signal) {
  const { id } = told.actor;
  const months = createMonths((clock) => findMonths({ actor: id, clock }), signal);
  const receives = told.received.claims > 0;
  return {
    suppliers: side(id, "supplier", signal),
    recipients: side(id, "recipient", signal),
    dependence: receives ? dependence(id, signal) : null,
    time: {
      element: el("section", { class: "part-of" }, el("h2", {}, "Over time"), months.element),
      filled: months.filled,
    },
    categories: partOf({
      title: "What passes, by category",
      note: "Claims on either side, by when they were told; one scale for all.",
      size: "chart",
      coming: categoriesOf(told),
      draw: smallMultiples,
      signal,
    }),
    similar: receives ? similar(id, signal) : null,
    quotes: partOf({
      title: "In these words, newest first",
      coming: newest(id),
      draw: drawQuotes,
      signal,
    }),
  };
}

/** @param {string} id @param {"supplier" | "recipient"} shown @param {AbortSignal} signal */
function side(id, shown, signal) {
  const [title, own] =
    shown === "supplier" ? ["Who supplies it", "recipient"] : ["Whom it supplies", "supplier"];
  return partOf({
    title,
    coming: ask("/v1/supplies", {
      [own]: id,
      by: "pair",
      sort: "-origins,-claims,supplier.id,recipient.id",
      limit: 300,
      fields: FIELDS,
    }),
    draw: (found) => drawBars(barsOf(found.supplies, shown)),
    signal,
  });
}

/** @param {string} id @param {AbortSignal} signal */
function dependence(id, signal) {
  return partOf({
    title: "On whom it depends",
    size: "small",
    coming: Promise.all([ask("/v1/network/dependence", { recipient: id }), munitionLabels()]),
    draw: ([found, munitions]) => drawDependence(found, munitions),
    signal,
  });
}

/** @param {string} id @param {AbortSignal} signal */
function similar(id, signal) {
  return partOf({
    title: "Whom it resembles",
    note: "Recipients with the same suppliers, weighted by origins.",
    size: "small",
    coming: ask("/v1/network/similar", { recipient: id, limit: ALIKE }),
    draw: drawSimilar,
    signal,
  });
}

/** @param {any} found */
function drawSimilar({ similar: alike }) {
  if (!alike.length) return nothing("Nobody has the same suppliers.");
  return el(
    "ol",
    { class: "alike" },
    alike.map((/** @type {any} */ one) => {
      const bar = el("span", { class: "bar-of corroborated", "aria-hidden": "true" });
      bar.style.setProperty("--share", String(one.cosine));
      return el(
        "li",
        {},
        el(
          "p",
          {},
          actorLink(one.recipient),
          el("span", { class: "soft number" }, ` ${one.cosine.toFixed(2)}`),
        ),
        bar,
        el(
          "p",
          { class: "soft" },
          "both from ",
          one.shared.flatMap((/** @type {any} */ other, /** @type {number} */ at) => [
            at ? ", " : "",
            actorLink(other),
          ]),
        ),
      );
    }),
  );
}

/** @param {any} told */
async function categoriesOf({ actor, received, supplied }) {
  /** @type {Map<string, {id: string, label: string, claims: number}>} */
  const sums = new Map();
  for (const { category, claims } of [...received.categories, ...supplied.categories]) {
    if (!category) continue;
    const known = sums.get(category.id);
    sums.set(category.id, { ...category, claims: claims + (known?.claims ?? 0) });
  }
  const first = [...sums.values()].sort((a, b) => b.claims - a.claims).slice(0, CATEGORIES);
  return Promise.all(
    first.map(async ({ id, label }) => {
      const { months } = await findMonths({ actor: actor.id, munition: id, clock: "report" });
      const href = writeLook({ ...PLAIN, actor: actor.id, munition: id });
      return { label: el("a", { href }, label), months };
    }),
  );
}

/** @param {string} id */
async function newest(id) {
  const found = await Promise.all(
    ["supplier", "recipient"].map((own) =>
      findQuotes("/v1/claims", { [own]: id, sort: "-published", limit: QUOTES }),
    ),
  );
  const claims = found.flatMap((one) => one.claims);
  claims.sort((a, b) => (b.article.published ?? "").localeCompare(a.article.published ?? ""));
  return { claims: claims.slice(0, QUOTES), total: QUOTES, next: null };
}

async function munitionLabels() {
  const answer = await ask("/v1/munitions", { limit: 1000, fields: "id,label" });
  return /** @type {Map<string, string>} */ (
    new Map(answer.munitions.map((/** @type {any} */ one) => [one.id, one.label]))
  );
}

/** @param {string} id @returns {[string, string][]} */
function dataOf(id) {
  return [
    ["JSON", `/v1/actors/${encodeURIComponent(id)}`],
    ["suppliers as CSV", addressOf("/v1/supplies.csv", { recipient: id, by: "pair" })],
    ["recipients as CSV", addressOf("/v1/supplies.csv", { supplier: id, by: "pair" })],
    ["months as CSV", addressOf("/v1/timeline.csv", { actor: id })],
    ["SPARQL", addressOf("/query", { query: sparqlOf({ ...PLAIN, actor: id }) })],
    ["GraphML", addressOf("/export/relationships.graphml", { recipient: id, by: "pair" })],
  ];
}
