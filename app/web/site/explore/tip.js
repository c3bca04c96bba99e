/** The words beside the pointer. */

import { el, put } from "../dom.js";
import { strengthBadge } from "../parts.js";
import { amountOf, counted, span } from "../words.js";

const ASIDE = 14;

export function createTip() {
  const element = el("div", { class: "tip", role: "status", hidden: true });

  /** @param {PointerEvent} event */
  function move(event) {
    const within = /** @type {HTMLElement} */ (element.offsetParent);
    if (!within) return;
    const frame = within.getBoundingClientRect();
    const x = event.clientX - frame.left;
    const y = event.clientY - frame.top;
    const turned = x > frame.width / 2;
    element.style.left = `${turned ? x - element.offsetWidth - ASIDE : x + ASIDE}px`;
    element.style.top = `${Math.max(0, Math.min(y, frame.height - element.offsetHeight))}px`;
  }

  return {
    element,
    move,
    /** @param {PointerEvent} event @param {(Node | string)[]} words */
    show(event, words) {
      put(element, words);
      element.hidden = false;
      move(event);
    },
    hide() {
      element.hidden = true;
    },
  };
}

/** @param {any} row */
export function tellRow(row) {
  const amounts = row.amounts.slice(0, 3).map(amountOf).join(", ");
  return [
    el("b", {}, el("bdi", {}, row.supplier.label), " → ", el("bdi", {}, row.recipient.label)),
    strengthBadge(row),
    el(
      "span",
      {},
      [
        counted(row.claims, "claim"),
        counted(row.origins, "independent origin"),
        span(row.first, row.last),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    amounts && el("span", { class: "soft" }, amounts),
  ].filter((one) => one instanceof Node);
}
