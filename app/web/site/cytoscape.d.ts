import cytoscape from "cytoscape";

export { cytoscape };
export type Core = cytoscape.Core;
export type ElementDefinition = cytoscape.ElementDefinition;
