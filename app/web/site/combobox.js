/** A box that completes what is typed: a combobox with a list, by keyboard and pointer. */

import { el, put } from "./dom.js";

/**
 * @typedef {object} Suggestion
 * @property {string} value
 * @property {string} label
 * @property {string} [note]
 */

let made = 0;

/**
 * Make a box. `suggest` is asked a moment after each key; `choose` hears of the choice, or of null
 * when the box was emptied.
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.placeholder
 * @param {(typed: string) => Promise<Suggestion[]>} options.suggest
 * @param {(chosen: Suggestion | null) => void} options.choose
 * @param {boolean} [options.empties]  whether a choice leaves the box empty
 */
export function createCombobox({ label, placeholder, suggest, choose, empties = false }) {
  const id = `box-${(made += 1)}`;
  const list = el("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
  const input = /** @type {HTMLInputElement} */ (
    el("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      placeholder,
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
    })
  );
  /** @type {Suggestion[]} */
  let offered = [];
  let active = -1;
  let asked = 0;
  let shown = "";
  let timer = 0;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  function mark(at) {
    active = at;
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(place === at));
      if (place === at) option.scrollIntoView({ block: "nearest" });
    }
    if (at >= 0) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {Suggestion | null} one */
  function take(one) {
    clearTimeout(timer);
    asked += 1;
    shown = one && !empties ? one.label : "";
    input.value = shown;
    close();
    choose(one);
  }

  async function offer() {
    const turn = (asked += 1);
    const found = await suggest(input.value.trim()).catch(() => []);
    if (turn !== asked || document.activeElement !== input) return;
    offered = found;
    put(
      list,
      found.map((one, at) =>
        el(
          "li",
          {
            id: `${id}-${at}`,
            role: "option",
            "aria-selected": "false",
            onpointerdown: (/** @type {Event} */ event) => {
              event.preventDefault();
              take(one);
            },
          },
          el("bdi", {}, one.label),
          one.note && el("small", {}, one.note),
        ),
      ),
    );
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(found.length && input.value.trim() ? 0 : -1);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, 90);
  });
  input.addEventListener("focus", () => {
    input.select();
    void offer();
  });
  input.addEventListener("blur", () => {
    close();
    if (!input.value.trim() && shown) take(null);
    else input.value = shown;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) void offer();
      else if (offered.length) {
        const step = event.key === "ArrowDown" ? 1 : offered.length - 1;
        mark((Math.max(active, event.key === "ArrowDown" ? -1 : 0) + step) % offered.length);
      }
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden && active >= 0) take(offered[active]);
      else if (!input.value.trim()) take(null);
    } else if (event.key === "Escape") {
      input.value = shown;
      close();
    }
  });
  return {
    element: el("div", { class: "combobox" }, input, list),
    input,
    /** @param {string} text */
    show(text) {
      shown = text;
      if (document.activeElement !== input) input.value = text;
    },
  };
}
