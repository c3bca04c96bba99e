/** Shapes of states, and where each actor stands. */

import { feature } from "../topojson.js";

/** @typedef {GeoJSON.Feature & {id?: string | number}} Shape */
/** @typedef {import("topojson-specification").GeometryCollection<{name: string}>} Countries */
/** @typedef {import("topojson-specification").Topology<{countries: Countries}>} Atlas */

/** @type {Promise<{shapes: Shape[], actorOf: (shape: Shape) => string, placeOf: (id: string) => [number, number] | null}> | null} */
let world = null;

/** Read the world once. */
export function readWorld() {
  world ??= read();
  return world;
}

async function read() {
  const [atlas, places] = /** @type {[Atlas, any]} */ (
    await Promise.all([readFile("../vendor/atlas/countries-110m.json"), readFile("../places.json")])
  );
  const found = feature(atlas, atlas.objects.countries);
  const actors = new Map();
  for (const [id, [shape]] of Object.entries(places)) {
    if (shape && !actors.has(shape)) actors.set(shape, id);
  }
  return {
    shapes: /** @type {Shape[]} */ (
      found.features.filter((one) => one.properties.name !== "Antarctica")
    ),
    actorOf: (/** @type {Shape} */ shape) => actors.get(String(shape.id ?? "")) ?? "",
    placeOf: (/** @type {string} */ id) => {
      const known = places[id];
      return known ? /** @type {[number, number]} */ ([known[1], known[2]]) : null;
    },
  };
}

/** @param {string} name */
async function readFile(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}
