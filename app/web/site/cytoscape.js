/** The library of node-link pictures; typed in cytoscape.d.ts. */

export { default as cytoscape } from "./vendor/cytoscape/cytoscape.esm.min.mjs";
