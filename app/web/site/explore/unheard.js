/** Marks the sentences of publishers that were muted: they are shown, and count for nothing. */

import { addressOf, ask } from "../api.js";
import { el } from "../dom.js";

const MOST = 1000;

/**
 * Mark what is said by muted publishers among the sentences of a relationship, if anything is.
 * @param {Element} place
 * @param {any} told  the relationship, as REST tells it
 * @param {{path: string, filters: URLSearchParams}} asked
 */
export async function markUnheard(place, told, { path, filters }) {
  if (!told.summary?.muted) return;
  const limited = new URLSearchParams(filters);
  limited.set("limit", String(MOST));
  const why = await ask(addressOf(`${path}/explain`, limited)).catch(() => null);
  const unheard = why?.unjudged.muted ?? [];
  const ids = new Set(unheard.map((/** @type {any} */ one) => one.claim_id));
  for (const quote of place.querySelectorAll(".quote[data-claim]")) {
    if (!ids.has(quote.getAttribute("data-claim")) || quote.classList.contains("unheard")) continue;
    quote.classList.add("unheard");
    quote.querySelector("footer")?.append(" · ", el("strong", {}, "muted publisher"));
  }
}
