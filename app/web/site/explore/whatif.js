/** The network without some actors or relationships: what would change, in words. */

import { ACTORS, filtersOf, severalOf } from "../address.js";
import { addressOf, ask } from "../api.js";
import { createCombobox } from "../combobox.js";
import { el, put } from "../dom.js";
import { suggestActors } from "../finder.js";
import { actorLink, showProblem } from "../parts.js";
import { count, counted } from "../words.js";
import { labelOf } from "./labels.js";

/** @typedef {import("../address.js").Look} Look */
/** @typedef {import("../views/explore.js").Scene} Scene */

const NAMED = 8;
const BETWEEN = "~";

/**
 * Read what is thought away.
 * @param {string} without
 */
export function awayOf(without) {
  const parts = without.split(",").filter(Boolean);
  return {
    actors: parts.filter((part) => !part.includes(BETWEEN)),
    relationships: parts.filter((part) => part.includes(BETWEEN)),
  };
}

export function createWhatIf() {
  /** @type {Scene} */
  let scene;
  /** @param {string} part */
  const take = (part) => {
    const parts = scene.look.without.split(",").filter((one) => one && one !== part);
    scene.change({ without: [...parts, part].join(",") });
  };
  const box = createCombobox({
    label: "Think away an actor",
    placeholder: "an actor",
    suggest: suggestActors,
    choose: (chosen) => chosen && take(chosen.value),
    empties: true,
  });
  let turn = 0;
  const chips = el("p", { class: "chips" });
  const told = el("div", { class: "found", "aria-live": "polite" });
  const element = el(
    "section",
    { class: "what-if" },
    el("h3", {}, "What if"),
    el("p", { class: "boxes" }, "without ", box.element),
    chips,
    told,
  );

  /** @param {Scene} drawn */
  async function draw(drawn) {
    scene = drawn;
    const now = (turn += 1);
    const { look, change } = drawn;
    const asked = questionOf(look);
    const [buttons, answer] = await Promise.all([
      chipsOf(look, change, take),
      look.without &&
        ask("/v1/network/what-if", asked).catch((/** @type {unknown} */ error) => error),
    ]);
    if (now !== turn) return;
    put(chips, buttons);
    if (answer instanceof Error) put(told, showProblem(answer));
    else if (answer) put(told, tell(answer), data(asked));
    else put(told, el("p", { class: "note" }, "What would change if one had no part in it?"));
  }

  return { element, draw };
}

/**
 * @param {Look} look
 * @param {Scene["change"]} change
 * @param {(part: string) => void} take
 */
async function chipsOf(look, change, take) {
  const taken = look.without.split(",").filter(Boolean);
  const offered = [
    ...severalOf(look.actor),
    look.open.split(BETWEEN).slice(0, 2).join(BETWEEN),
  ].filter((part) => part && !taken.includes(part));
  /** @param {string} part */
  const named = async (part) => (await Promise.all(part.split(BETWEEN).map(labelOf))).join(" → ");
  const [gone, there] = await Promise.all([
    Promise.all(taken.map(named)),
    Promise.all(offered.map(named)),
  ]);
  return [
    ...taken.map((part, at) =>
      el(
        "button",
        {
          type: "button",
          class: "chip",
          title: "Put it back",
          onclick: () => change({ without: taken.filter((one) => one !== part).join(",") }),
        },
        el("bdi", {}, gone[at]),
        el("span", { "aria-hidden": "true" }, " ×"),
      ),
    ),
    ...offered.map((part, at) =>
      el(
        "button",
        { type: "button", class: "chip all", onclick: () => take(part) },
        "Think away ",
        el("bdi", {}, there[at]),
      ),
    ),
  ];
}

/** @param {Look} look */
function questionOf(look) {
  const asked = filtersOf(look, ACTORS);
  const { actors, relationships } = awayOf(look.without);
  if (actors.length) asked.set("actors", actors.join(","));
  if (relationships.length) {
    asked.set("relationships", relationships.map((one) => one.replace(BETWEEN, ">")).join(","));
  }
  return asked;
}

/** @param {any} answer */
function tell({ before, after, lost, left_alone: alone, reach, supplies }) {
  const goes = lost.length === 1 ? "goes" : "go";
  return [
    el(
      "p",
      {},
      el("b", {}, `${count(lost.length)} of ${counted(before.edges, "relationship")} ${goes}`),
      `, ${counted(before.claims - after.claims, "claim")} with them. `,
      `Arms could still reach from one actor to another for ${count(after.connected)} of ` +
        `${counted(before.connected, "pair")}.`,
    ),
    alone.length > 0 &&
      el("p", {}, "Left without any part in it: ", commas(alone.map(actorLink)), "."),
    listed("Fewer suppliers", supplies, suppliesOf),
    listed("Reaching fewer", reach, reachOf),
  ];
}

/**
 * @param {string} title
 * @param {any[]} rows
 * @param {(row: any) => (Node | string)[]} words
 */
function listed(title, rows, words) {
  if (!rows.length) return null;
  const rest = rows.length - NAMED;
  return el(
    "div",
    {},
    el("h4", {}, title),
    el(
      "ul",
      {},
      rows.slice(0, NAMED).map((row) => el("li", {}, words(row))),
      rest > 0 && el("li", { class: "soft" }, `and ${rest} more`),
    ),
  );
}

/** @param {any} row */
function suppliesOf(row) {
  const lost = row.lost.map((/** @type {string} */ one) => one.replaceAll("-", " "));
  return [
    actorLink(row.recipient),
    `: ${counted(row.suppliers_before, "supplier")}, then ${row.suppliers_after || "none"}`,
    lost.length ? `; nobody left for ${lost.join(", ")}` : "",
  ];
}

/** @param {any} row */
function reachOf(row) {
  return [
    actorLink(row.actor),
    `: ${counted(row.before, "actor")}, then ${row.after ? count(row.after) : "none"}`,
  ];
}

/** @param {Node[]} nodes */
function commas(nodes) {
  return nodes.flatMap((node, at) => (at ? [", ", node] : [node]));
}

/** @param {URLSearchParams} asked */
function data(asked) {
  const href = addressOf("/v1/network/what-if", asked);
  return el("p", { class: "note" }, el("a", { href }, "JSON"));
}
