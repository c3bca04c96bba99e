/** How to cite what is seen: as text, as BibTeX, as a link. */

import { el } from "./dom.js";

/**
 * @param {{told: any, look: import("./address.js").Look, address: string}} seen
 */
export function citeBlock({ told, look, address }) {
  const permalink = new URL(address, location.href).href;
  const today = new Date().toISOString().slice(0, 10);
  const matter = `${told.supplier.label} to ${told.recipient.label}`;
  const text = `Materiel, “${matter}”, state ${told.sequence}${look.as_of ? `, as known on ${look.as_of}` : ""}, ${permalink} (seen ${today}).`;
  const key = `materiel-${told.supplier.id}-${told.recipient.id}-${told.sequence}`.toLowerCase();
  const bibtex = [
    `@misc{${key.replace(/[^a-z0-9-]/g, "-")},`,
    `  title = {${matter}},`,
    "  author = {{Materiel}},",
    `  note = {State ${told.sequence}, seen ${today}},`,
    `  howpublished = {${permalink}}`,
    "}",
  ].join("\n");
  return el(
    "details",
    { class: "cite" },
    el("summary", {}, "Cite"),
    copied("As text", text),
    copied("BibTeX", bibtex),
    copied("Link", permalink),
  );
}

/** @param {string} label @param {string} text */
function copied(label, text) {
  const button = el("button", { type: "button", onclick: () => void copy() }, "Copy");
  async function copy() {
    await navigator.clipboard?.writeText(text).catch(() => {});
    button.textContent = "Copied";
  }
  return el(
    "div",
    { class: "copied" },
    el("b", {}, label),
    button,
    el("pre", { tabindex: "0" }, text),
  );
}
