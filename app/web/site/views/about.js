/** About the data: what there is, how it is made, how well, and what is known to be wrong. */

import { ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { framedTable, theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { STATUSES, STRENGTHS, count, span } from "../words.js";

/** @typedef {{name: string, number: number}} Share */

/** @type {import("../main.js").View["show"]} */
export async function show(root, { name }) {
  name("About the data");
  const [told] = await Promise.all([ask("/about/told"), loadStyle("about.css")]);
  put(
    root,
    el(
      "div",
      { class: "about" },
      el("h1", { class: "ask" }, "About the data"),
      drawTotals(told.totals),
      el("h2", {}, "How it is made"),
      drawMethod(told.method),
      el("h2", {}, "How often the reader is right"),
      drawFigures(told),
      el("h2", {}, "What is known to be wrong"),
      el(
        "ul",
        { class: "limits-of" },
        told.limits.map((/** @type {string} */ one) => el("li", {}, one)),
      ),
      el("h2", {}, "Licence"),
      el(
        "p",
        {},
        "The program is under the ",
        link("https://www.apache.org/licenses/LICENSE-2.0", "Apache License 2.0"),
        ". Quotes belong to those who wrote them; each names its article.",
      ),
      theData([
        ["All claims (CSV)", "/v1/claims.csv"],
        ["Relationships (CSV)", "/v1/supplies.csv"],
        ["Turtle", "/export?format=turtle"],
        ["JSON-LD", "/export?format=jsonld"],
        ["SPARQL", "/query"],
        ["Ontology", "/ontology"],
      ]),
    ),
  );
}

/** @param {any} totals */
function drawTotals(totals) {
  /** @type {[number, string][]} */
  const figures = [
    [totals.articles, "articles"],
    [totals.claims, "claims"],
    [totals.relationships, "relationships"],
    [totals.actors, "actors that supply or receive"],
    [totals.publishers, "publishers"],
    [totals.sources, "evidence sources"],
  ];
  const days = span(totals.first, totals.last);
  return [
    el(
      "p",
      { class: "lead" },
      "Materiel reads articles and keeps what each of them says of who arms whom: sentence by sentence, with who is said to know it. ",
      days &&
        `These articles were published ${days.includes(" to ") ? `from ${days}` : `on ${days}`}. `,
      totals.withdrawn > 0 && `${count(totals.withdrawn)} more are withdrawn.`,
    ),
    el(
      "ul",
      { class: "figures-of" },
      figures.map(([number, label]) =>
        el("li", {}, el("b", {}, count(number)), el("span", {}, label)),
      ),
    ),
    el("h2", {}, "What there is"),
    drawShares("Relationships, by how well they are established", totals.strengths, STRENGTHS),
    drawShares("Claims, by what they say", totals.statuses, STATUSES),
  ];
}

/** @param {string} title @param {Share[]} shares @param {Readonly<Record<string, string>>} meanings */
function drawShares(title, shares, meanings) {
  const present = shares.filter(({ number }) => number > 0);
  return el(
    "section",
    { class: "shares" },
    el("h3", {}, title),
    el(
      "div",
      { class: "stack", "aria-hidden": "true" },
      present.map(({ name, number }) => {
        const part = el("i", { class: name });
        part.style.setProperty("--number", String(number));
        return part;
      }),
    ),
    el(
      "ul",
      {},
      present.map(({ name, number }) =>
        el("li", { class: name, title: meanings[name] ?? null }, `${name} ${count(number)}`),
      ),
    ),
  );
}

/** @param {{title: string, text: string}[]} steps */
function drawMethod(steps) {
  return el(
    "ol",
    { class: "method" },
    steps.map(({ title, text }) => el("li", {}, el("b", {}, title), el("p", {}, text))),
  );
}

/** @param {any} told */
function drawFigures({ figures, gold }) {
  /** @type {{title: string, text: string}[]} */
  const shown = figures;
  return [
    el(
      "p",
      {},
      "Scored on texts whose claims were set down by hand, and which the network was not trained on.",
    ),
    framedTable(
      "Figures",
      ["Texts", "#Number", ...shown.map(({ title }) => `#${title}`)],
      gold.map((/** @type {any} */ row) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, row.title, el("div", { class: "soft" }, row.text)),
          el("td", { class: "number" }, count(row.articles)),
          row.figures.map((/** @type {string} */ each) => el("td", { class: "number" }, each)),
        ),
      ),
    ),
    el(
      "dl",
      { class: "meanings" },
      shown.flatMap(({ title, text }) => [el("dt", {}, title), el("dd", {}, text)]),
    ),
  ];
}
