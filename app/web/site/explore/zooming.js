/** Moving over the map: by pointer, by buttons, and to what is asked for. */

import { d3 } from "../d3.js";
import { el } from "../dom.js";

/** @typedef {import("./arcs.js").Point} Point */

const RANGE = /** @type {[number, number]} */ ([1, 16]);
const MARGIN = 110;
const CLOSEST = 4;
const STEP = 1.7;
const MOVING = 450;

/** The part of a picture that is seen. */
export class Zooming {
  /** How many times larger than the whole. */
  scale = 1;
  /** How large a pixel of the screen is in the picture. */
  pixel = 1;
  #framed = "";

  /**
   * @param {Element} picture
   * @param {SVGElement} moved  what is moved within the picture
   * @param {[number, number]} size  of the picture, in its own units
   * @param {() => void} scaled  told when the scale is another
   */
  constructor(picture, moved, size, scaled) {
    this.size = size;
    const buttons = {
      nearer: this.#button("+", "Nearer", () => this.#by(STEP)),
      farther: this.#button("−", "Farther", () => this.#by(1 / STEP)),
      whole: this.#button("⤢", "Whole world", () => this.#go(d3.zoomIdentity)),
    };
    this.element = el("div", { class: "zooming" }, Object.values(buttons));
    this.selected = d3.select(picture);
    this.zoom = /** @type {import("d3").ZoomBehavior<Element, unknown>} */ (d3.zoom())
      .scaleExtent(RANGE)
      .translateExtent([[0, 0], size])
      .filter(takes)
      .on("zoom", ({ transform }) => {
        moved.setAttribute("transform", transform.toString());
        if (transform.k === this.scale) return;
        this.scale = transform.k;
        measure();
      });
    this.selected.call(this.zoom);
    const measure = () => {
      const { clientWidth, clientHeight } = picture;
      this.pixel =
        1 / (this.scale * (Math.max(clientWidth / size[0], clientHeight / size[1]) || 1));
      moved.style.setProperty("--pixel", String(this.pixel));
      scaled();
    };
    new ResizeObserver(measure).observe(picture);
  }

  /**
   * Bring what is asked for into view, once; what the reader moved himself stays.
   * @param {string} asked  names the question; nothing is the whole
   * @param {Point[]} points
   */
  frame(asked, points) {
    if (asked === this.#framed) return;
    this.#framed = asked;
    this.#go(asked && points.length ? this.#fit(points) : d3.zoomIdentity);
  }

  /** @param {string} sign @param {string} label @param {() => void} act */
  #button(sign, label, act) {
    return el("button", { type: "button", "aria-label": label, title: label, onclick: act }, sign);
  }

  /** @param {number} factor */
  #by(factor) {
    this.zoom.scaleBy(this.#moving(), factor);
  }

  /** @param {import("d3").ZoomTransform} to */
  #go(to) {
    this.zoom.transform(this.#moving(), to);
  }

  /** @returns {any} */
  #moving() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return still ? this.selected : this.selected.transition().duration(MOVING);
  }

  /** @param {Point[]} points */
  #fit(points) {
    const [width, height] = this.size;
    const [left = 0, right = 0] = d3.extent(points, ([x]) => x);
    const [top = 0, bottom = 0] = d3.extent(points, ([, y]) => y);
    const room = Math.min(width / (right - left + MARGIN), height / (bottom - top + MARGIN));
    return d3.zoomIdentity
      .translate(width / 2, height / 2)
      .scale(Math.max(1, Math.min(CLOSEST, room)))
      .translate(-(left + right) / 2, -(top + bottom) / 2);
  }
}

/**
 * Tell whether the picture takes a movement, or leaves it to the page, which it scrolls: the wheel
 * without a key, and one finger.
 * @param {any} event
 */
function takes({ type, button, ctrlKey, metaKey, touches }) {
  if (type === "touchstart") return touches.length > 1;
  return !button && (type !== "wheel" || ctrlKey || metaKey);
}
