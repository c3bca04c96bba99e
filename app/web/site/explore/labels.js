/** What ids are called. */

import { ask } from "../api.js";

/** @typedef {{id: string, label: string}} Labelled */

/** @type {Map<string, string>} */
const known = new Map();

/**
 * Learn what the actors of rows are called, so that nobody need be asked.
 * @param {{supplier: Labelled, recipient: Labelled}[]} rows
 */
export function learnLabels(rows) {
  for (const { supplier, recipient } of rows) {
    known.set(supplier.id, supplier.label).set(recipient.id, recipient.label);
  }
}

/**
 * Find what an actor is called; an id that names none stands for itself.
 * @param {string} id
 * @returns {Promise<string>}
 */
export async function labelOf(id) {
  if (!id) return "";
  const learnt = known.get(id);
  if (learnt) return learnt;
  const found = await ask(`/v1/actors/${encodeURIComponent(id)}`).catch(() => null);
  return found?.actor?.label ?? id;
}
