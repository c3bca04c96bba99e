/** A node-link picture on a canvas: drawn by cytoscape, coloured by the style sheet. */

import { d3 } from "../d3.js";
import { el } from "../dom.js";
import { GROUPS, mix, readTones, whenTurned } from "./tones.js";

/** Cytoscape leaves the page's style alone where an element of this name is. */
const STYLED = "__________cytoscape_stylesheet";
const PADDING = 38;
const CLOSEST = 1.6;
/** Lines are of solid colours, paler than their own: heads of see-through lines are drawn thrice. */
const SOLID = 0.78;
const ZOOM = { least: 0.15, most: 4, step: 1.5 };

/** @typedef {import("../cytoscape.js").Core} Core */
/** @typedef {import("../cytoscape.js").ElementDefinition} Drawn */

/**
 * @param {typeof import("../cytoscape.js").cytoscape} cytoscape
 * @param {HTMLElement} place
 * @param {AbortSignal} signal
 * @returns {Core}
 */
export function createNodeLink(cytoscape, place, signal) {
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
  if (place.parentElement) leaveToPage(place.parentElement, signal);
  return drawing;
}

/**
 * Let the wheel and one finger move the page; with a key held, or two fingers, the picture moves,
 * as the map does.
 * @param {HTMLElement} frame
 * @param {AbortSignal} signal
 */
function leaveToPage(frame, signal) {
  const early = { capture: true, signal };
  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    },
    early,
  );
  // Who scrolls with a finger that began on an actor does not mean the actor.
  let scrolls = false;
  const one = (/** @type {TouchEvent} */ event) => event.touches.length < 2;
  frame.addEventListener(
    "touchstart",
    () => {
      scrolls = false;
    },
    early,
  );
  frame.addEventListener(
    "touchmove",
    (event) => {
      scrolls = one(event);
      if (scrolls) event.stopPropagation();
    },
    early,
  );
  frame.addEventListener(
    "touchend",
    (event) => {
      if (!scrolls) return;
      scrolls = false;
      event.stopPropagation();
      window.dispatchEvent(new Event("touchcancel"));
    },
    early,
  );
}

/**
 * Make buttons that come nearer and go farther.
 * @param {() => Core | null} drawing
 * @param {() => import("./layout.js").Place[]} places
 */
export function createZooming(drawing, places) {
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
    button("⤢", "Whole network", (shown) => fit(shown, places())),
  );
}

/**
 * Bring all into view; where the actors stand is known, and need not be measured.
 * @param {Core} drawing
 * @param {import("./layout.js").Place[]} places
 */
export function fit(drawing, places) {
  const [left = 0, right = 0] = d3.extent(places, ({ x }) => x);
  const [top = 0, bottom = 0] = d3.extent(places, ({ y }) => y);
  const [width, height] = [drawing.width(), drawing.height()];
  const zoom = Math.min(
    CLOSEST,
    width / (right - left + 2 * PADDING),
    height / (bottom - top + 2 * PADDING),
  );
  drawing.viewport({
    zoom,
    pan: {
      x: width / 2 - (zoom * (left + right)) / 2,
      y: height / 2 - (zoom * (top + bottom)) / 2,
    },
  });
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
    ["documented", "documented"],
    ["corroborated", "corroborated"],
    ["reported", "reported"],
    ["alleged", "alleged"],
    ["hypothetical", "alleged"],
    ["denied", "warn"],
    ["negated", "warn"],
  ].map(([name, tone]) => [name, mix(tones[tone], tones.water, SOLID)]);
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
        "curve-style": "straight",
        "line-color": tones.soft,
        "target-arrow-shape": "triangle",
        "target-arrow-color": tones.soft,
        "arrow-scale": 0.8,
      },
    },
    {
      selector: ".mutual",
      style: { "curve-style": "bezier", "control-point-step-size": 26 },
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
    { selector: "edge.opened", style: { "z-index": 9 } },
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
