/** What the colours, dashes and widths of a picture mean. */

import { el, put } from "../dom.js";
import { STRENGTHS } from "../words.js";

/** @typedef {import("../views/explore.js").Scene} Scene */

const MOST = 1000;

export function createLegend() {
  const size = /** @type {HTMLSelectElement} */ (el("select", {}));
  const more = el("span", {});
  /** @type {Scene["change"]} */
  let change = () => {};
  size.addEventListener("change", () => change({ size: size.value }));
  const element = el(
    "p",
    { class: "legend" },
    Object.entries(STRENGTHS).map(([word, meaning]) =>
      el("span", { title: meaning }, el("i", { class: `swatch ${word}` }), word),
    ),
    el("span", {}, el("i", { class: "swatch planned" }), "not delivered yet"),
    el("span", {}, el("i", { class: "swatch crossed" }, "×"), "contested or suspended"),
    el("label", {}, "width: ", size),
    more,
  );

  /** @param {Scene & {weights: Record<string, import("./weights.js").Weight>}} drawn */
  function draw({ look, found, change: changing, weights }) {
    change = changing;
    put(
      size,
      Object.entries(weights).map(([name, { label }]) => el("option", { value: name }, label)),
    );
    size.value = weights[look.size] ? look.size : "origins";
    const shown = found.rows.length;
    put(
      more,
      shown < Math.min(found.total, MOST) &&
        el(
          "button",
          {
            type: "button",
            class: "chip",
            onclick: () => change({ show: String(Math.min(MOST, shown * 2)) }),
          },
          "Show more flows",
        ),
    );
  }

  return { element, draw };
}
