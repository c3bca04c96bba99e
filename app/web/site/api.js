/** What the pages know, asked over REST: the one place where data come in. */

const KEPT = 80;
const KEY = "materiel-key";
const NO_KEY = 401;

/** @type {Map<string, Promise<any>>} */
const kept = new Map();

/** What the service answered instead: a problem of RFC 9457. */
export class Problem extends Error {
  /** @param {{detail?: string, title?: string, remedy?: string, field?: string, matches?: string[]}} told @param {number} status */
  constructor(told, status) {
    super(told.detail ?? told.title ?? `The service answered ${status}`);
    this.remedy = told.remedy ?? "";
    this.field = told.field ?? "";
    this.matches = told.matches ?? [];
    this.status = status;
    this.told = told;
  }
}

/**
 * Ask for JSON; an answer is kept until the page is told of a change (`forget`).
 * @param {string} path
 * @param {Record<string, string | number | null | undefined> | URLSearchParams} [parameters]
 * @returns {Promise<any>}
 */
export function ask(path, parameters = {}) {
  const address = addressOf(path, parameters);
  const known = kept.get(address);
  if (known) return known;
  const answer = request(address);
  kept.set(address, answer);
  answer.catch(() => kept.delete(address));
  if (kept.size > KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
  return answer;
}

const CLAIM = [
  ...["id", "supplier", "supplier_label", "recipient", "recipient_label", "munition"],
  ...["munition_label", "munition_text", "designation", "stage", "status", "source", "quantity"],
  ...["value", "date", "via", "quote", "start", "end", "heading"],
].join(",");

/**
 * Ask for claims, each with the heading of its article and what its ends are called.
 * @param {string} path
 * @param {Record<string, string | number | null | undefined> | URLSearchParams} [parameters]
 * @returns {Promise<{claims: any[], total: number, next: string | null}>}
 */
export async function askClaims(path, parameters = {}) {
  const asked = new URL(addressOf(path, parameters), location.href);
  asked.searchParams.set("fields", CLAIM);
  const { claims, total, next } = await ask(asked.pathname + asked.search);
  const told = claims.map((/** @type {any} */ claim) => ({ ...claim, article: claim.heading }));
  return { claims: told, total, next };
}

/**
 * Send JSON.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
export async function send(method, path, body) {
  /** @type {RequestInit} */
  const options = {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
  const answer = await requestWithKey(path, options);
  if (!path.startsWith("/v1/readings")) forget();
  return answer;
}

/**
 * Send a document as it is.
 * @param {string} path
 * @param {Blob} content
 * @param {string} type
 * @returns {Promise<any>}
 */
export function sendDocument(path, content, type) {
  return requestWithKey(path, {
    method: "POST",
    headers: { "Content-Type": type },
    body: content,
  });
}

/**
 * Ask; where a key is wanted, ask for it and then again, until it is right or none is given.
 * @param {string} path
 * @param {RequestInit} options
 */
async function requestWithKey(path, options) {
  for (;;) {
    try {
      return await request(path, options);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== NO_KEY) throw error;
      const { askKey } = await import("./key.js");
      if (!(await askKey(error.message))) throw error;
    }
  }
}

/**
 * Ask in SPARQL; gives the answer as it came, JSON where it is a table and Turtle where a graph.
 * @param {string} query
 * @param {AbortSignal} [signal]
 * @returns {Promise<{type: string, text: string}>}
 */
export async function askSparql(query, signal) {
  const answer = await reach("/sparql", {
    method: "POST",
    headers: { Accept: "application/sparql-results+json, text/turtle;q=0.9" },
    body: new URLSearchParams({ query }),
    signal,
  });
  const text = await answer.text();
  return { type: answer.headers.get("Content-Type") ?? "", text };
}

/** Give the key of those who write, kept until the window is closed. */
export function keyOf() {
  return sessionStorage.getItem(KEY) ?? "";
}

/** @param {string} key */
export function keepKey(key) {
  if (key) sessionStorage.setItem(KEY, key);
  else sessionStorage.removeItem(KEY);
}

/**
 * Forget all answers, as something was written; or that of one address.
 * @param {string} [address]
 */
export function forget(address) {
  if (address === undefined) kept.clear();
  else kept.delete(address);
}

/**
 * Write the address of a question.
 * @param {string} path
 * @param {Record<string, string | number | null | undefined> | URLSearchParams} parameters
 */
export function addressOf(path, parameters) {
  const given =
    parameters instanceof URLSearchParams ? [...parameters] : Object.entries(parameters);
  const asked = new URLSearchParams();
  for (const [name, value] of given) {
    if (value !== null && value !== undefined && value !== "") asked.append(name, String(value));
  }
  const query = asked.toString();
  return query ? `${path}?${query}` : path;
}

/**
 * @param {string} address
 * @param {RequestInit} [options]
 */
async function request(address, options = {}) {
  const key = options.method ? keyOf() : "";
  const headers = {
    Accept: "application/json",
    ...(key ? { Authorization: `Bearer ${key}` } : {}),
    ...options.headers,
  };
  const answer = await reach(address, { ...options, headers });
  return answer.json().catch(() => ({}));
}

/**
 * Ask the service; raises Problem where it refuses, or is not there.
 * @param {string} address
 * @param {RequestInit} options
 */
async function reach(address, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(
      { detail: "The service cannot be reached.", remedy: "Is it still running?" },
      0,
    );
  }
  if (answer.ok) return answer;
  throw new Problem(await answer.json().catch(() => ({})), answer.status);
}
