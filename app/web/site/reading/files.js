/** Files that are dropped: plain text as it is, web pages without what is not their article. */

import { Problem } from "../api.js";

/** @typedef {{text: string, title: string, publisher: string, published: string, url: string}} Draft */

const LARGEST = 8_000_000;
const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,blockquote,pre,td,th,figcaption";
const BESIDE =
  "script,style,noscript,template,nav,aside,footer,form,iframe,svg,button,select,dialog,[hidden],[aria-hidden=true]";

/**
 * Read a file of text or HTML; raises Problem.
 * @param {File} file
 * @returns {Promise<Draft>}
 */
export async function readFile(file) {
  if (file.size > LARGEST) {
    throw new Problem(
      { detail: `${file.name} is too large.`, remedy: "Paste the article out of it." },
      0,
    );
  }
  const content = decode(new Uint8Array(await file.arrayBuffer()), file.name);
  const isPage = /\.x?html?$/i.test(file.name) || file.type === "text/html";
  return isPage ? readPage(content) : { ...EMPTY, text: content };
}

/** @type {Readonly<Draft>} */
export const EMPTY = Object.freeze({ text: "", title: "", publisher: "", published: "", url: "" });

/**
 * Take the article out of a web page: nothing of the page runs or is loaded.
 * @param {string} markup
 * @returns {Draft}
 */
export function readPage(markup) {
  const page = new DOMParser().parseFromString(tamed(markup), "text/html");
  const title = meta(page, "og:title") || (page.title ?? "").trim();
  const url =
    page.querySelector("link[rel=canonical]")?.getAttribute("href") || meta(page, "og:url");
  const published = /^\d{4}-\d{2}-\d{2}/.exec(
    meta(page, "article:published_time") ||
      page.querySelector("time[datetime]")?.getAttribute("datetime") ||
      "",
  );
  for (const one of page.querySelectorAll(BESIDE)) one.remove();
  const found = {
    text: textOf(page),
    title,
    publisher: meta(page, "og:site_name"),
    published: published?.[0] ?? "",
    url: /^https?:\/\//.test(url) ? url : "",
  };
  if (found.text) return found;
  throw new Problem(
    { detail: "No text was found in this page.", remedy: "Paste the article's text." },
    0,
  );
}

/**
 * Take out what a browser would report of markup that it may not run, though it never does.
 * @param {string} markup
 */
function tamed(markup) {
  return markup
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])(on\w+|style)\s*=/gi, "$1data-off="));
}

/** @param {Document} page */
function textOf(page) {
  const articles = [...page.querySelectorAll("article, main, [itemprop=articleBody]")];
  const longest = articles.sort((one, other) => lengthOf(other) - lengthOf(one))[0] ?? page.body;
  const blocks = [...longest.querySelectorAll(BLOCKS)].filter((one) => !one.querySelector(BLOCKS));
  const parts = blocks.length ? blocks : [longest];
  return parts
    .map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n\n");
}

/** @param {Element} element */
function lengthOf(element) {
  return (element.textContent ?? "").length;
}

/** @param {Document} page @param {string} property */
function meta(page, property) {
  const found = page.querySelector(`meta[property="${property}"], meta[name="${property}"]`);
  return found?.getAttribute("content")?.trim() ?? "";
}

/** @param {Uint8Array} bytes @param {string} name */
function decode(bytes, name) {
  const marks = { "254,255": "utf-16be", "255,254": "utf-16le" };
  const mark = /** @type {keyof typeof marks} */ (bytes.slice(0, 2).join());
  try {
    return new TextDecoder(marks[mark] ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(
      { detail: `${name} holds no text in UTF-8.`, remedy: "Give a .txt or .html file." },
      0,
    );
  }
}
