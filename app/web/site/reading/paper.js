/** The sheet that is written on: a text box, and under its words the marks of what was read. */

import { el, put } from "../dom.js";
import { segments } from "../segments.js";

/** @typedef {import("./note.js").Noted} Noted */
/**
 * What marks a stretch of the text: a claim by its place in the list, or a mention by its kind.
 * @typedef {{claim: Noted} | {mention: "actor" | "munition"}} Mark
 */

/** @typedef {Map<Noted, {start: number, end: number}>} Places */

const LONG_NUMBERS = 3;
const NOWHERE = Object.freeze({ start: -1, end: -1 });

/**
 * @param {{changed: () => void, reached: (notes: Noted[]) => void, signal: AbortSignal}} told
 */
export function createPaper({ changed, reached, signal }) {
  const under = el("div", { class: "under", "aria-hidden": "true", dir: "auto" });
  const gutter = el("div", { class: "gutter", "aria-hidden": "true" });
  const over = /** @type {HTMLTextAreaElement} */ (
    el("textarea", {
      class: "over",
      id: "text",
      dir: "auto",
      spellcheck: "false",
      autocomplete: "off",
      placeholder: "Paste a news article, a notice or a report here, or drop a file.",
      "aria-describedby": "read-hint",
    })
  );
  const element = el("div", { class: "sheet" }, under, over, gutter);
  /** @type {{text: string, notes: Noted[], pieces: {node: HTMLElement, notes: Noted[]}[], places: Places}} */
  let marked = { text: "", notes: [], pieces: [], places: new Map() };
  let active = /** @type {Noted | null} */ (null);

  over.addEventListener("input", () => {
    mark([], []);
    changed();
  });
  document.addEventListener("selectionchange", () => tellCaret(), { signal });
  const watched = new ResizeObserver(() => placeNumbers());
  watched.observe(element);
  signal.addEventListener("abort", () => watched.disconnect());

  /**
   * Mark what was read of the text that stands here.
   * @param {Noted[]} notes
   * @param {{start: number, end: number, kind: "actor" | "munition"}[]} mentions
   */
  function mark(notes, mentions) {
    const text = over.value;
    /** @type {import("../segments.js").Span<Mark>[]} */
    const spans = [
      ...notes.map((note) => ({ ...placeOf(note), of: { claim: note } })),
      ...mentions.map(({ start, end, kind }) => ({ start, end, of: { mention: kind } })),
    ];
    const cut = segments(text, spans);
    const pieces = cut.map((piece) => drawPiece(piece));
    marked = { text, notes, pieces, places: placesOf(cut) };
    put(
      under,
      pieces.map(({ node }) => node),
      "\n",
    );
    light(active && notes.includes(active) ? active : null);
    placeNumbers();
  }

  function placeNumbers() {
    /** @type {Map<number, Noted[]>} */
    const lines = new Map();
    for (const note of marked.notes) {
      const first = marked.pieces.find(({ notes }) => notes.includes(note))?.node;
      if (!first) continue;
      const top = first.getClientRects()[0]?.top ?? 0;
      const line = Math.round(top - element.getBoundingClientRect().top);
      lines.set(line, [...(lines.get(line) ?? []), note]);
    }
    put(
      gutter,
      [...lines].map(([line, notes]) => drawNumbers(line, notes)),
    );
  }

  /** @param {Noted | null} note */
  function light(note) {
    active = note;
    element.classList.toggle("lit", Boolean(note));
    for (const { node, notes } of marked.pieces) {
      node.classList.toggle("active", Boolean(note && notes.includes(note)));
    }
    for (const one of gutter.children) {
      const numbers = (one.getAttribute("data-numbers") ?? "").split(" ");
      one.classList.toggle("active", Boolean(note && numbers.includes(String(note.number))));
    }
  }

  function tellCaret() {
    if (document.activeElement !== over || over.value !== marked.text) return;
    const at = over.selectionStart;
    reached(
      marked.notes.filter((note) => {
        const { start, end } = marked.places.get(note) ?? NOWHERE;
        return start <= at && at <= end;
      }),
    );
  }

  return {
    element,
    over,
    mark,
    light,
    /** Select the words of a claim. @param {Noted} note */
    select(note) {
      const { start, end } = marked.places.get(note) ?? NOWHERE;
      over.focus({ preventScroll: true });
      over.setSelectionRange(start, end);
      const place = marked.pieces.find(({ notes }) => notes.includes(note))?.node;
      place?.scrollIntoView({ block: "center", behavior: "smooth" });
    },
  };
}

/** @param {import("../segments.js").Piece<Mark>} piece */
function drawPiece(piece) {
  const notes = piece.of.flatMap((one) => ("claim" in one ? [one.claim] : []));
  const mentions = piece.of.flatMap((one) => ("mention" in one ? [one.mention] : []));
  const first = notes.find((note) => note.told.kept) ?? notes[0];
  const claims = (/** @type {Mark[]} */ marks) => marks.some((one) => "claim" in one);
  const kinds = first
    ? [
        "told",
        toneOf(first),
        notes.length > 1 && "several",
        claims(piece.starts) && "starts",
        claims(piece.ends) && "ends",
      ]
    : [];
  const node = el("span", { class: [...kinds, ...mentions].filter(Boolean).join(" ") }, piece.text);
  return { node, notes };
}

/** @param {number} line @param {Noted[]} notes */
function drawNumbers(line, notes) {
  const numbers = notes.map((note) => note.number);
  const shown =
    numbers.length > LONG_NUMBERS
      ? `${numbers[0]}–${numbers[numbers.length - 1]}`
      : numbers.join(" ");
  const one = el("span", { class: toneOf(notes[0]), "data-numbers": numbers.join(" ") }, shown);
  one.style.top = `${line}px`;
  return one;
}

/**
 * The tone of a claim: how much stands behind it.
 * @param {Noted} note
 */
export function toneOf({ told }) {
  if (!told.kept) return "dropped";
  if (told.claim.stage === "suspension") return "halted";
  return told.claim.status;
}

/** @param {Noted} note */
function placeOf({ told }) {
  return { start: told.claim.start, end: told.claim.end };
}

/**
 * Where each claim stands in the string, which counts otherwise than the service.
 * @param {import("../segments.js").Piece<Mark>[]} pieces
 * @returns {Places}
 */
function placesOf(pieces) {
  /** @type {Places} */
  const places = new Map();
  let at = 0;
  for (const { text, of } of pieces) {
    for (const one of of) {
      if (!("claim" in one)) continue;
      const { start } = places.get(one.claim) ?? { start: at };
      places.set(one.claim, { start, end: at + text.length });
    }
    at += text.length;
  }
  return places;
}
