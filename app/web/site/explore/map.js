/** The world map: an arc for each relationship, from supplier to recipient. */

import { openKey } from "../address.js";
import { el, put, svg } from "../dom.js";
import { d3 } from "../d3.js";
import { counted } from "../words.js";
import { arcOf, crossOf } from "./arcs.js";
import { readWorld } from "./world.js";
import { createTip, tellRow } from "./tip.js";

const WIDTH = 960;
const HEIGHT = 440;
const ZOOM = /** @type {[number, number]} */ ([1, 14]);
const WIDEST = 9;
const LABELLED = 16;
const NEAR = 26;
const MARGIN = 110;
const CLOSEST = 4;
const WHOLE = "~~";

/** @typedef {import("../views/explore.js").Scene} Scene */
/** @typedef {import("./arcs.js").Point} Point */

/**
 * @param {AbortSignal} signal
 * @returns {Promise<import("../views/explore.js").Picture>}
 */
export async function createMap(signal) {
  const world = await readWorld();
  const projection = d3.geoNaturalEarth1().fitExtent(
    [
      [4, 4],
      [WIDTH - 4, HEIGHT - 4],
    ],
    { type: "FeatureCollection", features: world.shapes },
  );
  const path = d3.geoPath(projection);
  const flows = svg("g", { class: "flows" });
  const places = svg("g", { class: "places" });
  const names = svg("g", { class: "names", "aria-hidden": "true" });
  const land = svg(
    "g",
    { class: "land" },
    world.shapes.map((shape) =>
      svg("path", { d: path(shape) ?? "", "data-actor": world.actorOf(shape) }),
    ),
  );
  const moved = svg("g", {}, land, flows, places, names);
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
  const tip = createTip();
  const off = el("p", { class: "note" });
  const reset = el("button", { type: "button", class: "whole", hidden: true }, "Whole world");
  const element = el(
    "figure",
    { class: "map" },
    el("div", { class: "drawn" }, /** @type {any} */ (picture), tip.element, reset),
    el("figcaption", {}, legend(), off),
  );

  let scale = 1;
  const zoom = d3
    .zoom()
    .scaleExtent(ZOOM)
    .translateExtent([
      [0, 0],
      [WIDTH, HEIGHT],
    ])
    .filter(
      (event) =>
        !event.button &&
        (event.type !== "wheel" || event.ctrlKey || event.metaKey || scale > 1 || event.deltaY < 0),
    )
    .on("zoom", (event) => {
      moved.setAttribute("transform", event.transform.toString());
      if (event.transform.k !== scale) {
        scale = event.transform.k;
        moved.style.setProperty("--zoom", String(scale));
        placeNames();
        sizeMarks();
      }
      reset.hidden = scale === 1 && !event.transform.x && !event.transform.y;
    });
  const selected = d3.select(/** @type {Element} */ (/** @type {unknown} */ (picture)));
  selected.call(/** @type {any} */ (zoom)).on("dblclick.zoom", null);
  reset.addEventListener("click", () =>
    selected.call(/** @type {any} */ (zoom).transform, d3.zoomIdentity),
  );
  signal.addEventListener("abort", () => selected.on(".zoom", null));

  let framed = "";

  /**
   * Bring what is asked for into the frame; what the reader moved himself stays.
   * @param {string} asked
   * @param {Point[]} points
   */
  function frame(asked, points) {
    if (asked === framed) return;
    const first = framed === "" && asked === WHOLE;
    framed = asked;
    if (first) return;
    const to = asked === WHOLE || !points.length ? d3.zoomIdentity : fit(points);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moving = still ? selected : selected.transition().duration(450);
    moving.call(/** @type {any} */ (zoom).transform, to);
  }

  /** @param {string} id @returns {Point | null} */
  const place = (id) => {
    const at = world.placeOf(id);
    return at ? projection(at) : null;
  };

  /** @type {{id: string, label: string, weight: number, at: Point}[]} */
  let named = [];
  /** @type {{shape: import("./arcs.js").Arc, width: number, parts: Element}[]} */
  let marks = [];

  function placeNames() {
    /** @type {Point[]} */
    const taken = [];
    const shown = named.filter(({ at }) => {
      const free = taken.every(
        ([x, y]) => Math.hypot((x - at[0]) / 1.9, y - at[1]) * scale > NEAR / 1.6,
      );
      if (free) taken.push(at);
      return free;
    });
    put(
      names,
      shown
        .slice(0, Math.round(LABELLED * scale))
        .map(({ label, at: [x, y] }) =>
          svg("text", { x, y: y - 6 / scale, "font-size": 10.5 / scale }, label),
        ),
    );
  }

  /** Keep heads and crosses as large on the screen as they were. */
  function sizeMarks() {
    for (const { shape, width, parts } of marks) {
      parts.querySelector(".head")?.setAttribute("d", shape.head(width, scale));
      parts.querySelector(".cross")?.setAttribute("d", crossOf(shape, 5 / scale));
    }
  }

  /** @param {Scene} scene */
  function draw({ look, found, change }) {
    const placed = found.rows.map((row) => ({
      row,
      from: place(row.supplier.id),
      to: place(row.recipient.id),
    }));
    const drawn = placed.filter((one) => one.from && one.to);
    const missing = placed.length - drawn.length;
    put(
      off,
      missing > 0 &&
        `${counted(missing, "relationship")} of actors without a place on the map: see the table.`,
    );
    const most = Math.max(1, ...drawn.map(({ row }) => weightOf(row, look.size)));
    /** @param {any} row */
    const widthOf = (row) =>
      1 + (WIDEST - 1) * Math.sqrt(weightOf(row, look.size) / most) * Math.min(1, most / 4);
    const opened = look.open.split("~").slice(0, 2).join("~");
    marks = [...drawn].reverse().map(({ row, from, to }) => {
      const shape = arcOf(/** @type {Point} */ (from), /** @type {Point} */ (to));
      const width = widthOf(row);
      const isOpen = opened === "" ? null : openKey(row) === opened;
      const open = () => change({ open: openKey(row) });
      return { shape, width, parts: drawFlow({ row, shape, width, opened: isOpen, open, tip }) };
    });
    put(
      flows,
      marks.map(({ parts }) => parts),
    );
    sizeMarks();
    named = weigh(drawn, look.size);
    frame(
      [look.supplier, look.recipient, look.actor].join("~"),
      named.map(({ at }) => at),
    );
    put(
      places,
      named.map(({ id, label, at: [x, y] }) =>
        svg("circle", {
          class: "place",
          cx: x,
          cy: y,
          r: 3,
          tabindex: "0",
          role: "link",
          "aria-label": `${label}: suppliers and recipients`,
          onclick: () => change({ actor: id, supplier: "", recipient: "", open: "" }),
          onkeydown: (/** @type {KeyboardEvent} */ event) => {
            if (event.key === "Enter") change({ actor: id, supplier: "", recipient: "", open: "" });
          },
          onpointerenter: (/** @type {PointerEvent} */ event) =>
            tip.show(event, [el("b", {}, label)]),
          onpointerleave: () => tip.hide(),
        }),
      ),
    );
    const actors = new Set(drawn.flatMap(({ row }) => [row.supplier.id, row.recipient.id]));
    for (const shape of land.children) {
      shape.classList.toggle("told", actors.has(shape.getAttribute("data-actor") ?? ""));
    }
    placeNames();
  }

  return { element, draw };
}

