/** What the pages know, asked over REST: the one place where data come in. */

const KEPT = 80;

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

/**
 * Send JSON.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
export async function send(method, path, body) {
  const answer = await request(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!path.startsWith("/v1/readings")) forget();
  return answer;
}

/** Forget all answers: something was written. */
export function forget() {
  kept.clear();
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
    if (value !== null && value !== undefined && value !== "") asked.set(name, String(value));
  }
  const query = asked.toString();
  return query ? `${path}?${query}` : path;
}

/**
 * @param {string} address
 * @param {RequestInit} [options]
 */
async function request(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      ...options,
      headers: { Accept: "application/json", ...options.headers },
    });
  } catch {
    throw new Problem(
      { detail: "The service cannot be reached.", remedy: "Is it still running?" },
      0,
    );
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Problem(told, answer.status);
  return told;
}
