/** The box at the top that finds actors, munitions, designations and sources; "/" leads to it. */

import { ask } from "./api.js";
import { createCombobox } from "./combobox.js";
import { put } from "./dom.js";

/**
 * @param {HTMLElement} place
 * @param {(address: string) => void} go
 */
export function startFinder(place, go) {
  const box = createCombobox({
    label: "Find an actor, a munition, a designation, a source or a publisher",
    placeholder: "Find anything  ( / )",
    suggest: async (typed) => (typed ? find(typed) : []),
    choose: (chosen) => chosen && go(chosen.value),
    empties: true,
  });
  put(place, box.element);
  document.addEventListener("keydown", (event) => {
    const within = /** @type {Element} */ (event.target).closest?.(
      "input, textarea, select, [contenteditable]",
    );
    if (event.key === "/" && !within && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      box.input.focus();
    }
  });
}

/** @param {string} typed */
async function find(typed) {
  const answer = await ask("/v1/search", { q: typed, limit: 12 });
  return answer.found.map((/** @type {any} */ one) => ({
    value: one.page,
    label: one.label,
    note: one.note,
  }));
}

/**
 * Complete the name of an actor.
 * @param {string} typed
 */
export async function suggestActors(typed) {
  const fields = "id,label,supplying,receiving";
  const answer = await ask(
    "/v1/actors",
    typed ? { q: typed, limit: 12, fields } : { limit: 12, fields },
  );
  return answer.actors.map((/** @type {any} */ one) => ({
    value: one.id,
    label: one.label,
    note: note(one),
  }));
}

/** @param {{supplying: number, receiving: number}} actor */
function note({ supplying, receiving }) {
  return [supplying && `supplies ${supplying}`, receiving && `receives ${receiving}`]
    .filter(Boolean)
    .join(", ");
}

/**
 * Complete the name of a munition.
 * @param {string} typed
 */
export async function suggestMunitions(typed) {
  const answer = await ask("/v1/munitions", { limit: 1000, fields: "id,label,claims" });
  const sought = typed.toLowerCase();
  return answer.munitions
    .filter(
      (/** @type {any} */ one) =>
        one.label.toLowerCase().includes(sought) || one.id.includes(sought),
    )
    .slice(0, 14)
    .map((/** @type {any} */ one) => ({
      value: one.id,
      label: one.label,
      note: one.claims ? `${one.claims} claims` : "",
    }));
}
