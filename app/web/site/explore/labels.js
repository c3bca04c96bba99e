/** What ids are called. */

import { ask } from "../api.js";

/**
 * Find what an actor is called; an id that names none stands for itself.
 * @param {string} id
 * @returns {Promise<string>}
 */
export async function labelOf(id) {
  if (!id) return "";
  const found = await ask(`/v1/actors/${encodeURIComponent(id)}`).catch(() => null);
  return found?.actor?.label ?? id;
}
