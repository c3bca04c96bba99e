/** A publisher: how much it prints, what of it stands alone, and what people decided on it. */

import { ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { hearingBlock } from "../entity/hearing.js";
import { headOf, partOf, soon } from "../entity/page.js";
import { drawQuotes, findQuotes } from "../entity/quotes.js";
import { theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { count, counted, dayOf, span } from "../words.js";

const QUOTES = 20;

/** @type {import("../main.js").View["show"]} */
export async function show(root, { parts, signal, name }) {
  const [told] = await Promise.all([
    ask(`/v1/publishers/${encodeURIComponent(parts[0])}`),
    loadStyle("entity.css"),
  ]);
  const { publisher } = told;
  name(publisher.name);
  const page = `/publishers/${encodeURIComponent(publisher.id)}`;
  if (location.pathname !== page) history.replaceState(null, "", page);
  const quotes = partOf({
    title: "What it prints, newest first",
    coming: findQuotes(told.claims_url, { limit: QUOTES, sort: "-published" }),
    draw: drawQuotes,
    signal,
  });
  const standing = el("div", {});
  /** @param {any} now */
  const draw = (now) =>
    put(standing, bannerOf(now.publisher), figures(now.publisher), hearingBlock(now, draw));
  draw(told);
  put(
    root,
    el(
      "div",
      { class: "entity publisher" },
      headOf({
        sort: ["Publisher · ", link("/publishers", "all publishers")],
        label: publisher.name,
        facts: [reachOf(publisher)],
      }),
      standing,
      quotes.element,
      theData([
        ["JSON", publisher.url],
        ["claims as JSON", told.claims_url],
        ["claims as CSV", `${told.claims_url}.csv`],
      ]),
    ),
  );
  await soon([quotes.filled]);
  return { update() {} };
}

/** @param {any} publisher */
function bannerOf({ muted, claims }) {
  if (!muted) return null;
  return el(
    "p",
    { class: "left-out" },
    el("strong", {}, "Muted. "),
    `${counted(claims, "claim")} of it ${claims === 1 ? "is" : "are"} shown wherever others are, `,
    "and count for no origin, no strength and no measure.",
  );
}

/** @param {any} publisher */
function reachOf({ articles, claims, first_reported: first, last_reported: last }) {
  const reach = `${counted(articles, "article")} with ${counted(claims, "claim")}`;
  return [reach, span(first, last)].filter(Boolean).join(" · ");
}

/** @param {any} one */
function figures(one) {
  const day = one.peak_day ? `on ${dayOf(one.peak_day)}; ` : "";
  return el(
    "dl",
    { class: "figures" },
    figure("Most on one day", count(one.peak), `${day}${count(one.per_day)} a day over all`),
    figure(
      "Copies",
      count(one.copies),
      `of ${counted(one.articles, "article")}: older ones say it`,
    ),
    figure(
      "Nobody else tells of",
      count(one.alone),
      `of ${counted(one.relationships, "relationship")}`,
    ),
    figure("Is contradicted in", count(one.contradicted), `of ${counted(one.claims, "claim")}`),
  );
}

/** @param {string} label @param {string} value @param {string} note */
function figure(label, value, note) {
  return el(
    "div",
    {},
    el("dt", {}, label),
    el("dd", {}, el("b", {}, value), el("small", {}, note)),
  );
}
