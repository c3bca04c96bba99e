/** The world map: an arc for each relationship, from supplier to recipient. */

import { about, openKey } from "../address.js";
import { el, put, svg } from "../dom.js";
import { d3 } from "../d3.js";
import { counted } from "../words.js";
import { arcOf, crossOf } from "./arcs.js";
import { createLegend } from "./legend.js";
import { createTip, tellRow } from "./tip.js";
import { weightsOf, widthsOf } from "./weights.js";
import { readWorld } from "./world.js";
import { Zooming } from "./zooming.js";

/** @typedef {import("../views/explore.js").Scene} Scene */
/** @typedef {import("./arcs.js").Point} Point */
/** @typedef {{id: string, label: string, weight: number, at: Point}} Place */
/** @typedef {{row: any, from: Point, to: Point}} Flow */

const WIDTH = 960;
const HEIGHT = 440;
const EDGE = 4;
const WIDEST = 10;
const LABELLED = 16;
const NEAR = 19;
const CROSS = 6;
const LETTER = 11.5;

/** The map and what is drawn on it. */
class WorldMap {
  /** @type {Place[]} */
  #places = [];
  /** @type {{shape: import("./arcs.js").Arc, width: number, drawn: Element}[]} */
  #flows = [];
  #tip = createTip();
  #note = el("p", { class: "note" });
  #layers = Object.fromEntries(
    ["land", "flows", "places", "names"].map((name) => [name, svg("g", { class: name })]),
  );

  /** @param {Awaited<ReturnType<typeof readWorld>>} world */
  constructor(world) {
    this.world = world;
    const shapes = { type: /** @type {const} */ ("FeatureCollection"), features: world.shapes };
    this.projection = d3.geoNaturalEarth1().fitExtent(
      [
        [EDGE, EDGE],
        [WIDTH - EDGE, HEIGHT - EDGE],
      ],
      shapes,
    );
    const path = d3.geoPath(this.projection);
    put(
      this.#layers.land,
      world.shapes.map((shape) =>
        svg("path", { d: path(shape) ?? "", "data-actor": world.actorOf(shape) }),
      ),
    );
    this.#layers.names.setAttribute("aria-hidden", "true");
    const moved = svg("g", {}, Object.values(this.#layers));
    const picture = svg(
      "svg",
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: "xMidYMid slice",
        role: "group",
        "aria-label": "Map of who supplies whom",
      },
      moved,
    );
    this.zooming = new Zooming(picture, moved, [WIDTH, HEIGHT], () => this.#rescale());
    this.legend = createLegend();
    this.element = el(
      "figure",
      { class: "map" },
      el("div", { class: "drawn" }, picture, this.#tip.element, this.zooming.element),
      el("figcaption", {}, this.legend.element, this.#note),
    );
  }

  /** @param {Scene} scene */
  draw({ look, found, change }) {
    const flows = found.rows.flatMap((row) => this.#place(row));
    const missing = found.rows.length - flows.length;
    const weights = weightsOf(found.rows);
    const weight = weights[look.size] ?? weights.origins;
    this.legend.draw({ look, found, change, weights });
    put(
      this.#note,
      missing > 0 &&
        `${counted(missing, "relationship")} of actors without a place: see the table.`,
    );
    this.#drawFlows(flows, widthsOf(found.rows, weight, WIDEST), look.open, change);
    this.#places = weigh(flows, weight.of);
    this.#drawPlaces(look, change);
    this.#shade(flows);
    this.#rescale();
    const asked = [look.supplier, look.recipient, look.actor].filter(Boolean).join("~");
    this.zooming.frame(
      asked,
      this.#places.map(({ at }) => at),
    );
  }

  /** @param {any} row @returns {Flow[]} */
  #place(row) {
    const [from, to] = [row.supplier, row.recipient].map(({ id }) => {
      const at = this.world.placeOf(id);
      return at ? this.projection(at) : null;
    });
    return from && to ? [{ row, from, to }] : [];
  }

  /**
   * @param {Flow[]} flows
   * @param {(row: any) => number} widthOf
   * @param {string} opened
   * @param {Scene["change"]} change
   */
  #drawFlows(flows, widthOf, opened, change) {
    const ends = opened.split("~").slice(0, 2).join("~");
    this.#flows = [...flows].reverse().map(({ row, from, to }) => {
      const shape = arcOf(from, to);
      const width = widthOf(row);
      const state = ends && (openKey(row) === ends ? "opened" : "aside");
      const open = () => change({ open: openKey(row) });
      return { shape, width, drawn: drawFlow({ row, shape, width, state, open, tip: this.#tip }) };
    });
    put(
      this.#layers.flows,
      this.#flows.map(({ drawn }) => drawn),
    );
  }

  /** @param {Scene["look"]} look @param {Scene["change"]} change */
  #drawPlaces(look, change) {
    const tip = this.#tip;
    put(
      this.#layers.places,
      this.#places.map(({ id, label, at: [cx, cy] }) => {
        /** @param {MouseEvent | KeyboardEvent} event */
        const go = ({ shiftKey }) => change(about(look, id, shiftKey));
        return svg("circle", {
          ...acting("link", `${label}: suppliers and recipients`, go),
          class: "place",
          cx,
          cy,
          onpointerenter: (/** @type {PointerEvent} */ event) =>
            tip.show(event, [el("b", {}, label)]),
          onpointerleave: () => tip.hide(),
        });
      }),
    );
  }

  /** @param {Flow[]} flows */
  #shade(flows) {
    const actors = new Set(flows.flatMap(({ row }) => [row.supplier.id, row.recipient.id]));
    for (const shape of this.#layers.land.children) {
      shape.classList.toggle("told", actors.has(shape.getAttribute("data-actor") ?? ""));
    }
  }

  /** Keep names, heads and crosses as large on the screen as they were. */
  #rescale() {
    const { pixel, scale } = this.zooming;
    for (const { shape, width, drawn } of this.#flows) {
      drawn.querySelector(".head")?.setAttribute("d", shape.head(width, pixel));
      drawn.querySelector(".cross")?.setAttribute("d", crossOf(shape, CROSS * pixel));
    }
    put(
      this.#layers.names,
      spaced(this.#places, NEAR * pixel)
        .slice(0, Math.round(LABELLED * scale))
        .map(({ label, at: [x, y] }) =>
          svg("text", { x, y: y - 6 * pixel, "font-size": LETTER * pixel }, label),
        ),
    );
  }
}

