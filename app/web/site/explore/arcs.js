/** Arcs from one place to another, with a head that says which way. */

/** @typedef {[number, number]} Point */
/** @typedef {{line: string, middle: Point, along: Point, head: (width: number, pixel: number) => string}} Arc */

const BEND = 0.22;
const SHORT = 6;

/**
 * Bend an arc to the right of the way, so that two ways between the same places part.
 * @param {Point} from
 * @param {Point} to
 * @returns {Arc}
 */
export function arcOf(from, to) {
  let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  let length = Math.hypot(dx, dy);
  if (length < 1) [dx, dy, length] = [SHORT, -SHORT, SHORT * 1.4];
  const bend = BEND * length + 3;
  /** @type {Point} */
  const knee = [
    (from[0] + to[0]) / 2 + (dy / length) * bend,
    (from[1] + to[1]) / 2 - (dx / length) * bend,
  ];
  const end = Math.hypot(to[0] - knee[0], to[1] - knee[1]) || 1;
  /** @type {Point} */
  const along = [(to[0] - knee[0]) / end, (to[1] - knee[1]) / end];
  return {
    line: `M${place(from)}Q${place(knee)} ${place(to)}`,
    middle: [(from[0] + 2 * knee[0] + to[0]) / 4, (from[1] + 2 * knee[1] + to[1]) / 4],
    along,
    head: (width, pixel) => headOf(to, along, (5 + width * 1.2) * pixel),
  };
}

/**
 * Draw a cross over the middle of an arc.
 * @param {Arc} arc
 * @param {number} size
 */
export function crossOf({ middle: [x, y] }, size) {
  const half = size / 2;
  return `M${x - half} ${y - half}l${size} ${size}m0 ${-size}l${-size} ${size}`;
}

/** @param {Point} tip @param {Point} along @param {number} size */
function headOf(tip, [ux, uy], size) {
  /** @param {number} side @returns {Point} */
  const wing = (side) => [
    tip[0] - ux * size - side * uy * size * 0.5,
    tip[1] - uy * size + side * ux * size * 0.5,
  ];
  return `M${place(tip)}L${place(wing(1))} ${place(wing(-1))}Z`;
}

/** @param {Point} point */
function place([x, y]) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
