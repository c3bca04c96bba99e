/** A box for one actor or several: each a chip before it, to take away by click or Backspace. */

import { createCombobox } from "../combobox.js";
import { el, put } from "../dom.js";
import { suggestActors } from "../finder.js";

/** @typedef {{id: string, label: string}} Actor */

/**
 * Make the box; `choose` hears of the ids, in the order in which they were chosen.
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.placeholder
 * @param {(ids: string[]) => void} options.choose
 */
export function createActors({ label, placeholder, choose }) {
  /** @type {Actor[]} */
  let chosen = [];
  const box = createCombobox({
    label,
    placeholder,
    suggest: async (typed) => {
      const found = await suggestActors(typed);
      return found.filter((/** @type {any} */ { value }) => chosen.every(({ id }) => id !== value));
    },
    choose: (one) => one && choose([...ids(), one.value]),
    empties: true,
  });
  const chips = el("span", { class: "chips" });
  const element = el("span", { class: "actors" }, chips, box.element);

  const ids = () => chosen.map(({ id }) => id);

  /** @param {string} gone */
  function remove(gone) {
    box.input.focus();
    choose(ids().filter((id) => id !== gone));
  }

  box.input.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && !box.input.value && chosen.length) {
      remove(chosen[chosen.length - 1].id);
    }
  });

  return {
    element,
    /** @param {Actor[]} actors */
    show(actors) {
      chosen = actors;
      box.input.placeholder = actors.length ? "or another" : placeholder;
      element.classList.toggle("several", actors.length > 0);
      put(
        chips,
        actors.map((actor) => chipOf(actor, remove)),
      );
    },
  };
}

/** @param {Actor} actor @param {(id: string) => void} remove */
function chipOf({ id, label }, remove) {
  return el(
    "button",
    {
      type: "button",
      class: "chip",
      title: "Take this away",
      "aria-label": `${label}: take this away`,
      onclick: () => remove(id),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Backspace" || event.key === "Delete") remove(id);
      },
    },
    el("bdi", {}, label),
    el("span", { "aria-hidden": "true" }, " ×"),
  );
}
