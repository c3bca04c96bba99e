/** Claims per month: brush when it happened, or go back to what was known on a day, and play. */

import { filtersOf } from "../address.js";
import { ask } from "../api.js";
import { d3 } from "../d3.js";
import { el, put, svg } from "../dom.js";
import { showProblem } from "../parts.js";
import { counted, dayOf } from "../words.js";

const NARROWEST = 280;
const HEIGHT = 92;
const FOOT = 20;
const STEP = 700;
const SHORTEST = 36;

/** @typedef {import("../views/explore.js").Scene} Scene */
/** @typedef {{month: string, claims: number, disputing: number}} Month */

/**
 * @param {AbortSignal} signal
 */
export function createTime(signal) {
  /** @type {Scene | null} */
  let scene = null;
  /** @type {Month[]} */
  let months = [];
  let playing = 0;
  let clock = "";
  let width = NARROWEST;
  let unplaced = 0;
  /** What stands in the picture; nothing is drawn again as it is. */
  let drawn = { told: /** @type {any} */ (null), asked: "" };

  const picture = svg("svg", { "aria-hidden": "true" });
  const frame = el("div", { class: "months" }, /** @type {any} */ (picture));
  const resized = new ResizeObserver(() => {
    if (scene && Math.abs(frame.clientWidth - width) > 8) drawMonths(scene);
  });
  resized.observe(frame);
  const words = el("p", { class: "told-of soft" });
  const play = el("button", { type: "button", class: "play", onclick: toggle }, "▶ Play");
  const clocks = el("div", { class: "tabs", role: "group", "aria-label": "Which time" });
  const from = monthBox("from", (value) => scene?.change({ since: value }));
  const to = monthBox("to", (value) => scene?.change({ until: value }));
  const span = el("span", { class: "span" }, from.element, to.element);
  const element = el(
    "div",
    { class: "over-time" },
    el("div", { class: "bar" }, el("h2", {}, "Over time"), clocks, span, play, words),
    frame,
  );
  signal.addEventListener("abort", () => {
    stop();
    resized.disconnect();
  });

  function stop() {
    clearInterval(playing);
    playing = 0;
    play.textContent = "▶ Play";
  }

  function toggle() {
    if (playing) {
      stop();
      return;
    }
    if (!months.length) return;
    let at = -1;
    play.textContent = "❚❚ Stop";
    const go = () => {
      at += 1;
      if (at >= months.length) {
        stop();
        scene?.change({ until: "", as_of: "" }, { replace: true });
        return;
      }
      const { month } = months[at];
      scene?.change(clock === "known" ? { as_of: lastDay(month) } : { until: month }, {
        replace: true,
      });
    };
    go();
    playing = setInterval(go, STEP);
  }

  /** @param {Scene} now */
  async function draw(now) {
    scene = now;
    const chosen = clock || (now.look.as_of ? "known" : "event");
    clock = chosen;
    drawClocks();
    span.hidden = clock === "known";
    from.show(now.look.since);
    to.show(now.look.until);
    try {
      const told = await ask("/v1/timeline", questionOf(now.look, clock));
      if (scene !== now || signal.aborted) return;
      const { since, until, as_of } = now.look;
      const asked = [clock, since, until, as_of].join();
      if (told === drawn.told && asked === drawn.asked) return;
      drawn = { told, asked };
      months = fillGaps(told.months);
      unplaced = told.unplaced;
      drawMonths(now);
    } catch (error) {
      put(words, showProblem(error));
    }
  }

  function drawClocks() {
    put(
      clocks,
      Object.entries({ event: "When it happened", known: "When it became known" }).map(
        ([name, label]) =>
          el(
            "button",
            {
              type: "button",
              "aria-pressed": String(name === clock),
              onclick: () => {
                stop();
                clock = name;
                if (scene) {
                  scene.change(name === "known" ? { since: "", until: "" } : { as_of: "" });
                }
                if (scene) void draw(scene);
              },
            },
            label,
          ),
      ),
    );
  }

  /** @param {Scene} now */
  function drawMonths({ look, change }) {
    width = Math.max(NARROWEST, frame.clientWidth);
    picture.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    const scale = d3
      .scaleBand()
      .domain(months.map(({ month }) => month))
      .range([0, width])
      .paddingInner(0.18);
    const most = Math.max(1, ...months.map(({ claims }) => claims));
    /** @param {number} claims */
    const height = (claims) => (HEIGHT - FOOT - 4) * (claims / most);
    put(
      picture,
      months.map((one) =>
        svg(
          "rect",
          {
            class: isIn(one.month, look) ? "month in" : "month",
            x: scale(one.month),
            width: scale.bandwidth(),
            y: HEIGHT - FOOT - height(one.claims),
            height: height(one.claims),
          },
          svg("title", {}, `${dayOf(one.month)}: ${counted(one.claims, "claim")}`),
        ),
      ),
      ticks(scale, width),
    );
    const brush = d3
      .brushX()
      .extent([
        [0, 0],
        [width, HEIGHT - FOOT],
      ])
      .on("end", (event) => {
        if (!event.sourceEvent) return;
        stop();
        change(chosenSpan(event, scale));
      });
    const layer = d3
      .select(/** @type {any} */ (picture))
      .append("g")
      .attr("class", "brush");
    layer.call(/** @type {any} */ (brush));
    const marked = spanOf(look, scale);
    if (marked) layer.call(/** @type {any} */ (brush).move, marked);
    put(
      words,
      unplaced > 0 && clock === "event"
        ? `${counted(unplaced, "claim")} without a month ${unplaced === 1 ? "is" : "are"} not drawn.`
        : "",
    );
  }

  /**
   * @param {any} event
   * @param {import("d3").ScaleBand<string>} scale
   */
  function chosenSpan(event, scale) {
    const none = { since: "", until: "", as_of: "" };
    const pointed = event.selection ?? null;
    if (!pointed && clock !== "known") return none;
    const [left, right] = pointed ?? [0, d3.pointer(event.sourceEvent, picture)[0]];
    const within = months.filter(({ month }) => {
      const start = scale(month) ?? 0;
      return start + scale.bandwidth() > left && start < right;
    });
    if (!within.length) return none;
    const last = within[within.length - 1].month;
    return clock === "known"
      ? { ...none, as_of: lastDay(last) }
      : { ...none, since: within[0].month, until: last };
  }

  return {
    element,
    draw,
    /** Ask for the months while other things are asked for. @param {Scene["look"]} look */
    async ready(look) {
      const chosen = clock || (look.as_of ? "known" : "event");
      await ask("/v1/timeline", questionOf(look, chosen)).catch(() => null);
    },
  };
}