/**
 * Make the map.
 * @returns {Promise<import("../views/explore.js").Picture>}
 */
export async function createMap() {
  const map = new WorldMap(await readWorld());
  return { element: map.element, draw: (scene) => map.draw(scene) };
}

/**
 * Leave out the places whose names would lie over a heavier one's.
 * @param {Place[]} places
 * @param {number} room
 */
function spaced(places, room) {
  /** @type {Point[]} */
  const taken = [];
  return places.filter(({ at }) => {
    const free = taken.every(([x, y]) => Math.hypot((x - at[0]) / 1.9, y - at[1]) > room);
    if (free) taken.push(at);
    return free;
  });
}

/**
 * @param {object} flow
 * @param {any} flow.row
 * @param {import("./arcs.js").Arc} flow.shape
 * @param {number} flow.width
 * @param {string} flow.state  whether it is open, or another
 * @param {() => void} flow.open
 * @param {ReturnType<typeof createTip>} flow.tip
 */
function drawFlow({ row, shape, width, state, open, tip }) {
  const word = row.strength ?? row.status;
  const planned = !row.stages.includes("delivery") && "planned";
  const label = `${row.supplier.label} to ${row.recipient.label}: ${word}, ${counted(row.origins, "origin")}`;
  return svg(
    "g",
    {
      ...acting("button", label, open),
      class: ["flow", word, planned, state].filter(Boolean).join(" "),
      onpointerenter: (/** @type {PointerEvent} */ event) => tip.show(event, tellRow(row)),
      onpointermove: (/** @type {PointerEvent} */ event) => tip.move(event),
      onpointerleave: () => tip.hide(),
    },
    svg("path", { class: "reach", d: shape.line }),
    svg("path", { class: "line", d: shape.line, "stroke-width": width.toFixed(2) }),
    svg("path", { class: "head" }),
    (row.contested || row.suspended) && svg("path", { class: "cross" }),
  );
}

/**
 * What makes a part of a drawing act on click and on Enter.
 * @param {string} role
 * @param {string} label
 * @param {(event: any) => void} act
 */
function acting(role, label, act) {
  return {
    tabindex: "0",
    role,
    "aria-label": label,
    onclick: act,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act(event);
    },
  };
}

/**
 * Weigh the actors by their flows, heaviest first.
 * @param {Flow[]} flows
 * @param {(row: any) => number} weightOf
 */
function weigh(flows, weightOf) {
  /** @type {Map<string, Place>} */
  const found = new Map();
  for (const { row, from, to } of flows) {
    for (const [{ id, label }, at] of /** @type {[any, Point][]} */ ([
      [row.supplier, from],
      [row.recipient, to],
    ])) {
      const place = found.get(id) ?? { id, label, weight: 0, at };
      place.weight += weightOf(row);
      found.set(id, place);
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight);
}
