/** Accept, reject or correct a claim: a small form under it. */

import { ask, send } from "./api.js";
import { createCombobox } from "./combobox.js";
import { el, put } from "./dom.js";
import { suggestActors, suggestMunitions } from "./finder.js";
import { showProblem } from "./parts.js";
import { STAGES, STATUSES, dayOf } from "./words.js";

const ANNOUNCED = 8000;
const WHO = "materiel-who";
const SOURCES = [
  ...["official", "intelligence", "investigation", "monitor"],
  ...["media", "company", "anonymous", "other"],
];

const DECISIONS = /** @type {const} */ ([
  ["accept", "Accept", "The words say so"],
  ["reject", "Reject", "The words do not say so"],
  ["correct", "Correct", "They say something else"],
]);

/** What a verdict does to a claim. @type {Record<string, string>} */
const DONE = {
  accept: "accepted it",
  reject: "rejected it",
  correct: "corrected it",
};

/**
 * A value that is being corrected: what to show, and what to send.
 * @typedef {{element: HTMLElement, read: () => unknown}} Wanted
 */

/**
 * The form, folded until it is wanted.
 * @param {any} claim
 * @param {() => void} judged  called after a verdict: what was shown may be no longer so
 * @param {string | null} [about]  tells it from others that rest on the same words
 */
export function verdictBlock(claim, judged, about = null) {
  const place = el("div", {});
  const block = /** @type {HTMLDetailsElement} */ (
    el(
      "details",
      { class: "verdict" },
      el("summary", {}, "Accept, reject or correct", about && [": ", el("bdi", {}, about)]),
      place,
    )
  );
  block.addEventListener("toggle", () => {
    if (block.open && !place.firstChild) put(place, createForm(claim, judged));
  });
  return block;
}

