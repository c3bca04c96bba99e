/** Claims per month. */

import { el } from "../dom.js";

/** @param {AbortSignal} _signal @returns {import("../views/explore.js").Picture} */
export function createTime(_signal) {
  return { element: el("div", {}), draw() {} };
}
