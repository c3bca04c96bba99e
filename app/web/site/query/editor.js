/** The box a query is written in: Yasgui's editor around a plain one, which stays if that fails. */

import { el } from "../dom.js";
import { loadStyle } from "../sheets.js";

const FOLDER = "vendor/yasgui";

/**
 * The part of the editor that is used here; it is CodeMirror with SPARQL.
 * @typedef {{getValue: () => string, setValue: (text: string) => void, refresh: () => void, focus: () => void, on: (event: string, act: () => void) => void, getInputField: () => HTMLElement, destroy: () => void}} Yasqe
 */
/** @typedef {{value: () => string, fill: (query: string) => void, element: HTMLElement}} Editor */

/**
 * @param {{run: () => void, signal: AbortSignal}} told
 * @returns {Editor}
 */
export function createEditor({ run, signal }) {
  const plain = /** @type {HTMLTextAreaElement} */ (
    el("textarea", {
      id: "query",
      rows: "18",
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
    })
  );
  const element = el("div", { class: "editor" }, plain);
  /** @type {Yasqe | null} */
  let rich = null;
  plain.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  loadYasqe()
    .then((Yasqe) => {
      if (signal.aborted) return;
      rich = startYasqe(Yasqe, element, plain.value, run);
      plain.hidden = true;
    })
    .catch((error) => console.error("The editor cannot be loaded; the plain box stays.", error));
  signal.addEventListener("abort", () => rich?.destroy());
  return {
    element,
    value: () => (rich ? rich.getValue() : plain.value),
    fill(query) {
      plain.value = query;
      if (rich && rich.getValue() !== query) rich.setValue(query);
    },
  };
}

/**
 * It asks nobody: no completion from elsewhere, nothing kept in the browser, no link to share.
 * @param {new (parent: HTMLElement, options: Record<string, unknown>) => Yasqe} Yasqe
 * @param {HTMLElement} parent
 * @param {string} query
 * @param {() => void} run
 */
function startYasqe(Yasqe, parent, query, run) {
  const editor = new Yasqe(parent, {
    value: query,
    autocompleters: [],
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    createShortLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    lineWrapping: true,
    requestConfig: { endpoint: "/sparql" },
    // The tabulator goes on to the next part of the page, as everywhere else.
    extraKeys: {
      Tab: false,
      "Shift-Tab": false,
      "Ctrl-Enter": run,
      "Cmd-Enter": run,
      "Ctrl-/": "toggleComment",
      F11: false,
    },
  });
  // A long query is scrolled in: by keyboard too.
  parent.querySelector(".CodeMirror-scroll")?.setAttribute("tabindex", "0");
  editor.getInputField().setAttribute("aria-label", "Query in SPARQL");
  requestAnimationFrame(() => editor.refresh());
  return editor;
}

async function loadYasqe() {
  await loadStyle(`${FOLDER}/yasgui.min.css`, { first: true });
  await import(new URL(`../${FOLDER}/yasgui.min.js`, import.meta.url).href);
  return /** @type {any} */ (globalThis).Yasgui.Yasqe;
}
