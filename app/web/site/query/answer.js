/** What a query brought: a table, a yes or no, or a graph as text. */

import { addressOf } from "../api.js";
import { el, link } from "../dom.js";
import { framedTable, theData } from "../parts.js";
import { count, counted } from "../words.js";

/** @typedef {{type: string, value: string, datatype?: string, "xml:lang"?: string}} Term */

const SHOWN = 500;
const NUMBERS = /#(integer|decimal|double|float|nonNegativeInteger|int|long)$/;
const TABLES = /** @type {const} */ (["csv", "tsv", "json", "xml"]);
const GRAPHS = /** @type {const} */ (["turtle", "ntriples", "jsonld"]);

/**
 * @param {string} query
 * @param {{type: string, text: string}} answer
 * @param {number} took  milliseconds
 */
export function drawAnswer(query, { type, text }, took) {
  const time = `${count(Math.max(1, Math.round(took)))} ms`;
  if (!type.includes("json") || type.includes("ld+json")) {
    return [
      el("p", { class: "summary", role: "status" }, `A graph, in ${time}`),
      files(query, GRAPHS),
      el("pre", { class: "turtle", tabindex: "0" }, text),
    ];
  }
  const told = JSON.parse(text);
  if ("boolean" in told) {
    return [
      el(
        "p",
        { class: "truth", role: "status" },
        el("b", {}, told.boolean ? "Yes" : "No"),
        ` in ${time}`,
      ),
      files(query, ["json"]),
    ];
  }
  /** @type {Record<string, Term>[]} */
  const rows = told.results.bindings;
  const shown = rows.slice(0, SHOWN);
  const more = rows.length > SHOWN ? `; the first ${count(SHOWN)} are shown` : "";
  return [
    el(
      "p",
      { class: "summary", role: "status" },
      `${counted(rows.length, "row")} in ${time}${more}`,
    ),
    files(query, TABLES),
    rows.length > 0 && table(told.head.vars, shown, prefixesOf(query)),
  ];
}

/** @param {string} query @param {readonly string[]} forms */
function files(query, forms) {
  return theData(
    forms.map((format) => [format.toUpperCase(), addressOf("/sparql", { query, format })]),
  );
}

/** @param {string[]} names @param {Record<string, Term>[]} rows @param {[string, string][]} prefixes */
function table(names, rows, prefixes) {
  const numeric = new Set(
    names.filter((name) => rows.some((row) => NUMBERS.test(row[name]?.datatype ?? ""))),
  );
  const align = (/** @type {string} */ name) => (numeric.has(name) ? "number" : null);
  const framed = framedTable(
    "Rows",
    names.map((name) => (numeric.has(name) ? `#${name}` : name)),
    rows.map((row) =>
      el(
        "tr",
        {},
        names.map((name) => el("td", { class: align(name) }, cell(row[name], prefixes))),
      ),
    ),
  );
  framed.classList.add("answer");
  return framed;
}

/** @param {Term | undefined} term @param {[string, string][]} prefixes */
function cell(term, prefixes) {
  if (!term) return null;
  if (term.type === "uri") return link(placeOf(term.value), shortened(term.value, prefixes));
  if (NUMBERS.test(term.datatype ?? "") && /^-?\d+$/.test(term.value)) {
    return count(Number(term.value));
  }
  if (/#(date|dateTime|gYear|gYearMonth)$/.test(term.datatype ?? "")) {
    return el("time", {}, term.value);
  }
  return el("bdi", { dir: "auto", lang: term["xml:lang"] ?? null }, term.value);
}

/**
 * Where an IRI leads: those of this installation stay here, whatever address it is reached by.
 * @param {string} iri
 */
function placeOf(iri) {
  if (!URL.canParse(iri)) return null;
  const { origin, hostname, pathname, hash } = new URL(iri);
  const ours = origin === location.origin || hostname === "127.0.0.1" || hostname === "localhost";
  return ours && pathname.startsWith("/id/") ? pathname + hash : iri;
}

/** @param {string} iri @param {[string, string][]} prefixes */
function shortened(iri, prefixes) {
  const found = prefixes.find(([, start]) => iri.startsWith(start));
  if (found) return `${found[0]}:${iri.slice(found[1].length)}`;
  const inner = /\/id\/(.+)$/.exec(iri);
  return inner ? inner[1] : iri;
}

/** @param {string} query @returns {[string, string][]} */
function prefixesOf(query) {
  return [...query.matchAll(/PREFIX\s+([\w-]*):\s*<([^>]*)>/gi)].map(([, name, iri]) => [
    name,
    iri,
  ]);
}
