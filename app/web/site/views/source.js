/** An evidence source: what it claims, how often alone, how often contradicted, since when. */

import { ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { createMonths } from "../entity/months.js";
import { headOf, partOf, soon } from "../entity/page.js";
import { drawQuotes, findQuotes } from "../entity/quotes.js";
import { theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { count, counted, dayOf } from "../words.js";

const QUOTES = 20;

/** What kinds of sources are called. @type {Record<string, string>} */
const KINDS = {
  official: "Official",
  intelligence: "Intelligence",
  investigation: "Investigation",
  monitor: "Monitor",
  media: "Medium",
  company: "Company",
  anonymous: "Not named",
  other: "Other",
};

/** @type {import("../main.js").View["show"]} */
export async function show(root, { parts, signal, name }) {
  const [told] = await Promise.all([
    ask(`/v1/sources/${encodeURIComponent(parts[0])}`),
    loadStyle("entity.css"),
  ]);
  const { source } = told;
  name(source.name);
  const page = `/sources/${encodeURIComponent(source.id)}`;
  if (location.pathname !== page) history.replaceState(null, "", page);
  const months = createMonths((clock) => ask(`${source.url}/timeline`, { clock }), signal);
  const quotes = partOf({
    title: "What it says",
    coming: findQuotes(told.claims_url, { limit: QUOTES, sort: "-published" }),
    draw: drawQuotes,
    signal,
  });
  put(
    root,
    el(
      "div",
      { class: "entity" },
      headOf({ sort: sortOf(source), label: source.name, facts: [reachOf(source)] }),
      figures(source),
      el("section", { class: "part-of" }, el("h2", {}, "Over time"), months.element),
      quotes.element,
      theData([
        ["JSON", source.url],
        ["claims as JSON", told.claims_url],
        ["claims as CSV", `${told.claims_url}.csv`],
        ["months", `${source.url}/timeline`],
      ]),
    ),
  );
  await soon([months.filled, quotes.filled]);
  return { update() {} };
}

/** @param {any} source */
function sortOf({ kinds, article }) {
  const told = kinds.map((/** @type {string} */ kind) => KINDS[kind] ?? kind).join(", ");
  if (!article) return told;
  return [`${told}, of `, link(`/articles/${article}`, "one article that does not name it")];
}

/** @param {any} source */
function reachOf(source) {
  const { claims, articles, first_reported: first, last_reported: last } = source;
  const when = first === last ? dayOf(first) : `${dayOf(first)} to ${dayOf(last)}`;
  return [`${counted(claims, "claim")} in ${counted(articles, "article")}`, first && when]
    .filter(Boolean)
    .join(" · ");
}

/** @param {any} source */
function figures({ claims, relationships, alone, contradicted }) {
  return el(
    "dl",
    { class: "figures" },
    figure(
      "Speaks of",
      count(relationships),
      relationships === 1 ? "relationship" : "relationships",
    ),
    figure(
      "Stands alone on",
      count(alone),
      `of ${relationships}: nobody else is said to know of them`,
    ),
    figure(
      "Is contradicted in",
      count(contradicted),
      `of ${counted(claims, "claim")}: someone else says otherwise`,
    ),
  );
}

/** @param {string} label @param {string} value @param {string} note */
function figure(label, value, note) {
  return el(
    "div",
    {},
    el("dt", {}, label),
    el("dd", {}, el("b", {}, value), el("small", {}, note)),
  );
}
