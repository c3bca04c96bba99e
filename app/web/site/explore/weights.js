/** What the width of a flow stands for. */

/** @typedef {{label: string, of: (row: any) => number}} Weight */

/**
 * Give the weights to choose from: origins, claims, and the amount in the unit most often told.
 * @param {any[]} rows
 * @returns {Record<string, Weight>}
 */
export function weightsOf(rows) {
  const unit = commonUnit(rows);
  /** @type {Record<string, Weight>} */
  const weights = {
    origins: { label: "independent origins", of: (row) => row.origins },
    claims: { label: "claims", of: (row) => row.claims },
  };
  if (unit) weights.quantity = { label: `${unit} told of`, of: (row) => amountIn(row, unit) };
  return weights;
}

/**
 * Give the width of each flow, 1 to `widest` by the root of its weight; few of little stay thin.
 * @param {any[]} rows
 * @param {Weight} weight
 * @param {number} widest
 */
export function widthsOf(rows, weight, widest) {
  const most = Math.max(1, ...rows.map(weight.of));
  const room = (widest - 1) * Math.min(1, most / 5);
  /** @param {any} row */
  return (row) => 1.2 + room * Math.sqrt(weight.of(row) / most);
}

/**
 * @param {any} row
 * @param {string} unit
 */
function amountIn(row, unit) {
  const found = row.amounts.find((/** @type {any} */ one) => one.unit === unit);
  return found?.least ?? found?.most ?? 0;
}

/** @param {any[]} rows */
function commonUnit(rows) {
  /** @type {Map<string, number>} */
  const told = new Map();
  for (const row of rows) {
    for (const { unit } of row.amounts) if (unit) told.set(unit, (told.get(unit) ?? 0) + 1);
  }
  return [...told].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0];
}
