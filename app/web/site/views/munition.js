/** A munition concept: its place among others, who supplies it to whom, which models, since when. */

import { PLAIN, writeLook } from "../address.js";
import { addressOf, ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { barsOf, drawBars, sidesOf } from "../entity/bars.js";
import { createMonths, findMonths } from "../entity/months.js";
import { headOf, partOf, soon } from "../entity/page.js";
import { drawQuotes, findQuotes } from "../entity/quotes.js";
import { munitionLink, theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { counted } from "../words.js";

const QUOTES = 6;
const MODELS = 40;
const FIELDS = "supplier,recipient,claims,origins,strength,status,contested,suspended,first,last";

/** @type {import("../main.js").View["show"]} */
export async function show(root, { parts, signal, name }) {
  const [told] = await Promise.all([
    ask(`/v1/munitions/${encodeURIComponent(parts[0])}`),
    loadStyle("entity.css"),
  ]);
  const { munition } = told;
  const { id } = munition;
  name(munition.label);
  const look = { munition: id };
  const rows = ask("/v1/supplies", {
    munition: id,
    by: "pair",
    sort: "-origins,-claims,supplier.id,recipient.id",
    limit: 1000,
    fields: FIELDS,
  });
  const months = createMonths((clock) => findMonths({ munition: id, clock }), signal);
  /** @param {string} title @param {(found: any) => import("../entity/bars.js").Bar[]} bars */
  const ranked = (title, bars) =>
    partOf({ title, coming: rows, draw: (found) => drawBars(bars(found)), signal });
  const suppliers = ranked("Top suppliers", (found) => sidesOf(found.supplies, "supplier", look));
  const recipients = ranked("Top recipients", (found) =>
    sidesOf(found.supplies, "recipient", look),
  );
  const pairs = ranked("Best established", (found) => barsOf(found.supplies, "both", look));
  const quotes = partOf({
    title: "In these words, newest first",
    coming: findQuotes("/v1/claims", { munition: id, sort: "-published", limit: QUOTES }),
    draw: drawQuotes,
    signal,
  });
  put(
    root,
    el(
      "div",
      { class: "entity" },
      headOf({
        sort: await trail(munition),
        label: munition.label,
        facts: [factsOf(munition)],
        ways: [link(writeLook({ ...PLAIN, munition: id }), "See it on the map", { class: "way" })],
      }),
      await kinds(told),
      el("div", { class: "two" }, suppliers.element, recipients.element),
      el("section", { class: "part-of" }, el("h2", {}, "Over time"), months.element),
      models(told.designations),
      registers(told.registers),
      el("div", { class: "one-sided" }, pairs.element),
      quotes.element,
      theData(dataOf(id)),
    ),
  );
  await soon([suppliers.filled, recipients.filled, months.filled, pairs.filled, quotes.filled]);
  return { update() {} };
}

/** @param {any} munition */
function factsOf({ claims, suppliers, recipients }) {
  if (!claims) return "No claim names it, or anything narrower.";
  return `${counted(claims, "claim")} · ${counted(suppliers, "supplier")} · ${counted(recipients, "recipient")}`;
}

async function concepts() {
  const answer = await ask("/v1/munitions", { limit: 1000, fields: "id,label,claims" });
  return new Map(answer.munitions.map((/** @type {any} */ one) => [one.id, one]));
}

/** @param {any} munition */
async function trail({ broader }) {
  const known = await concepts();
  const above = [...broader].reverse().map((id) => known.get(id));
  if (!above.length) return "Munition";
  return above.flatMap((one, at) => [at ? " › " : "", munitionLink(one)]);
}

/** @param {any} told */
async function kinds({ narrower }) {
  if (!narrower.length) return null;
  const known = await concepts();
  return el(
    "section",
    { class: "part-of" },
    el("h2", {}, "Kinds of it"),
    el(
      "ul",
      { class: "kinds" },
      narrower.map((/** @type {any} */ one) =>
        el(
          "li",
          {},
          link(
            `/munitions/${encodeURIComponent(one.id)}`,
            el(
              "span",
              {},
              one.label,
              el("span", { class: "soft" }, ` ${known.get(one.id)?.claims || ""}`),
            ),
          ),
        ),
      ),
    ),
  );
}

/** @param {{designation: string, claims: number}[]} told */
function models(told) {
  if (!told.length) return null;
  return el(
    "section",
    { class: "part-of" },
    el("h2", {}, "Models that claims name"),
    el(
      "ul",
      { class: "kinds" },
      told
        .slice(0, MODELS)
        .map(({ designation, claims }) =>
          el(
            "li",
            {},
            el(
              "span",
              { class: "kind" },
              el("bdi", {}, designation),
              el("span", { class: "soft" }, ` ${claims}`),
            ),
          ),
        ),
    ),
    told.length > MODELS &&
      el("p", { class: "soft about" }, `and ${counted(told.length - MODELS, "more", "more")}`),
  );
}

/** @param {any[]} told */
function registers(told) {
  if (!told.length) return null;
  return el(
    "section",
    { class: "part-of" },
    el("h2", {}, "What it comes close to in the registers"),
    el(
      "dl",
      { class: "registers" },
      told.flatMap((one) => [
        el("dt", {}, link(one.page, one.register_label)),
        el("dd", {}, one.label === one.notation ? one.label : `${one.notation}: ${one.label}`),
      ]),
    ),
  );
}

/** @param {string} id @returns {[string, string][]} */
function dataOf(id) {
  return [
    ["JSON", `/v1/munitions/${id}`],
    ["relationships as CSV", addressOf("/v1/supplies.csv", { munition: id, by: "pair" })],
    ["claims as CSV", addressOf("/v1/claims.csv", { munition: id })],
    ["months as CSV", addressOf("/v1/timeline.csv", { munition: id })],
    ["SPARQL", addressOf("/query", { query: sparql(id) })],
    ["GraphML", addressOf("/export/relationships.graphml", { munition: id, by: "pair" })],
  ];
}

/** @param {string} id */
function sparql(id) {
  return [
    "PREFIX ma: <https://w3id.org/materiel/aid#>",
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
    "PREFIX dcterms: <http://purl.org/dc/terms/>",
    "SELECT ?supplier ?recipient (COUNT(DISTINCT ?claim) AS ?claims) {",
    "  ?claim ma:supplier ?supplier ; ma:recipient ?recipient ; ma:munition ?munition .",
    `  ?munition skos:broader*/dcterms:identifier "${id}" .`,
    "}",
    "GROUP BY ?supplier ?recipient",
    "ORDER BY DESC(?claims)",
  ].join("\n");
}