/**
 * @param {{row: any, shape: import("./arcs.js").Arc, width: number, opened: boolean | null, open: () => void, tip: ReturnType<typeof createTip>}} flow
 */
function drawFlow({ row, shape, width, opened, open, tip }) {
  const delivered = row.stages.includes("delivery");
  const words = [
    "flow",
    row.strength ?? row.status,
    !delivered && "planned",
    opened === true && "opened",
    opened === false && "aside",
  ];
  return svg(
    "g",
    {
      class: words.filter(Boolean).join(" "),
      tabindex: "0",
      role: "button",
      "aria-label": `${row.supplier.label} to ${row.recipient.label}: ${row.strength ?? row.status}, ${counted(row.origins, "origin")}`,
      onclick: open,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          open();
        }
      },
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
 * Find the view that holds all points, with a margin.
 * @param {Point[]} points
 */
function fit(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ];
  const room = Math.min(WIDTH / (right - left + MARGIN), HEIGHT / (bottom - top + MARGIN));
  const scale = Math.max(1, Math.min(CLOSEST, room));
  return d3.zoomIdentity
    .translate(WIDTH / 2, HEIGHT / 2)
    .scale(scale)
    .translate(-(left + right) / 2, -(top + bottom) / 2);
}

/** @param {any} row @param {string} size */
function weightOf(row, size) {
  if (size === "claims") return row.claims;
  return row.origins;
}

/**
 * Weigh the actors by their flows, heaviest first.
 * @param {{row: any, from: Point | null, to: Point | null}[]} drawn
 * @param {string} size
 */
function weigh(drawn, size) {
  /** @type {Map<string, {id: string, label: string, weight: number, at: Point}>} */
  const found = new Map();
  for (const { row, from, to } of drawn) {
    for (const [actor, at] of [
      [row.supplier, from],
      [row.recipient, to],
    ]) {
      const known = found.get(actor.id) ?? { id: actor.id, label: actor.label, weight: 0, at };
      known.weight += weightOf(row, size);
      found.set(actor.id, known);
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight);
}

function legend() {
  const words = ["documented", "corroborated", "reported", "alleged"];
  return el(
    "p",
    { class: "legend" },
    words.map((word) => el("span", {}, el("i", { class: `swatch ${word}` }), word)),
    el("span", {}, el("i", { class: "swatch planned" }), "not delivered yet"),
    el("span", {}, el("i", { class: "swatch crossed" }, "×"), "contested or suspended"),
    el("span", { class: "soft" }, "width: independent origins"),
  );
}
