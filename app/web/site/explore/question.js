/** The question at the top: who supplies whom with what, when, as known then, how well. */

import { FILTERS, PLAIN, severalOf, together } from "../address.js";
import { ask } from "../api.js";
import { createCombobox } from "../combobox.js";
import { el, put } from "../dom.js";
import { suggestMunitions } from "../finder.js";
import { ALL_AID, ANY_AID, STAGES, STATUSES, STRENGTHS } from "../words.js";
import { createActors } from "./actors.js";
import { labelOf } from "./labels.js";

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
  /** @param {"supplier" | "recipient" | "actor"} side @param {string} label */
  const actorBox = (side, label) =>
    createActors({
      label,
      placeholder: "anyone",
      choose: (ids) => change({ [side]: together(ids), open: "" }),
    });
  const supplier = actorBox("supplier", "Supplier");
  const recipient = actorBox("recipient", "Recipient");
  const either = actorBox("actor", "Actor on either side");
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
    el("span", { class: "part" }, el("b", {}, "on either side"), either.element),
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

  /** @param {Look} look @param {Promise<unknown>} rows  which tell what actors are called */
  async function draw(look, rows) {
    for (const name of Object.keys(WORDS)) {
      selects[name].value = look[/** @type {keyof Look} */ (name)];
    }
    known.value = look.as_of.length === 10 ? look.as_of : "";
    const [what] = await Promise.all([munitionLabel(look.munition), rows]);
    const [of, to, who] = await Promise.all(
      [look.supplier, look.recipient, look.actor].map(actorsOf),
    );
    supplier.show(of);
    recipient.show(to);
    either.show(who);
    munition.show(what);
    put(about, chips(look, change));
    return titleOf({ of: anyOf(of), to: anyOf(to), what, who: anyOf(who) });
  }

  return { element, draw };
}

/**
 * @param {Look} look
 * @param {(patch: Partial<Look>) => void} change
 */
function chips(look, change) {
  /** @param {string} text @param {Partial<Look>} patch */
  const chip = (text, patch) =>
    el(
      "button",
      { type: "button", class: "chip", title: "Take this away", onclick: () => change(patch) },
      text,
      el("span", { "aria-hidden": "true" }, " ×"),
    );
  const told = [
    (look.since || look.until) &&
      chip(`happened ${look.since || "…"} to ${look.until || "…"}`, { since: "", until: "" }),
    look.as_of && chip(`as known on ${look.as_of}`, { as_of: "" }),
  ].filter(Boolean);
  const filtered = FILTERS.some((name) => look[name]);
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
 * Find what actors are called.
 * @param {string} actors
 * @returns {Promise<import("./actors.js").Actor[]>}
 */
function actorsOf(actors) {
  return Promise.all(severalOf(actors).map(async (id) => ({ id, label: await labelOf(id) })));
}

/**
 * Name actors of which any counts: A, B or C.
 * @param {{label: string}[]} actors
 */
function anyOf(actors) {
  const labels = actors.map(({ label }) => label);
  const last = labels.pop() ?? "";
  return labels.length ? `${labels.join(", ")} or ${last}` : last;
}

/** @param {string} id */
async function munitionLabel(id) {
  if (!id || id === ANY_AID) return id && ALL_AID;
  const found = await ask(`/v1/munitions/${encodeURIComponent(id)}`).catch(() => null);
  return found?.munition?.label ?? id;
}
