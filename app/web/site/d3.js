/** The drawing library, which names itself on the window when it is read. */

import "./vendor/d3/d3.min.js";

export const d3 = /** @type {typeof import("d3")} */ (/** @type {any} */ (globalThis).d3);