/** @param {import("../address.js").Look} look @param {string} clock */
function questionOf(look, clock) {
  const asked = filtersOf(look, ["since", "until", "as_of"]);
  asked.set("clock", clock === "known" ? "report" : "event");
  asked.set("limit", "1000");
  return asked;
}

/**
 * Put in the months of which nothing is told, so that time runs evenly.
 * @param {Month[]} told
 * @returns {Month[]}
 */
function fillGaps(told) {
  if (!told.length) return [];
  const known = new Map(told.map((one) => [one.month, one]));
  const end = told[told.length - 1].month;
  const start = [told[0].month, monthsBefore(end, SHORTEST - 1)].sort()[0];
  const months = [];
  for (let month = start; month <= end && months.length < 1200; month = nextMonth(month)) {
    months.push(known.get(month) ?? { month, claims: 0, disputing: 0 });
  }
  return months;
}

/** @param {string} month */
function nextMonth(month) {
  const [year, number] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** @param {string} month @param {number} back */
function monthsBefore(month, back) {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7);
}

/** @param {string} month */
function lastDay(month) {
  const [year, number] = month.split("-").map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, "0")}`;
}

/** @param {string} month @param {import("../address.js").Look} look */
function isIn(month, look) {
  if (look.as_of) return month <= look.as_of.slice(0, 7);
  return (
    (!look.since || month >= look.since.slice(0, 7)) &&
    (!look.until || month <= look.until.slice(0, 7))
  );
}

/**
 * @param {import("../address.js").Look} look
 * @param {import("d3").ScaleBand<string>} scale
 */
function spanOf(look, scale) {
  const months = scale.domain();
  if (!months.length || !(look.since || look.until || look.as_of)) return null;
  const within = months.filter((month) => isIn(month, look));
  if (!within.length) return null;
  const last = within[within.length - 1];
  return [scale(within[0]) ?? 0, (scale(last) ?? 0) + scale.bandwidth()];
}

/** @param {import("d3").ScaleBand<string>} scale @param {number} width */
function ticks(scale, width) {
  const months = scale.domain();
  const yearly = months.length > 30;
  const every = yearly
    ? Math.ceil((months.length / 12) * (48 / width))
    : Math.ceil((months.length * 76) / width);
  return months
    .filter((month, at) =>
      yearly ? month.endsWith("-01") && Number(month.slice(0, 4)) % every === 0 : at % every === 0,
    )
    .map((month) =>
      svg(
        "text",
        {
          class: "tick",
          x: (scale(month) ?? 0) + (yearly ? 0 : scale.bandwidth() / 2),
          y: HEIGHT - 5,
        },
        yearly ? month.slice(0, 4) : dayOf(month),
      ),
    );
}

/** @param {string} label @param {(value: string) => void} change */
function monthBox(label, change) {
  const input = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "text",
      inputmode: "numeric",
      placeholder: "YYYY-MM",
      pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?",
      size: 8,
      onchange: () => {
        if (input.reportValidity()) change(input.value.trim());
      },
    })
  );
  return {
    element: el("label", {}, el("span", {}, label), input),
    /** @param {string} value */
    show(value) {
      if (document.activeElement !== input) input.value = value;
    },
  };
}
