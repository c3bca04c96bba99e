/** Ask for the key that a service wants from those who write. */

import { keepKey, keyOf } from "./api.js";
import { el } from "./dom.js";

/**
 * Ask for a key; tells whether one was given.
 * @param {string} why  what the service said
 * @returns {Promise<boolean>}
 */
export function askKey(why) {
  const input = /** @type {HTMLInputElement} */ (
    el("input", { type: "password", autocomplete: "off", required: true })
  );
  input.value = keyOf();
  const dialog = /** @type {HTMLDialogElement} */ (
    el(
      "dialog",
      { class: "key-asked", "aria-label": "Key" },
      el(
        "form",
        { method: "dialog" },
        el("p", {}, why),
        el("label", {}, "Key, kept until this window is closed", input),
        el("button", { value: "given" }, "Go on"),
        el("button", { value: "", formnovalidate: true, class: "chip" }, "Leave it"),
      ),
    )
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      const given = dialog.returnValue === "given";
      if (given) keepKey(input.value.trim());
      dialog.remove();
      done(given);
    });
  });
}
