/** Colours of the style sheet, for what is drawn on a canvas. */

import { el } from "../dom.js";

/** How many groups have a colour of their own; the style sheet names them --group-1 and on. */
export const GROUPS = 8;

const NAMES = /** @type {const} */ ([
  ...["ink", "soft", "paper", "card", "line", "link", "warn", "accent", "water"],
  ...["documented", "corroborated", "reported", "alleged"],
]);

/** @typedef {Record<string, string>} Tones */

/**
 * Read the colours as they are now, light or dark.
 * @param {Element} within
 * @returns {Tones}
 */
export function readTones(within) {
  const probe = el("i", { hidden: true });
  within.append(probe);
  const groups = Array.from({ length: GROUPS }, (_, at) => `group-${at + 1}`);
  const tones = Object.fromEntries(
    [...NAMES, ...groups].map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return tones;
}

/**
 * Mix two colours as readTones gives them.
 * @param {string} one
 * @param {string} other
 * @param {number} share  of the first
 */
export function mix(one, other, share) {
  const [a, b] = [one, other].map((tone) => (tone.match(/[\d.]+/g) ?? []).map(Number));
  const mixed = [0, 1, 2].map((at) => Math.round(a[at] * share + b[at] * (1 - share)));
  return `rgb(${mixed.join(", ")})`;
}

/**
 * Be told when light turns dark or dark light.
 * @param {() => void} turned
 * @param {AbortSignal} signal
 */
export function whenTurned(turned, signal) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", turned, { signal });
}
