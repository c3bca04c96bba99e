/** The relationships at the side, strongest first, as bars. */

import { openKey, writeLook } from "../address.js";
import { el, put } from "../dom.js";
import { strengthBadge } from "../parts.js";
import { counted } from "../words.js";

const SHOWN = 40;

/** @returns {import("../views/explore.js").Picture} */
export function createRanking() {
  const element = el("div", { class: "ranking" });
  return {
    element,
    draw({ look, found }) {
      const most = Math.max(1, ...found.rows.map((row) => row.origins));
      put(
        element,
        el("h2", {}, found.rows.length ? "Told by the most independent origins" : "Nothing found"),
        el(
          "ol",
          {},
          found.rows.slice(0, SHOWN).map((row) => {
            const bar = el("span", { class: `bar-of ${row.strength ?? row.status}` });
            bar.style.setProperty("--share", String(row.origins / most));
            return el(
              "li",
              {},
              el(
                "a",
                { href: writeLook({ ...look, open: openKey(row) }) },
                el(
                  "span",
                  { class: "ends" },
                  el("bdi", {}, row.supplier.label),
                  el("span", { class: "to", "aria-label": "to" }, " → "),
                  el("bdi", {}, row.recipient.label),
                ),
                el("span", { class: "soft" }, counted(row.origins, "origin")),
                bar,
              ),
              strengthBadge(row),
            );
          }),
        ),
      );
    },
  };
}
