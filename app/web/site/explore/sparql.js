/** The query that gives the table of a view. */

import { severalOf } from "../address.js";
import { ANY_AID } from "../words.js";

/** @typedef {import("../address.js").Look} Look */

const PREFIXES = [
  "PREFIX dcterms: <http://purl.org/dc/terms/>",
  "PREFIX ma: <https://w3id.org/materiel/aid#>",
  "PREFIX prov: <http://www.w3.org/ns/prov#>",
  "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
  "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
  "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>",
];

/**
 * Ask in SPARQL what a view asks of REST: pairs of actors, and how many claims say so.
 * @param {Look} look
 */
export function sparqlOf(look) {
  return [
    ...notes(look),
    ...PREFIXES,
    "",
    "SELECT ?supplier ?supplierName ?recipient ?recipientName (COUNT(DISTINCT ?claim) AS ?claims)",
    "WHERE {",
    ...actors(look),
    `  ?claim ${kindOf(look)} ; ma:supplier ?supplierNode ; ma:recipient ?recipientNode .`,
    "  ?supplierNode dcterms:identifier ?supplier ; rdfs:label ?supplierName .",
    "  ?recipientNode dcterms:identifier ?recipient ; rdfs:label ?recipientName .",
    '  FILTER (LANG(?supplierName) = "en" && LANG(?recipientName) = "en")',
    ...goods(look),
    ...times(look),
    "}",
    "GROUP BY ?supplier ?supplierName ?recipient ?recipientName",
    "ORDER BY DESC(?claims) ?supplier ?recipient",
  ].join("\n");
}

/** @param {Look} look */
function notes({ strength, as_of }) {
  return [
    strength &&
      `# How well it is established is judged outside of RDF: strength=${word(strength)} is left out.`,
    as_of && "# Articles without a day of publication are left out.",
  ].filter((line) => typeof line === "string" && line !== "");
}

/** @param {Look} look */
function actors({ supplier, recipient, actor }) {
  return [
    supplier && `  VALUES ?supplier { ${texts(supplier, " ")} }`,
    recipient && `  VALUES ?recipient { ${texts(recipient, " ")} }`,
    actor &&
      `  FILTER (?supplier IN (${texts(actor, ", ")}) || ?recipient IN (${texts(actor, ", ")}))`,
  ].filter(Boolean);
}

/**
 * Say which claims count, as REST does: without stage and status those that tell of a transfer.
 * @param {Look} look
 */
function kindOf({ stage, status }) {
  if (!stage && !status) return "a ma:SupplyClaim";
  const stages = stage ? `ma:stage ma:${word(stage)}` : "ma:stage ?stage";
  return `${stages} ; ma:status ${status ? `ma:${word(status)}` : "?status"}`;
}

/** @param {Look} look */
function goods({ stage, status, munition }) {
  return [
    status && !stage && "  FILTER (?stage NOT IN (ma:request, ma:suspension))",
    stage && !status && "  FILTER (?status IN (ma:asserted, ma:alleged))",
    munition &&
      munition !== ANY_AID &&
      `  ?claim ma:munition/skos:broader*/dcterms:identifier ${text(munition)} .`,
  ].filter(Boolean);
}

/** @param {Look} look */
function times({ since, until, as_of }) {
  if (!since && !until && !as_of) return [];
  const published = "  OPTIONAL { ?claim prov:hadPrimarySource/dcterms:issued ?published }";
  return [
    published,
    as_of && `  FILTER (?published <= ${day(lastDay(as_of))})`,
    ...(since || until
      ? [
          "  OPTIONAL { ?claim ma:date ?date }",
          "  OPTIONAL { ?claim ma:earliest ?earliest }",
          "  OPTIONAL { ?claim ma:latest ?latest }",
          `  BIND (COALESCE(?earliest, IF(BOUND(?date), ${day("0001-01-01")}, ?published)) AS ?from)`,
          `  BIND (COALESCE(?latest, IF(BOUND(?date), ${day("9999-12-31")}, ?published)) AS ?to)`,
          `  FILTER (?from <= ${day(until ? lastDay(until) : "9999-12-31")})`,
          `  FILTER (?to >= ${day(since ? firstDay(since) : "0001-01-01")})`,
        ]
      : []),
  ].filter(Boolean);
}

/** @param {string} several @param {string} between */
function texts(several, between) {
  return severalOf(several).map(text).join(between);
}

/** @param {string} value */
function text(value) {
  return `"${value.replace(/[\\"]/g, "\\$&").replace(/[\n\r]/g, " ")}"`;
}

/** @param {string} value */
function word(value) {
  return value.replace(/[^a-z]/g, "");
}

/** @param {string} value */
function day(value) {
  return `"${value}"^^xsd:date`;
}

/** @param {string} value */
function firstDay(value) {
  const [year, month = "01", date = "01"] = value.replace(/[^\d-]/g, "").split("-");
  return `${year}-${month}-${date}`;
}

/** @param {string} value */
function lastDay(value) {
  const [year, month = "12", date] = value.replace(/[^\d-]/g, "").split("-");
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${date ?? String(last).padStart(2, "0")}`;
}
