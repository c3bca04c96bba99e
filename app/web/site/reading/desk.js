/** What stands around the sheet: buttons, files, and what is known of the text besides its words. */

import { el } from "../dom.js";
import { isFetching } from "./files.js";

/** @typedef {import("./files.js").Draft} Draft */

/** @param {{open: (file: File) => Promise<void>, example: () => void, clear: () => void, read: () => void}} actions */
export function createBar({ open, example, clear, read }) {
  const chosen = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "file",
      accept: ".txt,.text,.md,.html,.htm,.xhtml,.pdf,text/plain,text/html,application/pdf",
      class: "hidden-file",
      id: "file",
      onchange: () => take(),
    })
  );
  function take() {
    const [file] = chosen.files ?? [];
    if (file) void open(file);
    chosen.value = "";
  }
  return el(
    "div",
    { class: "read-bar" },
    el("label", { for: "text", class: "visually-hidden" }, "Text of the article"),
    el("button", { type: "button", onclick: read, title: "Ctrl and Enter" }, "Read"),
    el("button", { type: "button", class: "plain", onclick: example }, "Try an example"),
    chosen,
    el("label", { for: "file", class: "button plain" }, "Open a file"),
    el("button", { type: "button", class: "plain", onclick: clear }, "Clear"),
  );
}

/**
 * A line for the address of a page, where the service fetches any; else a word that it does not.
 * @param {(url: string) => Promise<void>} fetched
 */
export function createLine(fetched) {
  if (!isFetching()) {
    return el(
      "p",
      { class: "read-line soft" },
      "This service fetches no addresses: paste the text, or open a saved page.",
    );
  }
  const input = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "url",
      name: "page",
      required: true,
      placeholder: "https://…",
      autocomplete: "off",
    })
  );
  const button = /** @type {HTMLButtonElement} */ (
    el("button", { type: "submit", class: "plain" }, "Fetch")
  );
  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      await fetched(input.value.trim());
    } finally {
      button.disabled = false;
    }
  }
  return el(
    "form",
    { class: "read-line", onsubmit: submit },
    el("label", {}, "Or the address of a page", input),
    button,
  );
}

/** @param {() => void} changed */
export function createFields(changed) {
  /** @type {[keyof Draft, string, string, string][]} */
  const asked = [
    ["title", "Title", "text", "its first line, if it is one"],
    ["publisher", "Publisher", "text", "who published it"],
    ["published", "Published on", "date", ""],
    ["url", "Address", "url", "https://…"],
  ];
  const inputs = asked.map(([field, label, type, placeholder]) => {
    const input = /** @type {HTMLInputElement} */ (
      el("input", { type, name: field, placeholder, oninput: changed })
    );
    return { field, label, input };
  });
  const asks = el(
    "div",
    { class: "fields" },
    inputs.map(({ label, input }) => el("label", {}, label, input)),
    el(
      "p",
      { class: "soft" },
      "All of these are optional. “On Tuesday” and “last month” are reckoned from the day of publication. An address beside a text is kept and not fetched.",
    ),
  );
  const element = el(
    "details",
    { class: "known", open: matchMedia("(min-width: 60rem)").matches },
    el("summary", {}, "Where and when it appeared"),
    asks,
  );
  return {
    element,
    /** @param {Draft} given */
    fill(given) {
      for (const { field, input } of inputs) input.value = given[field];
    },
    values() {
      const told = Object.fromEntries(
        inputs.map(({ field, input }) => [field, input.value.trim()]),
      );
      return /** @type {Omit<Draft, "text">} */ (told);
    },
  };
}

/** @param {HTMLElement} place @param {(file: File) => Promise<void>} open */
export function takeDrops(place, open) {
  place.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    place.classList.add("over-it");
  });
  place.addEventListener("dragleave", () => place.classList.remove("over-it"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over-it");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void open(file);
  });
}

/** What the marks mean. */
export function legend() {
  /** @type {[string, string][]} */
  const tones = [
    ["asserted", "stated"],
    ["alleged", "alleged"],
    ["hypothetical", "possible"],
    ["denied", "denied or halted"],
  ];
  return el(
    "p",
    { class: "marks" },
    tones.map(([tone, label]) => el("span", { class: `told ${tone} starts ends` }, label)),
    el("span", { class: "actor" }, "actor"),
    el("span", { class: "munition" }, "munition"),
  );
}
