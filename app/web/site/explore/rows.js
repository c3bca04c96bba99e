/** The relationships of a view: one row for each pair of actors, strongest first. */

import { addressOf, ask } from "../api.js";
import { filtersOf } from "../address.js";
import { learnLabels } from "./labels.js";
import { sparqlOf } from "./sparql.js";

/** @typedef {import("../address.js").Look} Look */

/**
 * @typedef {object} Found
 * @property {any[]} rows  the first of them, by origins
 * @property {number} total  how many pairs there are
 * @property {number} sequence
 */

const FIELDS = [
  ...["supplier", "recipient", "munition", "claims", "articles", "origins", "strength", "status"],
  ...["contested", "suspended", "disputed", "muted", "stages", "amounts", "first", "last"],
  ...["first_reported", "last_reported"],
].join(",");
const SORT = "-origins,-claims,supplier.id,recipient.id";

/**
 * Write the question that a view asks.
 * @param {Look} look
 */
export function questionOf(look) {
  const asked = filtersOf(look);
  asked.set("by", "pair");
  asked.set("sort", SORT);
  return asked;
}

/**
 * @param {Look} look
 * @returns {Promise<Found>}
 */
export async function findRows(look) {
  const limit = Math.min(1000, Math.max(1, Number(look.show) || 100));
  const asked = questionOf(look);
  asked.set("limit", String(limit));
  asked.set("fields", FIELDS);
  const { supplies: rows, total, sequence } = await ask("/v1/supplies", asked);
  learnLabels(rows);
  return { rows, total, sequence };
}

/**
 * Link to the data under a view.
 * @param {Look} look
 * @returns {[string, string][]}
 */
export function dataLinks(look) {
  const asked = questionOf(look);
  const drawn = filtersOf(look);
  drawn.set("by", "pair");
  return [
    ["CSV", addressOf("/v1/supplies.csv", asked)],
    ["JSON", addressOf("/v1/supplies.json", asked)],
    ["NDJSON", addressOf("/v1/supplies.ndjson", asked)],
    ["SPARQL", addressOf("/query", { query: sparqlOf(look) })],
    ["GraphML", addressOf("/export/relationships.graphml", drawn)],
  ];
}
