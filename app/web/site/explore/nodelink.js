/** A node-link picture on a canvas: drawn by cytoscape, coloured by the style sheet. */

import { cytoscape } from "../cytoscape.js";
import { el } from "../dom.js";
import { GROUPS, readTones, whenTurned } from "./tones.js";

/** Cytoscape leaves the page's style alone where an element of this name is. */
const STYLED = "__________cytoscape_stylesheet";
const PADDING = 34;
const ZOOM = { least: 0.15, most: 4, step: 1.5 };

/** @typedef {import("../cytoscape.js").Core} Core */
/** @typedef {import("../cytoscape.js").ElementDefinition} Drawn */

/**
 * @param {HTMLElement} place
 * @param {AbortSignal} signal
 * @returns {Core}
 */
export function createNodeLink(place, signal) {
  if (!document.getElementById(STYLED)) document.head.append(el("meta", { id: STYLED }));
  const drawing = cytoscape({
    container: place,
    style: styleOf(place),
    layout: { name: "preset" },
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    boxSelectionEnabled: false,
    autounselectify: true,
  });
  whenTurned(() => drawing.style(styleOf(place)), signal);
  signal.addEventListener("abort", () => drawing.destroy());
  // The wheel moves the page; with a key held it comes nearer, as on the map.
  place.parentElement?.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    },
    { capture: true, signal },
  );
  return drawing;
}

/**
 * Make buttons that come nearer and go farther.
 * @param {() => Core | null} drawing
 */
export function createZooming(drawing) {
  /** @param {string} sign @param {string} label @param {(shown: Core) => void} act */
  const button = (sign, label, act) =>
    el(
      "button",
      {
        type: "button",
        "aria-label": label,
        title: label,
        onclick: () => {
          const shown = drawing();
          if (shown) act(shown);
        },
      },
      sign,
    );
  return el(
    "div",
    { class: "zooming" },
    button("+", "Nearer", (shown) => zoomBy(shown, ZOOM.step)),
    button("−", "Farther", (shown) => zoomBy(shown, 1 / ZOOM.step)),
    button("⤢", "Whole network", (shown) => fit(shown)),
  );
}

/**
 * Bring all into view.
 * @param {Core} drawing
 */
export function fit(drawing) {
  drawing.fit(undefined, PADDING);
}

/** @param {Core} drawing @param {number} factor */
function zoomBy(drawing, factor) {
  const middle = { x: drawing.width() / 2, y: drawing.height() / 2 };
  drawing.zoom({ level: drawing.zoom() * factor, renderedPosition: middle });
}

/**
 * @param {Element} place
 * @returns {any[]}
 */
function styleOf(place) {
  const tones = readTones(place);
  const strengths = [
    ["documented", tones.documented],
    ["corroborated", tones.corroborated],
    ["reported", tones.reported],
    ["alleged", tones.alleged],
    ["hypothetical", tones.alleged],
    ["denied", tones.warn],
    ["negated", tones.warn],
  ];
  const groups = Array.from({ length: GROUPS }, (_, at) => `group-${at + 1}`);
  return [
    ...nodes(tones),
    ...groups.map((name) => ({ selector: `.${name}`, style: { "background-color": tones[name] } })),
    ...edges(tones),
    ...strengths.map(([name, tone]) => ({
      selector: `edge.${name}`,
      style: { "line-color": tone, "target-arrow-color": tone },
    })),
    ...emphasis(tones),
  ];
}

/** @param {import("./tones.js").Tones} tones */
function nodes(tones) {
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        label: "data(label)",
        color: tones.ink,
        "font-size": "data(font)",
        "font-family": "system-ui, sans-serif",
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-outline-color": tones.water,
        "text-outline-width": 2,
        "min-zoomed-font-size": 7,
        "background-color": tones.soft,
        "border-width": 1.5,
        "border-color": tones.water,
      },
    },
  ];
}

/** @param {import("./tones.js").Tones} tones */
function edges(tones) {
  return [
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "curve-style": "bezier",
        "control-point-step-size": 26,
        "line-color": tones.soft,
        "line-opacity": 0.75,
        "target-arrow-shape": "triangle",
        "target-arrow-color": tones.soft,
        "arrow-scale": 0.8,
      },
    },
    { selector: ".planned", style: { "line-style": "dashed", "line-dash-pattern": [6, 5] } },
    {
      selector: ".crossed",
      style: {
        label: "×",
        color: tones.warn,
        "font-size": 20,
        "font-weight": "bold",
        "text-outline-color": tones.water,
        "text-outline-width": 1.5,
      },
    },
  ];
}

/** @param {import("./tones.js").Tones} tones */
function emphasis(tones) {
  return [
    { selector: "edge.aside", style: { opacity: 0.13 } },
    { selector: "node.aside", style: { opacity: 0.3 } },
    { selector: "edge.opened", style: { "line-opacity": 1, "z-index": 9 } },
    {
      selector: "edge.way, edge.opened",
      style: { "underlay-color": tones.accent, "underlay-opacity": 0.3, "underlay-padding": 4 },
    },
    {
      selector: "node.end",
      style: { "border-width": 3.5, "border-color": tones.accent },
    },
    {
      selector: ".gone",
      style: {
        "background-color": tones.line,
        "line-color": tones.line,
        "target-arrow-color": tones.line,
        "line-style": "dotted",
        color: tones.soft,
        opacity: 0.75,
      },
    },
  ];
}
