/** Ways through the network: from one actor to another, or on to anyone, as lists of links. */

import { ACTORS, filtersOf, openKey, writeLook } from "../address.js";
import { addressOf, ask } from "../api.js";
import { createCombobox } from "../combobox.js";
import { el, put } from "../dom.js";
import { suggestActors } from "../finder.js";
import { showProblem, strengthBadge } from "../parts.js";
import { counted } from "../words.js";
import { labelOf } from "./labels.js";

/** @typedef {import("../address.js").Look} Look */
/** @typedef {import("../views/explore.js").Scene} Scene */
/** @typedef {{supplier: any, recipient: any, strength?: string | null}} Hop */
/** @typedef {{hops: Hop[], weakest: number, strength?: string | null, common?: any}} Way */

const SHOWN = 10;

/**
 * Make the finder; `light` is told which ways to bring out, all of them when given null.
 * @param {(way: Way | null) => void} light
 */
export function createWays(light) {
  /** @type {Scene["change"]} */
  let change = () => {};
  /** @param {"from" | "to"} end @param {string} label @param {string} empty */
  const box = (end, label, empty) =>
    createCombobox({
      label,
      placeholder: empty,
      suggest: suggestActors,
      choose: (chosen) => change({ [end]: chosen?.value ?? "" }),
    });
  const from = box("from", "Ways from", "an actor");
  const to = box("to", "Ways to", "anyone");
  const list = el("div", { class: "found", "aria-live": "polite" });
  let turn = 0;
  const element = el(
    "section",
    { class: "ways" },
    el("h3", {}, "Ways"),
    el("p", { class: "boxes" }, "from ", from.element, " to ", to.element),
    list,
  );

  /**
   * @param {Scene} scene
   * @returns {Promise<Way[]>}
   */
  async function draw({ look, change: changing }) {
    change = changing;
    const now = (turn += 1);
    const [start, end] = await Promise.all([labelOf(look.from), labelOf(look.to)]);
    if (now !== turn) return [];
    from.show(start);
    to.show(end);
    if (!look.from) {
      put(list, el("p", { class: "note" }, "Name one or two actors."));
      return [];
    }
    try {
      const { chains, paths, links } = await findWays(look);
      if (now !== turn) return [];
      put(list, tell({ look, chains, paths, links, light }));
      return [...chains, ...paths];
    } catch (error) {
      if (now === turn) put(list, showProblem(error));
      return [];
    }
  }

  return { element, draw };
}

/**
 * Find chains, and paths that are none; both ends are no filter here.
 * @param {Look} look
 */
async function findWays(look) {
  const asked = filtersOf(look, ACTORS);
  asked.set("from", look.from);
  if (look.to) asked.set("to", look.to);
  const [timed, any] = await Promise.all([
    ask("/v1/network/chains", asked),
    look.to ? ask("/v1/network/paths", asked) : { paths: [] },
  ]);
  const known = new Set(timed.chains.map(nameOf));
  /** @type {[string, string][]} */
  const links = [["chains as JSON", addressOf("/v1/network/chains", asked)]];
  if (look.to) links.push(["paths as JSON", addressOf("/v1/network/paths", asked)]);
  return {
    chains: /** @type {Way[]} */ (timed.chains),
    paths: /** @type {Way[]} */ (
      any.paths.filter((/** @type {any} */ one) => !known.has(nameOf(one)))
    ),
    links,
  };
}

/** @param {{actors: string[]}} way */
function nameOf(way) {
  return way.actors.join("~");
}

/** @param {{look: Look, chains: Way[], paths: Way[], links: [string, string][], light: (way: Way | null) => void}} found */
function tell({ look, chains, paths, links, light }) {
  if (!chains.length && !paths.length) {
    return [el("p", {}, "No way of up to three steps.")];
  }
  return [
    ...section("In an order that their days allow", chains, look, light),
    ...section("Connected, but not in an order of time", paths, look, light),
    el(
      "p",
      { class: "note" },
      "What claims connect, not what a text says went all the way. ",
      links.flatMap(([label, href], at) => [at ? " · " : "", el("a", { href }, label)]),
    ),
  ];
}

/**
 * @param {string} title
 * @param {Way[]} ways
 * @param {Look} look
 * @param {(way: Way | null) => void} light
 */
function section(title, ways, look, light) {
  if (!ways.length) return [];
  return [
    el("h4", {}, title),
    el(
      "ol",
      {},
      ways.slice(0, SHOWN).map((way) => item(way, look, light)),
    ),
    ways.length > SHOWN && el("p", { class: "note" }, `and ${ways.length - SHOWN} more`),
  ];
}

/** @param {Way} way @param {Look} look @param {(way: Way | null) => void} light */
function item(way, look, light) {
  const bring = () => light(way);
  const leave = () => light(null);
  return el(
    "li",
    { onpointerenter: bring, onpointerleave: leave, onfocusin: bring, onfocusout: leave },
    el("bdi", {}, way.hops[0].supplier.label),
    way.hops.flatMap((hop) => [
      " ",
      el(
        "a",
        {
          href: writeLook({ ...look, open: openKey(hop) }),
          "aria-label": `${hop.supplier.label} to ${hop.recipient.label}`,
        },
        "→ ",
        el("bdi", {}, hop.recipient.label),
      ),
    ]),
    el(
      "small",
      { class: "soft" },
      way.common && ` ${way.common.label.toLowerCase()},`,
      ` weakest step: ${counted(way.weakest, "origin")} `,
    ),
    way.strength &&
      strengthBadge({
        strength: way.strength,
        status: "",
        contested: false,
        suspended: false,
      }),
  );
}
