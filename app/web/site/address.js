/** What is looked at, as the address bar says it: the one state of the page. */

/**
 * Filters have the names that the REST API gives them; `actor` is either side. Of several actors
 * any counts: they are repeated in the address, and here one text (`severalOf`).
 * @typedef {object} Look
 * @property {string} supplier
 * @property {string} recipient
 * @property {string} actor
 * @property {string} munition
 * @property {string} stage
 * @property {string} status
 * @property {string} since
 * @property {string} until
 * @property {string} as_of
 * @property {string} strength
 * @property {string} view  map, network or table
 * @property {string} size  what widths and sizes stand for
 * @property {string} open  the relationship that is open: supplier~recipient or ~munition after it
 * @property {string} show  how many flows are drawn
 * @property {string} centrality  what the size of an actor in the network stands for
 * @property {string} from  where ways through the network start
 * @property {string} to  where they end; without it, whom arms may have been passed on to
 * @property {string} without  what is thought away: actors and supplier~recipient, with commas
 */

/** @type {Readonly<Look>} */
export const PLAIN = Object.freeze({
  supplier: "",
  recipient: "",
  actor: "",
  munition: "",
  stage: "",
  status: "",
  since: "",
  until: "",
  as_of: "",
  strength: "",
  view: "map",
  size: "origins",
  open: "",
  show: "100",
  centrality: "degree",
  from: "",
  to: "",
  without: "",
});

/** Filters that may name several actors. */
export const ACTORS = /** @type {const} */ (["supplier", "recipient", "actor"]);
const BETWEEN = "~"; // as between the ends of a relationship: it is in no id of an actor

/** Names of the filters, as REST has them. */
export const FILTERS = /** @type {const} */ ([
  ...ACTORS,
  "munition",
  "stage",
  "status",
  "since",
  "until",
  "as_of",
  "strength",
]);

/**
 * Read the state from an address.
 * @param {string} search
 * @returns {Look}
 */
export function readLook(search) {
  const given = new URLSearchParams(search);
  const look = { ...PLAIN };
  for (const name of /** @type {(keyof Look)[]} */ (Object.keys(PLAIN))) {
    const values = isSeveral(name) ? given.getAll(name) : [given.get(name) ?? ""];
    const value = together(values.map((one) => one.trim()));
    if (value) look[name] = value;
  }
  return look;
}

/**
 * Write the address of a state; what is as always is left out.
 * @param {Look} look
 */
export function writeLook(look) {
  const told = new URLSearchParams();
  for (const name of /** @type {(keyof Look)[]} */ (Object.keys(PLAIN))) {
    if (look[name] !== PLAIN[name]) append(told, name, look[name]);
  }
  const query = told.toString();
  return query ? `/?${query}` : "/";
}

/**
 * Give the parameters of REST for a state.
 * @param {Look} look
 * @param {readonly string[]} [but]  filters to leave out
 */
export function filtersOf(look, but = []) {
  const asked = new URLSearchParams();
  for (const name of FILTERS) {
    if (look[name] && !but.includes(name)) append(asked, name, look[name]);
  }
  return asked;
}

/**
 * Give the actors that a filter names.
 * @param {string} value
 */
export function severalOf(value) {
  return value.split(BETWEEN).filter(Boolean);
}

/**
 * Write actors as the value of a filter, each once.
 * @param {string[]} actors
 */
export function together(actors) {
  return [...new Set(actors.filter(Boolean))].join(BETWEEN);
}

/**
 * Look at all that an actor supplies and receives; or at that too, beside that of others.
 * @param {Look} look
 * @param {string} actor
 * @param {boolean} [too]
 * @returns {Partial<Look>}
 */
export function about(look, actor, too = false) {
  const chosen = too ? severalOf(look.actor) : [];
  return { actor: together([...chosen, actor]), supplier: "", recipient: "", open: "" };
}

/** @param {string} name */
function isSeveral(name) {
  return /** @type {readonly string[]} */ (ACTORS).includes(name);
}

/** @param {URLSearchParams} asked @param {string} name @param {string} value */
function append(asked, name, value) {
  for (const one of isSeveral(name) ? severalOf(value) : [value]) asked.append(name, one);
}

/**
 * Name a relationship as the address does.
 * @param {{supplier: {id: string}, recipient: {id: string}}} row
 * @param {string | null} [munition]
 */
export function openKey(row, munition = null) {
  const ends = `${row.supplier.id}~${row.recipient.id}`;
  return munition ? `${ends}~${munition}` : ends;
}
