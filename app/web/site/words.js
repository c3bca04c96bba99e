/** How things are said: numbers, days, strengths, statuses. */

/** Strengths, strongest first, and what each means. */
export const STRENGTHS = Object.freeze({
  documented: "A field investigation, a monitor or a party to it says so",
  corroborated: "Two or more independent origins say so",
  reported: "One origin says so",
  alleged: "It is alleged, by whoever speaks",
});

/** Statuses of claims. */
export const STATUSES = Object.freeze({
  asserted: "said to be so",
  alleged: "alleged",
  hypothetical: "possible, asked for or planned",
  negated: "said not to have happened",
  denied: "denied",
});

/** Stages of a transfer, in their order. */
export const STAGES = Object.freeze({
  request: "requested",
  commitment: "pledged",
  approval: "approved",
  order: "ordered",
  production: "in production",
  delivery: "delivered",
  suspension: "suspended",
});

const number = new Intl.NumberFormat("en");
const [YEAR, MONTH, DAY] = [4, 7, 10];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** @param {number} value */
export function count(value) {
  return number.format(value);
}

/**
 * @param {number} value
 * @param {string} one
 * @param {string} [many]
 */
export function counted(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/**
 * Say a day, month or year: 2024-03-05 as 5 Mar 2024.
 * @param {string | null | undefined} day
 */
export function dayOf(day) {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(day ?? "");
  if (!found) return "";
  const [, year, month, date] = found;
  if (!month) return year;
  const name = MONTHS[Number(month) - 1] ?? month;
  return date ? `${Number(date)} ${name} ${year}` : `${name} ${year}`;
}

/**
 * Say a span of days; whole months and years are called so.
 * @param {string | null} first
 * @param {string | null} last
 */
export function span(first, last) {
  const whole = wholeOf(first, last);
  const [from, to] = [dayOf(first?.slice(0, whole)), dayOf(last?.slice(0, whole))];
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (from) return `from ${from}`;
  return to ? `until ${to}` : "";
}

/**
 * Tell how much of two days says it all: year, month, or day.
 * @param {string | null} first
 * @param {string | null} last
 */
function wholeOf(first, last) {
  if (!first || !last || !first.endsWith("-01")) return DAY;
  const [year, month, day] = last.split("-").map(Number);
  if (day !== new Date(Date.UTC(year, month, 0)).getUTCDate()) return DAY;
  return first.endsWith("-01-01") && month === 12 ? YEAR : MONTH;
}

/**
 * Say an amount: 60 carriers, at least 6,000,000 shells, 20 to 30 tanks.
 * @param {{unit: string | null, least: number | null, most: number | null}} amount
 */
export function amountOf({ unit, least, most }) {
  const what = unit ?? "";
  if (least !== null && most !== null) {
    return `${least === most ? count(least) : `${count(least)} to ${count(most)}`} ${what}`.trim();
  }
  if (least !== null) return `at least ${count(least)} ${what}`.trim();
  return most !== null ? `at most ${count(most)} ${what}`.trim() : what;
}

/** All that passes between two actors, whatever it is: the concept above all others, summed up. */
export const ANY_AID = "military-aid";
export const ALL_AID = "all arms and military aid";

/**
 * Say what a relationship is about; a pair's row has no munition of its own.
 * @param {{id: string, label: string} | null} munition
 */
export function munitionOf(munition) {
  return munition ? munition.label : "munition not named";
}
