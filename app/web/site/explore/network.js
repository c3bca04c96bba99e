/** The network: the relationships of a view as a node-link picture, with its measures and ways. */

import { about, openKey, severalOf } from "../address.js";
import { el } from "../dom.js";
import { counted } from "../words.js";
import { layOut } from "./layout.js";
import { createLegend } from "./legend.js";
import { createMeasures, isMeasured, measure, measureLabel, tellValue } from "./measures.js";
import { createNodeLink, createZooming, fit } from "./nodelink.js";
import { createTip, tellRow } from "./tip.js";
import { GROUPS } from "./tones.js";
import { createWays } from "./ways.js";
import { weightsOf, widthsOf } from "./weights.js";
import { awayOf, createWhatIf } from "./whatif.js";

/** @typedef {import("../views/explore.js").Scene} Scene */
/** @typedef {import("./ways.js").Way} Way */
/** @typedef {import("./measures.js").Measured} Measured */
/** @typedef {import("./nodelink.js").Drawn} Drawn */
/** @typedef {{id: string, label: string}} Actor */

const WIDEST = 7;
const SMALLEST = 11;
const LARGEST = 44;
const EVEN = 18;
/** Where more are drawn, pointing at one fades no others: each would have to be drawn anew. */
const CROWD = 300;
/** So many relationships may be as wide as can be; of more, all are thinner. */
const ROOMY = 150;
/** So many actors have a name at once; others when one comes nearer. */
const NAMED = 70;
const FONT = { least: 10, room: 5, near: 5 };

