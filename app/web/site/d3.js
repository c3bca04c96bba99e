/** The drawing library, which names itself on the window when it is read; typed in d3.d.ts. */

import "./vendor/d3/d3.min.js";

export const d3 = globalThis.d3;