/** @param {any} claim @param {() => void} judged */
function createForm(claim, judged) {
  const before = el("div", { class: "before" });
  const outcome = el("div", { "aria-live": "polite" });
  const why = /** @type {HTMLTextAreaElement} */ (el("textarea", { rows: "2", maxlength: "4000" }));
  const who = whoIs();
  const correction = createCorrection(claim);
  let decision = "accept";
  /** @param {string} taken */
  const decide = (taken) => {
    decision = taken;
    correction.element.hidden = taken !== "correct";
    why.required = taken !== "accept";
  };
  const group = `verdict-${claim.id}`;
  const form = el(
    "form",
    { class: "judging", onsubmit: (/** @type {Event} */ event) => void judge(event) },
    el(
      "fieldset",
      {},
      el("legend", {}, "Your verdict"),
      DECISIONS.map(([value, label, means]) =>
        el(
          "label",
          { class: "choice", title: means },
          el("input", {
            type: "radio",
            name: group,
            value,
            checked: value === "accept",
            onchange: () => decide(value),
          }),
          label,
        ),
      ),
    ),
    correction.element,
    el("label", {}, "Why", why),
    el("label", {}, "Who you are (shown to everyone)", who.input),
    el("button", {}, "Send"),
  );
  decide("accept");

  /** @param {Event} event */
  async function judge(event) {
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    try {
      const value = decision === "correct" ? correction.read() : null;
      await send("POST", `/v1/claims/${claim.id}/verdicts`, {
        decision,
        who: who.take(),
        ...(why.value.trim() ? { why: why.value.trim() } : {}),
        ...(value ? { correction: value } : {}),
      });
      put(outcome);
      await tellBefore(claim, before);
      announce(`You ${DONE[decision]}. Everything follows that from now on.`);
      judged();
    } catch (error) {
      put(outcome, showProblem(error));
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  void tellBefore(claim, before);
  return el("div", {}, before, form, outcome);
}

/** A box for who decides, kept for the next time when it is taken. */
export function whoIs() {
  const input = /** @type {HTMLInputElement} */ (
    el("input", { required: true, maxlength: "200", autocomplete: "name" })
  );
  input.value = localStorage.getItem(WHO) ?? "";
  return {
    input,
    take() {
      localStorage.setItem(WHO, input.value);
      return input.value;
    },
  };
}

/** Say that it is done, even where what was judged is drawn anew. @param {string} words */
export function announce(words) {
  const note = el("p", { class: "announced", role: "status" }, words);
  document.body.append(note);
  setTimeout(() => note.remove(), ANNOUNCED);
}

/** Tell what was decided so far. @param {any} claim @param {HTMLElement} place */
async function tellBefore(claim, place) {
  const told = await ask(`/v1/claims/${claim.id}/verdicts`).catch(() => ({ verdicts: [] }));
  put(
    place,
    told.verdicts.map((/** @type {any} */ one) =>
      el(
        "p",
        { class: "soft" },
        el("bdi", {}, one.who),
        ` ${DONE[one.decision]} on ${dayOf(one.made_at)}`,
        one.correction && ` (${Object.keys(one.correction).join(", ")})`,
        one.why && [": ", el("bdi", {}, one.why)],
      ),
    ),
  );
}

/** @param {any} claim */
function createCorrection(claim) {
  const fields = fieldsOf(claim);
  const place = el("div", { class: "value" });
  const choice = /** @type {HTMLSelectElement} */ (
    el(
      "select",
      { onchange: () => choose() },
      fields.map(({ name, label }) => el("option", { value: name }, label)),
    )
  );
  /** @type {Wanted} */
  let wanted = fields[0].make();
  function choose() {
    wanted = (fields.find(({ name }) => name === choice.value) ?? fields[0]).make();
    put(place, wanted.element);
  }
  choose();
  return {
    element: el("div", { class: "correction" }, el("label", {}, "What is wrong", choice), place),
    read: () => ({ [choice.value]: wanted.read() }),
  };
}

/**
 * The fields that can be corrected, each with its box.
 * @param {any} claim
 * @returns {{name: string, label: string, make: () => Wanted}[]}
 */
function fieldsOf(claim) {
  return [
    { name: "munition", label: "Munition", make: () => named(suggestMunitions, claim.munition) },
    { name: "supplier", label: "Supplier", make: () => named(suggestActors, claim.supplier) },
    { name: "recipient", label: "Recipient", make: () => named(suggestActors, claim.recipient) },
    { name: "stage", label: "Stage", make: () => chosen(STAGES, claim.stage) },
    { name: "status", label: "Status", make: () => chosen(STATUSES, claim.status) },
    { name: "date", label: "When", make: () => written(claim.date, "2024-03-05, 2024-03 or 2024") },
    { name: "designation", label: "Model", make: () => written(claim.designation, "HIMARS") },
    { name: "quantity", label: "Amount", make: () => amount(claim.quantity) },
    { name: "source", label: "Evidence source", make: () => source(claim.source) },
  ];
}

/**
 * @param {(typed: string) => Promise<import("./combobox.js").Suggestion[]>} suggest
 * @param {string | null} known
 * @returns {Wanted}
 */
function named(suggest, known) {
  let value = /** @type {string | null} */ (known);
  const names = createCombobox({
    label: "Right value",
    placeholder: "not named",
    suggest,
    choose: (one) => {
      value = one?.value ?? null;
    },
  });
  names.show(known ?? "");
  return {
    element: el("div", {}, el("span", { class: "soft" }, "Right value"), names.element),
    read: () => value,
  };
}

/** @param {Readonly<Record<string, string>>} words @param {string} known @returns {Wanted} */
function chosen(words, known) {
  const select = /** @type {HTMLSelectElement} */ (
    el(
      "select",
      {},
      Object.entries(words).map(([value, label]) =>
        el("option", { value, selected: value === known }, label),
      ),
    )
  );
  return { element: el("label", {}, "Right value", select), read: () => select.value };
}

/** @param {string | null} known @param {string} placeholder @returns {Wanted} */
function written(known, placeholder) {
  const input = box({ placeholder });
  input.value = known ?? "";
  return { element: el("label", {}, "Right value", input), read: () => input.value.trim() || null };
}

/** @param {any} known @returns {Wanted} */
function amount(known) {
  const least = box({ type: "number", min: "0" });
  const most = box({ type: "number", min: "0" });
  const unit = box({ placeholder: "shells" });
  least.value = known?.min ?? "";
  most.value = known?.max ?? "";
  unit.value = known?.unit ?? "";
  const numberOf = (/** @type {HTMLInputElement} */ input) =>
    input.value ? Number(input.value) : null;
  return {
    element: el(
      "div",
      { class: "several" },
      el("label", {}, "At least", least),
      el("label", {}, "At most", most),
      el("label", {}, "Of what", unit),
    ),
    read: () => {
      const [min, max] = [numberOf(least), numberOf(most)];
      if (min === null && max === null) return null;
      const text = known?.text ?? `${[min, max].filter((one) => one !== null).join(" to ")}`;
      return { text, min, max, unit: unit.value.trim() || null };
    },
  };
}

/** @param {any} known @returns {Wanted} */
function source(known) {
  const name = box({ placeholder: "the article itself" });
  name.value = known?.name ?? "";
  const kind = chosen(
    Object.fromEntries(SOURCES.map((one) => [one, one])),
    known?.kind ?? "official",
  );
  return {
    element: el("div", { class: "several" }, el("label", {}, "Name", name), kind.element),
    read: () => (name.value.trim() ? { name: name.value.trim(), kind: kind.read() } : null),
  };
}

/** @param {Record<string, import("./dom.js").Value>} members */
function box(members) {
  return /** @type {HTMLInputElement} */ (el("input", members));
}