class NetworkPicture {
  #place = el("div", { class: "nodes", role: "img" });
  #tip = createTip();
  #legend = createLegend();
  #measures = createMeasures();
  #ways = createWays((way) => this.#bringOut(way));
  #whatIf = createWhatIf();
  /** @type {import("./nodelink.js").Core | null} */
  #drawing = null;
  /** Comes while the network is measured. */
  #coming = import("../cytoscape.js");
  /** @type {typeof import("../cytoscape.js").cytoscape | null} */
  #cytoscape = null;
  /** @type {Map<string, import("./layout.js").Place>} */
  #places = new Map();
  /** @type {Scene | null} */
  #scene = null;
  /** @type {Measured | null} */
  #measured = null;
  /** @type {Way[]} */
  #found = [];
  /** @type {Map<string, any>} */
  #rows = new Map();
  #turn = 0;
  #waiting = false;
  /** @type {any} what is pointed at, null for nothing; undefined when the picture shows it */
  #hovered = undefined;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.signal = signal;
    const room = new ResizeObserver(() => this.#show());
    room.observe(this.#place);
    signal.addEventListener("abort", () => room.disconnect());
    const zooming = createZooming(
      () => this.#drawing,
      () => [...this.#places.values()],
    );
    this.element = el(
      "figure",
      { class: "network" },
      el("div", { class: "drawn" }, this.#place, this.#tip.element, zooming),
      el(
        "figcaption",
        {},
        this.#measures.legend,
        this.#legend.element,
        el(
          "div",
          { class: "asides" },
          this.#ways.element,
          this.#whatIf.element,
          this.#measures.largest,
        ),
      ),
    );
  }

  /** @param {Scene} scene */
  async draw(scene) {
    const turn = (this.#turn += 1);
    const [measured, ways, library] = await Promise.all([
      measure(scene.look).catch((/** @type {unknown} */ error) => error),
      this.#ways.draw(scene),
      this.#coming,
      this.#whatIf.draw(scene),
    ]);
    this.#cytoscape = library.cytoscape;
    if (turn !== this.#turn || this.signal.aborted) return;
    this.#scene = scene;
    this.#measured = isMeasured(measured) ? measured : null;
    this.#found = ways;
    this.#measures.draw(scene, measured);
    this.#legend.draw({ ...scene, weights: weightsOf(scene.found.rows) });
    this.#waiting = true;
    this.#show();
  }

  /** Draw what waits, as soon as there is room: a view is filled before it stands in the page. */
  #show() {
    if (!this.#waiting || !this.#scene || !this.#place.clientWidth || this.signal.aborted) return;
    if (!this.#cytoscape) return;
    this.#waiting = false;
    this.#drawing ??= this.#start(this.#cytoscape);
    this.#drawing.resize();
    this.#replace(this.#drawing, this.#elements(this.#scene));
    this.#emphasise();
  }

  /** @param {typeof import("../cytoscape.js").cytoscape} cytoscape */
  #start(cytoscape) {
    const drawing = createNodeLink(cytoscape, this.#place, this.signal);
    drawing.on("mouseover mousemove", "edge", ({ target, originalEvent }) => {
      const row = this.#rows.get(target.id());
      if (row) this.#tip.show(/** @type {any} */ (originalEvent), tellRow(row));
    });
    drawing.on("mouseover mousemove", "node", ({ target, originalEvent }) => {
      this.#tip.show(/** @type {any} */ (originalEvent), this.#tellActor(target));
    });
    drawing.on("mouseover", "node, edge", ({ target }) => {
      this.#place.style.cursor = "pointer";
      this.#hover(target);
    });
    drawing.on("mouseout", "node, edge", () => {
      this.#place.style.cursor = "";
      this.#tip.hide();
      this.#hover(null);
    });
    drawing.on("tap", "edge", ({ target }) => this.#scene?.change({ open: target.id() }));
    drawing.on("tap", "node", ({ target, originalEvent }) => {
      this.#tip.hide();
      const too = /** @type {any} */ (originalEvent)?.shiftKey === true;
      const scene = this.#scene;
      scene?.change(about(scene.look, target.id(), too));
    });
    return drawing;
  }

  /**
   * @param {import("./nodelink.js").Core} drawing
   * @param {{nodes: Drawn[], edges: Drawn[]}} elements
   */
  #replace(drawing, { nodes, edges }) {
    const key = nodes.map(({ data }) => data.id).join() + edges.map(({ data }) => data.id).join();
    const moved = drawing.scratch("drawn") !== key;
    if (moved) {
      this.#places = layOut(
        nodes.map(({ data }) => ({
          id: /** @type {string} */ (data.id),
          radius: data.size / 2,
          group: data.group,
        })),
        edges.map(({ data }) => ({ source: data.source, target: data.target })),
        [drawing.width() || 900, drawing.height() || 560],
        this.#places,
      );
    }
    for (const node of nodes) {
      const id = /** @type {string} */ (node.data.id);
      const there = moved ? null : drawing.getElementById(id);
      node.position = there?.nonempty() ? { ...there.position() } : this.#places.get(id);
    }
    drawing.batch(() => {
      drawing.elements().remove();
      drawing.add([...nodes, ...edges]);
    });
    drawing.scratch("drawn", key);
    if (moved) fit(drawing, [...this.#places.values()]);
  }

  /** @param {Scene} scene */
  #elements({ look, found }) {
    const weights = weightsOf(found.rows);
    const widest = 1 + (WIDEST - 1) * Math.min(1, ROOMY / (found.rows.length || 1));
    const widthOf = widthsOf(found.rows, weights[look.size] ?? weights.origins, widest);
    this.#rows = new Map(found.rows.map((row) => [openKey(row), row]));
    /** @type {Map<string, Actor>} */
    const actors = new Map();
    /** @type {Map<string, Drawn>} */
    const edges = new Map();
    const hops = this.#found.flatMap(({ hops: steps }) => steps);
    for (const row of [...found.rows, ...hops]) {
      const id = openKey(row);
      actors.set(row.supplier.id, row.supplier).set(row.recipient.id, row.recipient);
      if (!edges.has(id)) edges.set(id, edgeOf(id, row, this.#rows.has(id) ? widthOf(row) : 1.2));
    }
    for (const { data, classes } of edges.values()) {
      const back = edges.has(`${data.target}~${data.source}`);
      if (back) /** @type {string[]} */ (classes).push("mutual");
    }
    const nodes = [...actors.values()].map((actor) => this.#nodeOf(actor));
    this.#place.setAttribute(
      "aria-label",
      `Network of ${counted(nodes.length, "actor")} and ` +
        `${counted(edges.size, "relationship")}; the table has the same`,
    );
    return { nodes, edges: [...edges.values()] };
  }

  /** @param {Actor} actor @returns {Drawn} */
  #nodeOf({ id, label }) {
    const score = this.#measured?.byActor.get(id);
    const root = Math.sqrt(score?.share ?? 0);
    const named = (score?.rank ?? 0) <= NAMED;
    const group = this.#measured?.groupOf.get(id) ?? GROUPS;
    return {
      group: "nodes",
      data: {
        id,
        label,
        group,
        size: this.#measured ? SMALLEST + (LARGEST - SMALLEST) * root : EVEN,
        font: named ? FONT.least + FONT.room * root : FONT.near,
      },
      classes: group < GROUPS ? [`group-${group + 1}`] : [],
    };
  }

  /** @param {any} node */
  #tellActor(node) {
    const score = this.#measured?.byActor.get(node.id());
    const partners = node.neighborhood("node").length;
    return [
      el("b", {}, el("bdi", {}, node.data("label"))),
      el("span", {}, `${counted(partners, "partner")} in the picture`),
      score &&
        el(
          "span",
          { class: "soft" },
          `${measureLabel(this.#measured?.measure ?? "")}: ${tellValue(score.value)}, ` +
            `place ${score.rank} of ${this.#measured?.byActor.size}`,
        ),
    ].filter((one) => one instanceof Node);
  }

  /**
   * Bring out what is pointed at, once for each picture on the screen.
   * @param {any} target
   */
  #hover(target) {
    if (this.#hovered === undefined) requestAnimationFrame(() => this.#bringNear());
    this.#hovered = target;
  }

  #bringNear() {
    const target = this.#hovered;
    this.#hovered = undefined;
    const drawing = this.#drawing;
    if (!drawing || this.signal.aborted || target?.removed()) return;
    if (drawing.edges().length > CROWD) return;
    if (target?.isNode()) this.#only(target.closedNeighborhood());
    else if (target) this.#only(target.union(target.connectedNodes()));
    else this.#emphasise();
  }

  /** Bring out what the address asks for: what is thought away, ways, what is open. */
  #emphasise() {
    const [drawing, look] = [this.#drawing, this.#scene?.look];
    if (!drawing || !look) return;
    drawing.batch(() => {
      drawing.elements().removeClass("aside way opened end gone");
      const away = awayOf(look.without);
      for (const id of away.relationships) drawing.getElementById(id).addClass("gone");
      for (const id of away.actors) {
        const node = drawing.getElementById(id);
        node.union(node.connectedEdges()).addClass("gone");
      }
      for (const id of [look.from, look.to, ...severalOf(look.actor)]) {
        if (id) drawing.getElementById(id).addClass("end");
      }
    });
    const opened = drawing.getElementById(look.open.split("~").slice(0, 2).join("~"));
    if (this.#found.length) this.#only(this.#edgesOf(this.#found), "way");
    else if (look.open && opened.nonempty()) this.#only(opened.union(opened.connectedNodes()));
    if (look.open) opened.addClass("opened");
  }

  /** @param {Way | null} way */
  #bringOut(way) {
    if (!this.#drawing) return;
    this.#emphasise();
    if (!way) return;
    this.#drawing.elements().removeClass("way");
    this.#only(this.#edgesOf([way]), "way");
  }

  /** @param {Way[]} ways */
  #edgesOf(ways) {
    const drawing = /** @type {import("./nodelink.js").Core} */ (this.#drawing);
    const ids = new Set(ways.flatMap(({ hops }) => hops.map((hop) => openKey(hop))));
    const edges = drawing.edges().filter((edge) => ids.has(edge.id()));
    return edges.union(edges.connectedNodes());
  }

  /** @param {any} kept @param {string} [word] */
  #only(kept, word = "") {
    this.#drawing?.batch(() => {
      this.#drawing?.elements().addClass("aside");
      kept.removeClass("aside").addClass(word);
    });
  }
}

/**
 * @param {string} id
 * @param {any} row
 * @param {number} width
 * @returns {Drawn}
 */
function edgeOf(id, row, width) {
  const stages = row.stages ?? ["delivery"];
  const classes = [
    row.strength ?? row.status,
    !stages.includes("delivery") && "planned",
    (row.contested || row.suspended) && "crossed",
  ];
  return {
    group: "edges",
    data: { id, source: row.supplier.id, target: row.recipient.id, width },
    classes: classes.filter(Boolean),
  };
}

/**
 * @param {AbortSignal} signal
 * @returns {import("../views/explore.js").Picture}
 */
export function createNetwork(signal) {
  return new NetworkPicture(signal);
}
