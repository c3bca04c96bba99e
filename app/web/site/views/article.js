/** An article: its text with the claims marked in place, and each claim in full beside it. */

import { Problem, ask } from "../api.js";
import { el, link, put } from "../dom.js";
import { claimCard } from "../entity/claim.js";
import { headOf, nothing } from "../entity/page.js";
import { labels, named } from "../entity/quotes.js";
import { drawSentences, drawText } from "../entity/text.js";
import { theData } from "../parts.js";
import { loadStyle } from "../sheets.js";
import { counted, dayOf } from "../words.js";

/** @typedef {import("../entity/claim.js").Numbered} Numbered */

const REFUSED = 403;

/** @type {import("../main.js").View["show"]} */
export async function show(root, { parts, signal, name }) {
  const path = `/v1/articles/${encodeURIComponent(parts[0])}`;
  const page = el("div", { class: "entity article-page" });
  put(root, page);
  let text = { light: (/** @type {Numbered[]} */ _lit) => {} };
  /** @type {Numbered[]} */
  let told = [];

  async function draw() {
    const [answer, shown] = await Promise.all([ask(path), findText(path), loadStyle("entity.css")]);
    if (signal.aborted) return;
    told = await numbered(answer.claims);
    name(answer.article.title ?? "Untitled article");
    const drawn = shown === null ? drawSentences(told, choose) : drawText(shown, told, choose);
    text = drawn;
    put(page, [
      headOf({
        sort: sortOf(answer.article),
        label: answer.article.title ?? "Untitled article",
        facts: [
          counted(told.length, "claim"),
          answer.article.url && [" · ", link(answer.article.url, "original")],
        ].flat(),
      }),
      el(
        "div",
        { class: "beside" },
        drawn.element,
        cards(told, () => void draw().then(follow)),
      ),
      theData([
        ["JSON", path],
        ["text as JSON", `${path}/text`],
      ]),
    ]);
  }

  /** @param {Numbered[]} lit */
  function choose(lit) {
    text.light(lit);
    for (const one of told) {
      document
        .getElementById(`claim-${one.claim.id}`)
        ?.classList.toggle("active", lit.includes(one));
    }
  }

  function follow() {
    const id = location.hash.replace(/^#(?:claim|at)-/, "");
    const found = told.filter(({ claim }) => claim.id === id);
    choose(found);
    if (!found.length) return;
    document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
  }

  await draw();
  if (location.hash) setTimeout(follow);
  return { update: follow };
}

/**
 * Find the text; null where it is not shown here.
 * @param {string} path
 * @returns {Promise<string | null>}
 */
async function findText(path) {
  try {
    const answer = await ask(`${path}/text`);
    return answer.text;
  } catch (error) {
    if (error instanceof Problem && error.status === REFUSED) return null;
    throw error;
  }
}

/**
 * Number claims in the order of the text, and find what their ids are called.
 * @param {any[]} claims
 * @returns {Promise<Numbered[]>}
 */
async function numbered(claims) {
  const [names, munitions] = await Promise.all([
    labels(claims),
    ask("/v1/munitions", { limit: 1000, fields: "id,label" }),
  ]);
  const goods = new Map(munitions.munitions.map((/** @type {any} */ one) => [one.id, one]));
  const ordered = [...claims].sort((a, b) => a.start - b.start || a.end - b.end);
  return ordered.map((claim, at) => ({
    number: at + 1,
    claim,
    ends: [named(names, claim.supplier), named(names, claim.recipient)],
    via: claim.via.map((/** @type {string} */ id) => named(names, id)),
    goods: claim.munition ? goods.get(claim.munition) : null,
  }));
}

/** @param {any} article */
function sortOf({ publisher, published }) {
  const told = [publisher && el("bdi", {}, publisher), published && dayOf(published)].filter(
    Boolean,
  );
  return told.length ? told.flatMap((one, at) => [at ? " · " : "", one]) : "Article";
}

/** @param {Numbered[]} told @param {() => void} judged */
function cards(told, judged) {
  return el(
    "aside",
    { class: "claims-of", "aria-label": "Claims" },
    told.length
      ? el(
          "ol",
          {},
          told.map((one) => claimCard(one, judged)),
        )
      : nothing("Nothing here says who arms whom, or not in words that are understood."),
  );
}
