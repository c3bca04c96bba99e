/** Who matters in the network, and who belongs together: what sizes and colours stand for. */

import { about, filtersOf, writeLook } from "../address.js";
import { ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { showProblem } from "../parts.js";
import { GROUPS } from "./tones.js";

/** @typedef {import("../views/explore.js").Scene} Scene */
/** @typedef {{rank: number, value: number, share: number}} Score */
/**
 * @typedef {object} Measured
 * @property {string} measure
 * @property {string} description
 * @property {{actor: {id: string, label: string}, value: number}[]} scores
 * @property {Map<string, Score>} byActor
 * @property {Map<string, number>} groupOf  largest group first, from 0
 */

const MEASURES = Object.freeze({
  degree: "partners",
  "in-degree": "suppliers",
  "out-degree": "recipients",
  strength: "origins, both ways",
  "in-strength": "origins of what comes in",
  "out-strength": "origins of what goes out",
  betweenness: "on the ways of others",
  closeness: "near to supplies",
  pagerank: "where supplies end up (PageRank)",
  eigenvector: "supplied by the well supplied",
  hubs: "hubs (HITS)",
  authorities: "authorities (HITS)",
  "k-core": "in a dense core",
});
const LISTED = 12;
const MOST = 1000;

/** @param {string} name */
export function measureLabel(name) {
  return MEASURES[/** @type {keyof typeof MEASURES} */ (name)] ?? name;
}

/**
 * Measure the network of the filters; what cannot be measured is a Problem.
 * @param {import("../address.js").Look} look
 * @returns {Promise<Measured>}
 */
export async function measure(look) {
  const asked = filtersOf(look, ["actor"]); // who matters is told of the whole network
  const scored = new URLSearchParams(asked);
  scored.set("measure", look.centrality);
  scored.set("limit", String(MOST));
  const [found, grouped] = await Promise.all([
    ask("/v1/network/centrality", scored),
    ask("/v1/network/communities", asked),
  ]);
  const most = Math.max(Number.EPSILON, ...found.scores.map((/** @type {any} */ one) => one.value));
  const groups = [...grouped.communities].sort((a, b) => b.actors.length - a.actors.length);
  return {
    measure: found.measure,
    description: found.description,
    scores: found.scores,
    byActor: new Map(
      found.scores.map((/** @type {any} */ { actor, value }, /** @type {number} */ at) => [
        actor.id,
        { rank: at + 1, value, share: Math.max(0, value) / most },
      ]),
    ),
    groupOf: new Map(
      groups.flatMap(({ actors }, at) =>
        actors.map((/** @type {any} */ { id }) => /** @type {[string, number]} */ ([id, at])),
      ),
    ),
  };
}

/** The words under the picture: what size and colour mean, and who is largest. */
export function createMeasures() {
  /** @type {Scene["change"]} */
  let change = () => {};
  const size = /** @type {HTMLSelectElement} */ (
    el(
      "select",
      {},
      Object.entries(MEASURES).map(([value, label]) => el("option", { value }, label)),
    )
  );
  size.addEventListener("change", () => change({ centrality: size.value }));
  const groups = el("span", {});
  const largest = el("div", {});
  return {
    legend: el("p", { class: "legend" }, el("label", {}, "size: ", size), groups),
    largest: el("section", { class: "largest" }, largest),
    /** @param {Scene} scene @param {Measured | unknown} measured */
    draw({ look, change: changing }, measured) {
      change = changing;
      size.value = look.centrality;
      if (!isMeasured(measured)) {
        put(groups);
        put(largest, showProblem(measured));
        return;
      }
      put(groups, groupsOf(measured));
      put(largest, largestOf(measured, look));
    },
  };
}

/**
 * @param {unknown} found
 * @returns {found is Measured}
 */
export function isMeasured(found) {
  return found instanceof Object && "byActor" in found;
}

/** Name each group that has a colour by the largest of its actors. @param {Measured} measured */
function groupsOf({ scores, groupOf }) {
  /** @type {Map<number, string[]>} */
  const members = new Map();
  for (const { actor } of scores) {
    const group = groupOf.get(actor.id);
    if (group !== undefined) members.set(group, [...(members.get(group) ?? []), actor.label]);
  }
  return [...members]
    .filter(([group, labels]) => group < GROUPS && labels.length > 2)
    .sort((a, b) => a[0] - b[0])
    .map(([group, labels]) =>
      el(
        "span",
        { class: "group", title: labels.join(", ") },
        el("i", { class: `dot group-${group + 1}` }),
        el("bdi", {}, labels.slice(0, 2).join(", ")),
        labels.length > 2 && ` and ${labels.length - 2} more`,
      ),
    );
}

/** @param {Measured} measured @param {import("../address.js").Look} look */
function largestOf({ measure: name, description, scores }, look) {
  return [
    el("h3", {}, `Largest: ${measureLabel(name)}`),
    el(
      "ol",
      {},
      scores
        .slice(0, LISTED)
        .map(({ actor, value }) =>
          el(
            "li",
            {},
            link(writeLook({ ...look, ...about(look, actor.id) }), el("bdi", {}, actor.label)),
            el("small", { class: "soft" }, ` ${tellValue(value)}`),
          ),
        ),
    ),
    el("p", { class: "note" }, description, "."),
  ];
}

/** @param {number} value */
export function tellValue(value) {
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}
