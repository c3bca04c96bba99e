export { default as cytoscape } from "cytoscape";
export type * from "cytoscape";
