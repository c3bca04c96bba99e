/** The text of an article with its claims marked in place, or their sentences alone. */

import { el } from "../dom.js";
import { segments } from "../segments.js";
import { toneOf } from "./claim.js";

/** @typedef {import("./claim.js").Numbered} Numbered */

/**
 * @param {string} text
 * @param {Numbered[]} told
 * @param {(told: Numbered[]) => void} chosen
 */
export function drawText(text, told, chosen) {
  const spans = told.map((of) => ({ start: of.claim.start, end: of.claim.end, of }));
  const pieces = segments(text, spans).map((piece) => ({ piece, node: drawPiece(piece, chosen) }));
  const element = el(
    "div",
    { class: "article-text", dir: "auto" },
    pieces.map(({ node }) => node),
  );
  /** @param {Numbered[]} lit */
  const light = (lit) => {
    for (const { piece, node } of pieces) {
      if (node instanceof HTMLElement) {
        node.classList.toggle(
          "active",
          piece.of.some((one) => lit.includes(one)),
        );
      }
    }
  };
  return { element, light };
}

/**
 * @param {import("../segments.js").Piece<Numbered>} piece
 * @param {(told: Numbered[]) => void} chosen
 * @returns {Node | string}
 */
function drawPiece(piece, chosen) {
  if (!piece.of.length) return piece.text;
  const [first] = piece.starts.length ? piece.starts : piece.of;
  const anchors = piece.starts.map(({ claim, number }) =>
    el("span", { class: "begins", id: `at-${claim.id}`, "data-number": number }),
  );
  return el(
    "a",
    {
      class: ["told", toneOf(first.claim), piece.of.length > 1 && "several"]
        .filter(Boolean)
        .join(" "),
      href: `#claim-${first.claim.id}`,
      title: piece.of.map(({ number }) => `Claim ${number}`).join(", "),
      onclick: () => chosen(piece.of),
    },
    anchors,
    piece.text,
  );
}

/**
 * Show the sentences alone, in the order of the article.
 * @param {Numbered[]} told
 * @param {(told: Numbered[]) => void} chosen
 */
export function drawSentences(told, chosen) {
  /** @type {Map<string, Numbered[]>} */
  const groups = new Map();
  for (const one of told) {
    const key = `${one.claim.start} ${one.claim.end}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const nodes = [...groups.values()].map((group) => {
    const quote = [...group[0].claim.quote].length;
    const piece = {
      text: group[0].claim.quote,
      start: 0,
      end: quote,
      of: group,
      starts: group,
      ends: group,
    };
    return { group, node: drawPiece(piece, chosen) };
  });
  const element = el(
    "div",
    { class: "article-text quotes-alone" },
    el(
      "p",
      { class: "soft about" },
      "Whole texts are not shown here: these are the sentences that claims rest on, in their order.",
    ),
    nodes.map(({ node }) => el("p", { dir: "auto" }, "… ", node, " …")),
  );
  /** @param {Numbered[]} lit */
  const light = (lit) => {
    for (const { group, node } of nodes) {
      if (node instanceof HTMLElement) {
        node.classList.toggle(
          "active",
          group.some((one) => lit.includes(one)),
        );
      }
    }
  };
  return { element, light };
}
