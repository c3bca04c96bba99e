/** Build parts of the page. Text goes in as text, never as markup. */

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Value */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element; `on…` members are listeners, others attributes, left out when null or false.
 * @param {string} name
 * @param {Record<string, Value>} [members]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function el(name, members = {}, ...children) {
  return /** @type {HTMLElement} */ (fill(document.createElement(name), members, children));
}

/**
 * The same for drawings.
 * @param {string} name
 * @param {Record<string, Value>} [members]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function svg(name, members = {}, ...children) {
  return /** @type {SVGElement} */ (fill(document.createElementNS(SVG, name), members, children));
}

/**
 * Replace what an element holds.
 * @param {Element} parent
 * @param {...(Child | Child[])} children
 */
export function put(parent, ...children) {
  parent.replaceChildren(...kept(children));
}

/**
 * A link within the pages or out of them; an address that is none of the web's is plain text.
 * @param {string | null | undefined} href
 * @param {Child} label
 * @param {Record<string, Value>} [members]
 */
export function link(href, label, members = {}) {
  if (!href || !/^(https?:\/\/|\/(?!\/))/.test(href)) return el("span", members, label);
  const out = href.startsWith("/") ? {} : { rel: "noreferrer nofollow", target: "_blank" };
  return el("a", { href, ...out, ...members }, label);
}

/**
 * @param {Element} element
 * @param {Record<string, Value>} members
 * @param {(Child | Child[])[]} children
 */
function fill(element, members, children) {
  for (const [name, value] of Object.entries(members)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...kept(children));
  return element;
}

/** @param {(Child | Child[])[]} children */
function kept(children) {
  return /** @type {(Node | string)[]} */ (
    children
      .flat()
      .filter((one) => one !== null && one !== undefined && one !== false && one !== "")
      .map((one) => (typeof one === "number" ? String(one) : one))
  );
}
