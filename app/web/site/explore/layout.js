/** Where the actors of a network stand: forces, with those of a group near each other. */

import { d3 } from "../d3.js";

/** Milliseconds: a picture of a thousand relationships is drawn within a second. */
const BUDGET = 350;
const TURNS = 110;
const LEAST_TURNS = 30;
const STILL = 0.001;
const APART = 9;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const ROOM = 14;
const MARGIN = 44;
const MOST_STRETCH = 2;

/** @typedef {{x: number, y: number}} Place */
/** @typedef {{id: string, radius: number, group: number}} Body */

/**
 * Place bodies; those that had a place start from there, so that a picture changes little.
 * @param {Body[]} bodies
 * @param {{source: string, target: string}[]} ties
 * @param {[number, number]} size
 * @param {Map<string, Place>} former
 * @returns {Map<string, Place>}
 */
export function layOut(bodies, ties, [width, height], former) {
  const centres = centresOf(bodies, [width, height]);
  const nodes = bodies.map((body, at) => ({
    ...body,
    ...(former.get(body.id) ?? startOf(centres.get(body.group), at)),
  }));
  /** @typedef {Body & import("d3").SimulationNodeDatum} Node */
  /** @param {Node} node */
  const centre = (node) => centres.get(node.group) ?? { x: 0, y: 0 };
  const spread = Math.sqrt((width * height) / (nodes.length + 1));
  const links = ties.map(({ source, target }) => ({ source, target }));
  /** @type {import("d3").Simulation<Node, undefined>} */
  const simulation = d3.forceSimulation(/** @type {Node[]} */ (nodes));
  simulation
    .alphaDecay(1 - STILL ** (1 / TURNS))
    .force(
      "tie",
      /** @type {import("d3").ForceLink<Node, any>} */ (d3.forceLink(links))
        .id((node) => node.id)
        .distance(spread * 0.55),
    )
    .force(
      "apart",
      d3
        .forceManyBody()
        .strength(-spread * 3.2)
        .distanceMax(spread * 8),
    )
    .force(
      "room",
      d3.forceCollide(/** @param {any} node */ (node) => node.radius + ROOM),
    )
    .force("x", d3.forceX(/** @param {any} node */ (node) => centre(node).x).strength(0.07))
    .force("y", d3.forceY(/** @param {any} node */ (node) => centre(node).y).strength(0.12))
    .stop();
  const until = performance.now() + BUDGET;
  for (let turn = 0; turn < TURNS; turn += 1) {
    if (turn > LEAST_TURNS && performance.now() > until) break;
    simulation.tick();
  }
  return stretch(nodes, [width, height]);
}

/**
 * Begin near the middle of the group, each at a place of its own.
 * @param {Place | undefined} centre
 * @param {number} at
 * @returns {Place}
 */
function startOf(centre, at) {
  const away = APART * Math.sqrt(at + 0.5);
  return {
    x: (centre?.x ?? 0) + away * Math.cos(at * GOLDEN),
    y: (centre?.y ?? 0) + away * Math.sin(at * GOLDEN),
  };
}

/**
 * Let the picture fill its frame: as wide as it is, and no name is set smaller than it need be.
 * @param {{id: string, x?: number, y?: number}[]} nodes
 * @param {[number, number]} size
 * @returns {Map<string, Place>}
 */
function stretch(nodes, [width, height]) {
  const [left = 0, right = 0] = d3.extent(nodes, ({ x }) => x);
  const [top = 0, bottom = 0] = d3.extent(nodes, ({ y }) => y);
  const across = Math.min(MOST_STRETCH, (width - 2 * MARGIN) / Math.max(1, right - left));
  const down = Math.min(MOST_STRETCH, (height - 2 * MARGIN) / Math.max(1, bottom - top));
  // Never tighter than the forces left it: a crowd is looked at from farther away.
  const least = Math.max(1, 1 / Math.max(across, down));
  return new Map(
    nodes.map(({ id, x = 0, y = 0 }) => [id, { x: x * across * least, y: y * down * least }]),
  );
}

/**
 * Put the largest group in the middle and the others around it.
 * @param {Body[]} bodies
 * @param {[number, number]} size
 */
function centresOf(bodies, [width, height]) {
  const sizes = d3.rollup(
    bodies,
    (all) => all.length,
    ({ group }) => group,
  );
  const groups = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([group]) => group);
  return new Map(
    groups.map((group, at) => {
      const turn = (at / Math.max(1, groups.length - 1)) * 2 * Math.PI;
      const away = at ? 0.36 : 0;
      return [group, { x: Math.cos(turn) * width * away, y: Math.sin(turn) * height * away }];
    }),
  );
}
