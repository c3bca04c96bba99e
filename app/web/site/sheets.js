/** Styles of one view: they come in when it is first shown. */

/**
 * Load a style sheet that lies beside this file, once.
 * @param {string} name
 * @param {{first?: boolean}} [options]  `first`: before all others, which then stand above it
 * @returns {Promise<void>}
 */
export function loadStyle(name, { first = false } = {}) {
  const { href } = new URL(name, import.meta.url);
  const known = [...document.styleSheets].some((sheet) => sheet.href === href);
  if (known) return Promise.resolve();
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = href;
  const loaded = new Promise((go_on) => {
    sheet.addEventListener("load", () => go_on(undefined));
    sheet.addEventListener("error", () => go_on(undefined));
  });
  document.head[first ? "prepend" : "append"](sheet);
  return /** @type {Promise<void>} */ (loaded);
}
