/** What became known since a day: by day and article, with what was known before. */

import { addressOf, ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { actorLink, fillIn, strengthBadge, theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { count, counted, dayOf, munitionOf } from "../words.js";

/** @typedef {{id: string, title: string | null, publisher: string | null, published: string | null, at: string, sequence: number}} Heading */
/** @typedef {{heading: Heading | null, day: string, changes: any[]}} OfArticle */

/** Kinds of changes in words; what says most stands first. @type {Record<string, string>} */
const KINDS = {
  known: "new",
  gone: "gone",
  contested: "now contested",
  uncontested: "uncontested again",
  suspended: "suspended",
  resumed: "resumed",
  stronger: "better established",
  weaker: "less established",
  reported: "told again",
  retracted: "told less",
  revised: "details revised",
};
/** @type {[string, number | null][]} */
const PRESETS = [
  ["The last day", 1],
  ["7 days", 7],
  ["30 days", 30],
  ["Everything", null],
];
const FILTERS = /** @type {const} */ (["supplier", "recipient", "munition", "status", "strength"]);
const MOST = 1000;
const DAY = 24 * 60 * 60 * 1000;

/** @type {import("../main.js").View["show"]} */
export async function show(root, { search, signal, go, name }) {
  name("What became known");
  const [news] = await Promise.all([ask("/changes/news"), loadStyle("changes.css")]);
  /** @type {Heading[]} */
  const articles = news.articles;
  const bar = el("div", { class: "since", role: "group", "aria-label": "Since when" });
  const list = el("div", { class: "changes" });
  put(
    root,
    el(
      "div",
      { class: "became-known" },
      el("h1", { class: "ask" }, "What became known"),
      bar,
      list,
    ),
  );

  /** @param {string} address */
  async function draw(address) {
    const asked = askedOf(address, articles);
    drawBar(bar, asked, articles, go);
    const coming = ask("/v1/changes", asked);
    await fillIn(list, coming, (told) => drawAll(told, articles, asked), signal);
  }

  await draw(search);
  return { update: draw };
}

/**
 * @param {string} search
 * @param {Heading[]} articles
 */
function askedOf(search, articles) {
  const given = new URLSearchParams(search);
  const asked = new URLSearchParams();
  asked.set("since", given.get("since")?.trim() || daysBefore(articles, 7));
  for (const filter of FILTERS) {
    const value = given.get(filter)?.trim();
    if (value) asked.set(filter, value);
  }
  asked.set("limit", String(MOST));
  return asked;
}

/**
 * Days are counted back from the last change, not from today: an archive may rest.
 * @param {Heading[]} articles
 * @param {number | null} days
 */
function daysBefore(articles, days) {
  if (days === null || !articles.length) return "0";
  return new Date(Date.parse(articles[0].at) - (days - 1) * DAY).toISOString().slice(0, 10);
}

/** @param {HTMLElement} bar @param {URLSearchParams} asked @param {Heading[]} articles @param {(address: string) => void} go */
function drawBar(bar, asked, articles, go) {
  const since = asked.get("since") ?? "0";
  const to = (/** @type {string} */ value) => {
    const filters = FILTERS.map((filter) => [filter, asked.get(filter)]);
    go(addressOf("/changes", Object.fromEntries([["since", value], ...filters])));
  };
  const day = /^\d{4}-\d{2}-\d{2}$/.test(since) ? since : "";
  put(
    bar,
    PRESETS.map(([label, days]) => {
      const value = daysBefore(articles, days);
      const pressed = String(value === since);
      return el(
        "button",
        { type: "button", "aria-pressed": pressed, onclick: () => to(value) },
        label,
      );
    }),
    el(
      "label",
      {},
      "since",
      el("input", {
        type: "date",
        value: day,
        onchange: (event) => event.target.value && to(event.target.value),
      }),
    ),
    el("a", { class: "feed", href: "/changes.atom" }, "Follow as a feed (Atom)"),
  );
}

/** @param {any} told @param {Heading[]} articles @param {URLSearchParams} asked */
function drawAll(told, articles, asked) {
  const filters = new URLSearchParams(asked);
  filters.delete("limit");
  const groups = groupsOf(told.changes, articles);
  const shown =
    told.changes.length < told.total ? `, the first ${count(told.changes.length)} are shown` : "";
  return [
    el(
      "p",
      { class: "summary", role: "status" },
      told.total
        ? `${counted(told.total, "relationship")} changed between state ${told.since} and state ${told.sequence}${shown}.`
        : "Nothing changed since then.",
    ),
    ...byDay(groups),
    theData([
      ["JSON", addressOf("/v1/changes", filters)],
      ["CSV", addressOf("/v1/changes.csv", filters)],
      ["NDJSON", addressOf("/v1/changes.ndjson", filters)],
      ["Atom", "/changes.atom"],
    ]),
  ];
}

/**
 * Put each change under the newest article that it is due to.
 * @param {any[]} changes
 * @param {Heading[]} articles
 */
function groupsOf(changes, articles) {
  const known = new Map(articles.map((one) => [`/v1/articles/${one.id}`, one]));
  /** @type {Map<Heading | null, any[]>} */
  const found = new Map();
  for (const change of changes) {
    const due = change.articles
      .map((/** @type {string} */ address) => known.get(address))
      .filter(Boolean)
      .sort((/** @type {Heading} */ a, /** @type {Heading} */ b) => b.sequence - a.sequence);
    const heading = due[0] ?? null;
    found.set(heading, [...(found.get(heading) ?? []), change]);
  }
  return [...found].sort(([a], [b]) => (b?.sequence ?? 0) - (a?.sequence ?? 0));
}

/** @param {[Heading | null, any[]][]} groups */
function byDay(groups) {
  /** @type {Map<string, [Heading | null, any[]][]>} */
  const days = new Map();
  for (const group of groups) {
    const day = group[0]?.at.slice(0, 10) ?? "";
    days.set(day, [...(days.get(day) ?? []), group]);
  }
  return [...days].map(([day, ofDay]) =>
    el(
      "section",
      { class: "day" },
      el("h2", {}, day ? dayOf(day) : "By articles that are withdrawn, or came in long ago"),
      ofDay.map(([heading, changes]) => drawArticle(heading, changes)),
    ),
  );
}

/** @param {Heading | null} heading @param {any[]} changes */
function drawArticle(heading, changes) {
  return el(
    "section",
    { class: "of-article" },
    el(
      "header",
      {},
      heading && [
        el(
          "h3",
          {},
          link(`/articles/${heading.id}`, el("bdi", {}, heading.title ?? "Untitled article")),
        ),
        el("p", {}, [
          heading.publisher && el("bdi", {}, heading.publisher),
          heading.published && `${heading.publisher ? ", " : ""}${dayOf(heading.published)}`,
        ]),
      ],
    ),
    el(
      "ol",
      { class: "change-list" },
      changes.map((change) => drawChange(change, heading)),
    ),
  );
}

/** @param {any} change @param {Heading | null} heading */
function drawChange(change, heading) {
  const { supplier, recipient, munition, kinds, now, before } = change;
  const open = [supplier.id, recipient.id, ...(munition ? [munition.id] : [])].join("~");
  const quotes = (now ?? before).quotes;
  const quote = quotes.find((/** @type {any} */ one) => one.article.id === heading?.id) ?? null;
  const others = change.articles.length - 1;
  return el(
    "li",
    { class: "change-of" },
    el(
      "span",
      { class: "kinds" },
      Object.keys(KINDS)
        .filter((kind) => kinds.includes(kind))
        .map((kind) => el("span", { class: `kind ${kind}` }, KINDS[kind])),
    ),
    el(
      "div",
      {},
      el(
        "p",
        { class: "head" },
        actorLink(supplier),
        " → ",
        actorLink(recipient),
        ": ",
        link(`/?open=${encodeURIComponent(open)}`, munitionOf(munition)),
      ),
      el("p", { class: "turn" }, turn(before, now)),
      quote &&
        el(
          "blockquote",
          { class: `quote ${quote.status}` },
          el("p", { dir: "auto" }, quote.quote),
          quote.source && el("footer", {}, el("bdi", {}, quote.source.name)),
        ),
      others > 0 && el("p", { class: "elsewhere" }, `and by ${counted(others, "other article")}`),
    ),
  );
}

/** Say what was known before and what is now. @param {any} before @param {any} now */
function turn(before, now) {
  const parts = (/** @type {any} */ row) => [strengthBadge(row), counted(row.claims, "claim")];
  if (!before) return parts(now);
  if (!now) return [...parts(before), " → nothing that stands"];
  return [...parts(before), el("span", { "aria-label": "and now" }, "→"), ...parts(now)];
}
