/** The question at the top: who supplies whom with what, when, as known then, how well. */

import { PLAIN } from "../address.js";
import { ask } from "../api.js";
import { createCombobox } from "../combobox.js";
import { el, put } from "../dom.js";
import { suggestActors, suggestMunitions } from "../finder.js";
import { STAGES, STATUSES, STRENGTHS } from "../words.js";

/** @typedef {import("../address.js").Look} Look */

const WORDS = Object.freeze({
  strength: ["at least", "any strength", Object.keys(STRENGTHS)],
  status: ["told as", "said or alleged", Object.keys(STATUSES)],
  stage: ["stage", "any stage", Object.keys(STAGES)],
});

/**
 * @param {(patch: Partial<Look>) => void} change
 */
export function createQuestion(change) {
  /** @param {"supplier" | "recipient" | "actor"} side @param {string} label @param {string} empty */
  const actorBox = (side, label, empty) =>
    createCombobox({
      label,
      placeholder: empty,
      suggest: suggestActors,
      choose: (chosen) => change({ [side]: chosen?.value ?? "", open: "" }),
    });
  const supplier = actorBox("supplier", "Supplier", "anyone");
  const recipient = actorBox("recipient", "Recipient", "anyone");
  const munition = createCombobox({
    label: "Munition",
    placeholder: "anything",
    suggest: suggestMunitions,
    choose: (chosen) => change({ munition: chosen?.value ?? "" }),
  });
  const selects = Object.fromEntries(
    Object.entries(WORDS).map(([name, [, none, values]]) => [
      name,
      /** @type {HTMLSelectElement} */ (
        el(
          "select",
          {
            onchange: (/** @type {Event} */ event) =>
              change({ [name]: /** @type {HTMLSelectElement} */ (event.target).value }),
          },
          el("option", { value: "" }, /** @type {string} */ (none)),
          /** @type {string[]} */ (values).map((value) => el("option", { value }, value)),
        )
      ),
    ]),
  );
  const known = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "date",
      onchange: (/** @type {Event} */ event) =>
        change({ as_of: /** @type {HTMLInputElement} */ (event.target).value }),
    })
  );
  const about = el("div", { class: "chips" });
  const element = el(
    "form",
    {
      class: "question",
      role: "search",
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
    },
    el("span", { class: "part" }, el("b", {}, "Who supplies"), recipient.element),
    el("span", { class: "part" }, el("b", {}, "from"), supplier.element),
    el("span", { class: "part" }, el("b", {}, "with"), munition.element),
    el(
      "div",
      { class: "limits" },
      Object.entries(WORDS).map(([name, [word]]) =>
        el("label", {}, el("span", {}, /** @type {string} */ (word)), selects[name]),
      ),
      el(
        "label",
        { title: "Only what had been published by that day" },
        el("span", {}, "as known on"),
        known,
      ),
    ),
    about,
  );

  /** @param {Look} look */
  async function draw(look) {
    for (const name of Object.keys(WORDS)) {
      selects[name].value = look[/** @type {keyof Look} */ (name)];
    }
    known.value = look.as_of.length === 10 ? look.as_of : "";
    const [of, to, what, who] = await Promise.all([
      labelOf("actors", look.supplier),
      labelOf("actors", look.recipient),
      labelOf("munitions", look.munition),
      labelOf("actors", look.actor),
    ]);
    supplier.show(of);
    recipient.show(to);
    munition.show(what);
    put(about, chips(look, who, change));
    return titleOf({ of, to, what, who });
  }

  return { element, draw };
}

/**
 * @param {Look} look
 * @param {string} who
 * @param {(patch: Partial<Look>) => void} change
 */
function chips(look, who, change) {
  /** @param {string} text @param {Partial<Look>} patch */
  const chip = (text, patch) =>
    el(
      "button",
      { type: "button", class: "chip", title: "Take this away", onclick: () => change(patch) },
      text,
      el("span", { "aria-hidden": "true" }, " ×"),
    );
  const told = [
    look.actor && chip(`${who}, on either side`, { actor: "" }),
    (look.since || look.until) &&
      chip(`happened ${look.since || "…"} to ${look.until || "…"}`, { since: "", until: "" }),
    look.as_of && chip(`as known on ${look.as_of}`, { as_of: "" }),
  ].filter(Boolean);
  const filtered = ["supplier", "recipient", "munition", "stage", "status", "strength"].some(
    (name) => look[/** @type {keyof Look} */ (name)],
  );
  if (filtered || told.length) {
    told.push(
      el(
        "button",
        { type: "button", class: "chip all", onclick: () => change({ ...PLAIN, view: look.view }) },
        "Start anew",
      ),
    );
  }
  return told;
}

/** @param {{of: string, to: string, what: string, who: string}} named */
function titleOf({ of, to, what, who }) {
  const goods = what ? ` with ${what}` : "";
  if (of) return `Does ${of} supply ${to || "anyone"}${goods}?`;
  if (who && !to) return `${who}: suppliers and recipients${goods}`;
  return to || what ? `Who supplies ${to || "whom"}${goods}?` : "Who arms whom";
}

/**
 * Find what an id is called.
 * @param {"actors" | "munitions"} list
 * @param {string} id
 */
async function labelOf(list, id) {
  if (!id) return "";
  const found = await ask(`/v1/${list}/${encodeURIComponent(id)}`).catch(() => null);
  return found?.actor?.label ?? found?.munition?.label ?? id;
}
