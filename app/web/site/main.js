/** Start: a view for each address, in one page that stays. */

import { el, put } from "./dom.js";
import { startFinder } from "./finder.js";
import { showProblem } from "./parts.js";

/**
 * A view draws into `root` and may give `update`, called when the address changes but the view
 * stays. What it starts ends with `signal`.
 * @typedef {object} Visit
 * @property {string[]} parts  what the path names, decoded
 * @property {string} search
 * @property {AbortSignal} signal
 * @property {(address: string, options?: {replace?: boolean}) => void} go
 * @property {(title: string) => void} name  gives the page its title
 */
/** @typedef {{update?: (search: string) => void | Promise<void>}} Shown */
/** @typedef {{show: (root: HTMLElement, visit: Visit) => Promise<Shown | void>}} View */

/** @type {readonly [RegExp, () => Promise<View>][]} */
const ROUTES = [
  [/^\/$/, () => import("./views/explore.js")],
  [/^\/actors\/([^/]+)$/, () => import("./views/actor.js")],
  [/^\/munitions\/([^/]+)$/, () => import("./views/munition.js")],
  [/^\/sources\/([^/]+)$/, () => import("./views/source.js")],
  [/^\/publishers$/, () => import("./views/publishers.js")],
  [/^\/publishers\/([^/]+)$/, () => import("./views/publisher.js")],
  [/^\/articles\/([^/]+)$/, () => import("./views/article.js")],
  [/^\/changes$/, () => import("./views/changes.js")],
  [/^\/status$/, () => import("./views/status.js")],
  [/^\/read$/, () => import("./views/read.js")],
  [/^\/query$/, () => import("./views/query.js")],
  [/^\/about$/, () => import("./views/about.js")],
];

const root = /** @type {HTMLElement} */ (document.getElementById("main"));
let current = { path: "", shown: /** @type {Shown} */ ({}), ending: new AbortController() };

/** @param {string} path */
function routeOf(path) {
  return ROUTES.find(([pattern]) => pattern.test(path));
}

/**
 * Go to an address of the pages, or leave for another.
 * @param {string} address
 * @param {{replace?: boolean}} [options]
 */
function go(address, { replace = false } = {}) {
  const to = new URL(address, location.href);
  if (to.origin !== location.origin || !routeOf(to.pathname)) {
    location.assign(to);
    return;
  }
  if (to.href !== location.href) history[replace ? "replaceState" : "pushState"](null, "", to);
  void visit();
}

async function visit() {
  const { pathname, search } = location;
  const found = routeOf(pathname);
  if (!found) return;
  markNavigation(pathname);
  if (current.path === pathname && current.shown.update) {
    await current.shown.update(search);
    return;
  }
  current.ending.abort();
  const ending = new AbortController();
  const fresh = current.path !== "" && current.path !== pathname;
  current = { path: pathname, shown: {}, ending };
  root.dataset.loading = "";
  const place = el("div", { class: "view" });
  try {
    const view = await found[1]();
    const parts = (found[0].exec(pathname) ?? []).slice(1).map(decodeURIComponent);
    const shown = await view.show(place, {
      parts,
      search,
      signal: ending.signal,
      go,
      name: (title) => {
        if (!ending.signal.aborted) document.title = `${title} · Materiel`;
      },
    });
    if (ending.signal.aborted) return;
    current.shown = shown ?? {};
    put(root, place);
  } catch (error) {
    if (ending.signal.aborted) return;
    put(root, showProblem(error));
  } finally {
    if (!ending.signal.aborted) delete root.dataset.loading;
  }
  if (fresh) {
    scrollTo(0, 0);
    root.focus({ preventScroll: true });
  }
}

/** @param {string} path */
function markNavigation(path) {
  for (const one of document.querySelectorAll("header nav a")) {
    const here = one.getAttribute("href") === path;
    if (here) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
}

document.addEventListener("click", (event) => {
  const clicked = /** @type {Element} */ (event.target).closest?.("a[href]");
  if (!(clicked instanceof HTMLAnchorElement) || event.defaultPrevented) return;
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const to = new URL(clicked.href);
  const leaves =
    clicked.target || clicked.hasAttribute("download") || to.origin !== location.origin;
  if (leaves || !routeOf(to.pathname) || (to.hash && to.pathname === location.pathname)) return;
  event.preventDefault();
  go(to.href);
});
addEventListener("popstate", () => void visit());
startFinder(/** @type {HTMLElement} */ (document.getElementById("search")), go);
void visit();
