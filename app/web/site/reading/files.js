/** Files that are dropped: plain text as it is; web pages and PDF by way of the service. */

import { Problem, send, sendDocument } from "../api.js";

/** @typedef {{text: string, title: string, publisher: string, published: string, url: string}} Draft */

const LARGEST = 8_000_000;
/** What the service takes apart, by the end of a file's name. */
const DOCUMENTS = Object.freeze({
  html: "text/html",
  htm: "text/html",
  xhtml: "text/html",
  pdf: "application/pdf",
});

/** @type {Readonly<Draft>} */
export const EMPTY = Object.freeze({ text: "", title: "", publisher: "", published: "", url: "" });

/**
 * Read a file of text, HTML or PDF; raises Problem.
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
  const type = typeOf(file);
  if (type) return readDocument(file, type);
  return { ...EMPTY, text: decode(new Uint8Array(await file.arrayBuffer()), file.name) };
}

/** @param {File} file */
function typeOf(file) {
  const ending = /[^.]*$/.exec(file.name.toLowerCase())?.[0] ?? "";
  if (Object.hasOwn(DOCUMENTS, ending)) return DOCUMENTS[/** @type {"pdf"} */ (ending)];
  return Object.values(DOCUMENTS).find((type) => type === file.type);
}

/**
 * Have the service take text and metadata out of a document, which it keeps nothing of.
 * @param {File} file
 * @param {string} type
 * @returns {Promise<Draft>}
 */
async function readDocument(file, type) {
  return draftOf(await sendDocument("/v1/readings", file, type));
}

/** Whether the service fetches addresses: it says so in each of its pages. */
export function isFetching() {
  return document.body.hasAttribute("data-fetches");
}

/**
 * Have the service fetch the page of an address, which it keeps nothing of; raises Problem.
 * @param {string} url
 * @returns {Promise<Draft>}
 */
export async function fetchPage(url) {
  return draftOf(await send("POST", "/v1/readings", { url }));
}

/** @param {{text: string, article: any}} answer @returns {Draft} */
function draftOf({ text, article }) {
  return {
    text,
    title: article.title ?? "",
    publisher: article.publisher ?? "",
    published: article.published ?? "",
    url: article.url ?? "",
  };
}

/** @param {Uint8Array} bytes @param {string} name */
function decode(bytes, name) {
  const marks = { "254,255": "utf-16be", "255,254": "utf-16le" };
  const mark = /** @type {keyof typeof marks} */ (bytes.slice(0, 2).join());
  try {
    return new TextDecoder(marks[mark] ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(
      { detail: `${name} holds no text in UTF-8.`, remedy: "Give a .txt, .html or .pdf file." },
      0,
    );
  }
}
