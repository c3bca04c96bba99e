/** Shapes out of an atlas; typed in topojson.d.ts. */

export { default as feature } from "./vendor/topojson/feature.js";
