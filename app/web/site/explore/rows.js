/** The relationships of a view: one row for each pair of actors, strongest first. */

import { addressOf, ask } from "../api.js";
import { filtersOf } from "../address.js";
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
  ...["contested", "suspended", "disputed", "stages", "amounts", "first", "last"],
  ...["first_reported", "last_reported"],
].join(",");
const SORT = "-origins,-claims,supplier.id,recipient.id";

/**
 * Write the questions that a view asks: an actor on either side is asked for on both.
 * @param {Look} look
 * @returns {URLSearchParams[]}
 */
export function questionsOf(look) {
  const asked = filtersOf(look);
  asked.set("by", "pair");
  if (!look.actor) return [asked];
  /** @type {("supplier" | "recipient")[]} */
  const sides = ["supplier", "recipient"];
  return sides
    .filter((side) => !look[side] || look[side] === look.actor)
    .map((side) => {
      const one = new URLSearchParams(asked);
      one.set(side, look.actor);
      return one;
    });
}

/**
 * @param {Look} look
 * @returns {Promise<Found>}
 */
export async function findRows(look) {
  const limit = Math.min(1000, Math.max(1, Number(look.show) || 150));
  const answers = await Promise.all(
    questionsOf(look).map((asked) => {
      asked.set("sort", SORT);
      asked.set("limit", String(limit));
      asked.set("fields", FIELDS);
      return ask("/v1/supplies", asked);
    }),
  );
  const rows = new Map();
  for (const answer of answers) {
    for (const row of answer.supplies) rows.set(`${row.supplier.id}~${row.recipient.id}`, row);
  }
  return {
    rows: [...rows.values()].sort((a, b) => b.origins - a.origins || b.claims - a.claims),
    total: answers.reduce((sum, answer) => sum + answer.total, 0),
    sequence: Math.min(...answers.map((answer) => answer.sequence)),
  };
}

/**
 * Link to the data under a view.
 * @param {Look} look
 * @returns {[string, string][]}
 */
export function dataLinks(look) {
  const questions = questionsOf(look);
  /** @param {string} ending @param {URLSearchParams} asked */
  const table = (ending, asked) => addressOf(`/v1/supplies.${ending}`, asked);
  /** @type {[string, string][]} */
  const links = questions.flatMap((asked, at) => {
    const side = questions.length > 1 ? (at ? " (received)" : " (supplied)") : "";
    asked.set("sort", SORT);
    return /** @type {[string, string][]} */ ([
      [`CSV${side}`, table("csv", asked)],
      [`JSON${side}`, table("json", asked)],
    ]);
  });
  const drawn = filtersOf(look);
  drawn.set("by", "pair");
  return [
    ...links,
    ["SPARQL", addressOf("/query", { query: sparqlOf(look) })],
    ["GraphML", addressOf("/export/relationships.graphml", drawn)],
  ];
}
