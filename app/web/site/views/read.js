/** Read an article: paste a text, see its claims marked in it, then add it. */

import { send } from "../api.js";
import { el, put } from "../dom.js";
import { showProblem } from "../parts.js";
import { createBar, createFields, createLine, legend, takeDrops } from "../reading/desk.js";
import { EXAMPLE } from "../reading/example.js";
import { EMPTY, fetchPage, readFile } from "../reading/files.js";
import { drawNote } from "../reading/note.js";
import {
  invitation,
  mentionsOf,
  notesOf,
  summary,
  tellAdded,
  tellKnown,
} from "../reading/outcome.js";
import { createPaper } from "../reading/paper.js";
import { loadStyle } from "../sheets.js";
import { counted } from "../words.js";

/** @typedef {import("../reading/files.js").Draft} Draft */
/** @typedef {import("../reading/note.js").Noted} Noted */

const PAUSE = 600;
/** Texts beyond this many characters are read when that is asked for. */
const AT_ONCE = 20_000;

/** What was written last, for who comes back to the page. */
let draft = /** @type {Draft} */ ({ ...EMPTY });

/** @type {import("../main.js").View["show"]} */
export async function show(root, { search, signal, name }) {
  name("Read an article");
  await loadStyle("reading.css");
  const page = createPage(signal);
  put(root, page.element);
  const wantsExample = new URLSearchParams(search).has("example");
  page.take(wantsExample && !draft.text ? { ...EXAMPLE } : draft);
  return { update() {} };
}

/** @param {AbortSignal} signal */
function createPage(signal) {
  let turn = 0;
  let pause = 0;
  /** @type {{answer: any, added: any, dropped: boolean}} */
  let seen = { answer: null, added: null, dropped: false };
  const paper = createPaper({ changed, reached: lightNotes, signal });
  const fields = createFields(changed);
  const status = el("p", { class: "read-status", role: "status" });
  const notes = el("section", { class: "notes", "aria-label": "What was read" });
  const bar = createBar({
    open,
    example: () => take({ ...EXAMPLE }),
    clear: () => take({ ...EMPTY }),
    read: () => void read(),
  });
  const sheet = el(
    "div",
    { class: "desk" },
    bar,
    createLine(fetchInto),
    paper.element,
    legend(),
    fields.element,
  );
  const element = el(
    "div",
    { class: "reading" },
    heading(),
    el("div", { class: "spread" }, sheet, el("div", { class: "margin" }, status, notes)),
  );
  takeDrops(sheet, open);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void read();
    }
  });

  /** @param {Draft} given */
  function take(given) {
    paper.over.value = given.text;
    fields.fill(given);
    paper.mark([], []);
    seen = { answer: null, added: null, dropped: seen.dropped };
    void read();
  }

  /** @param {File} file */
  async function open(file) {
    try {
      take(await readFile(file));
    } catch (error) {
      put(notes, showProblem(error));
      put(status);
    }
  }

  /** @param {string} url */
  async function fetchInto(url) {
    const now = (turn += 1);
    clearTimeout(pause);
    put(status, "Fetching …");
    put(notes);
    try {
      const found = await fetchPage(url);
      if (now === turn && !signal.aborted) take(found);
    } catch (error) {
      if (now !== turn || signal.aborted) return;
      put(notes, showProblem(error));
      put(status);
    }
  }

  function changed() {
    clearTimeout(pause);
    turn += 1;
    draft = { text: paper.over.value, ...fields.values() };
    if (draft.text.length <= AT_ONCE) pause = window.setTimeout(() => void read(), PAUSE);
    else put(status, "A long text: press Read, or Ctrl and Enter.");
  }

  async function read() {
    clearTimeout(pause);
    const now = (turn += 1);
    draft = { text: paper.over.value, ...fields.values() };
    if (!draft.text.trim()) {
      put(status);
      put(notes, invitation());
      return;
    }
    put(status, "Reading …");
    try {
      const answer = await send("POST", "/v1/readings", { ...bodyOf(draft), explain: true });
      if (now !== turn || signal.aborted) return;
      seen = { answer, added: null, dropped: seen.dropped };
      draw();
    } catch (error) {
      if (now !== turn || signal.aborted) return;
      paper.mark([], []);
      put(status);
      put(notes, showProblem(error));
    }
  }

  function draw() {
    const { answer, dropped } = seen;
    const listed = notesOf(answer, dropped);
    paper.mark(listed, mentionsOf(answer));
    put(status, summary(answer));
    put(
      notes,
      el("h2", { class: "visually-hidden" }, "What was read"),
      el(
        "ol",
        { class: "note-list" },
        listed.map((note) =>
          drawNote(note, { select: paper.select, light: paper.light, added: Boolean(seen.added) }),
        ),
      ),
      toggle(answer, dropped),
      adding(),
    );
  }

  /** @param {any} answer @param {boolean} shown */
  function toggle(answer, shown) {
    const out = answer.explained.claims.filter((/** @type {any} */ one) => !one.kept).length;
    if (!out) return null;
    const click = () => {
      seen.dropped = !shown;
      draw();
    };
    return el(
      "button",
      { type: "button", class: "more", "aria-pressed": String(shown), onclick: click },
      shown
        ? "Hide what was not kept"
        : `Show ${counted(out, "claim")} that ${out === 1 ? "was" : "were"} considered and not kept`,
    );
  }

  function adding() {
    const { answer, added } = seen;
    if (added) return tellAdded(added);
    if (answer.known) return tellKnown(answer);
    const isExample = draft.text === EXAMPLE.text;
    const button = el(
      "button",
      { type: "button", class: "add", disabled: isExample, onclick: () => void add() },
      "Add to the graph",
    );
    const hint = isExample
      ? "This example is made up, so it cannot be added: paste a text of your own."
      : answer.claims.length
        ? "Its text and claims are kept, and everyone sees them."
        : "There is nothing to see of it in the graph, but the text would be kept.";
    return el("div", { class: "adding" }, button, el("p", { class: "soft" }, hint));
  }

  async function add() {
    const place = notes.querySelector(".adding");
    place?.setAttribute("aria-busy", "true");
    const text = draft.text;
    try {
      const added = await send("POST", "/v1/articles", bodyOf(draft));
      if (signal.aborted || text !== draft.text) return;
      seen.added = added;
      draw();
      /** @type {HTMLElement | null} */ (notes.querySelector(".added"))?.focus();
    } catch (error) {
      if (!signal.aborted && place) put(place, showProblem(error));
    } finally {
      place?.removeAttribute("aria-busy");
    }
  }

  /** @param {Noted[]} reached */
  function lightNotes(reached) {
    paper.light(reached[0] ?? null);
    const numbers = new Set(reached.map((note) => String(note.number)));
    for (const one of notes.querySelectorAll(".note-of")) {
      one.classList.toggle("active", numbers.has(one.getAttribute("data-number") ?? ""));
    }
  }

  return { element, take };
}

function heading() {
  return el(
    "header",
    { class: "lede" },
    el("h1", { class: "ask" }, "Read an article"),
    el(
      "p",
      { id: "read-hint" },
      "Paste an English text: every sentence that says who arms whom is marked as you write (or with Ctrl + Enter), with what was taken from it and why. Nothing is kept until you add it.",
    ),
  );
}

/** @param {Draft} given */
function bodyOf(given) {
  const told = Object.entries(given).filter(([, value]) => value);
  return Object.fromEntries(told);
}
