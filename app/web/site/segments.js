/** A text cut where spans begin and end, so that spans that overlap can be marked in it. */

/**
 * A span of a text, and what it is of (a claim, say). Offsets count code points, as the service
 * counts them; a string of JavaScript counts otherwise as soon as an emoji stands in it.
 * @template T
 * @typedef {{start: number, end: number, of: T}} Span
 */
/**
 * A piece of the text: `of` is what covers it, in the order given; `starts` and `ends` are those
 * of them that begin with this piece, or end with it.
 * @template T
 * @typedef {{text: string, start: number, end: number, of: T[], starts: T[], ends: T[]}} Piece
 */

/**
 * Cut a text into pieces that together are the text again; no piece is empty. Spans that are
 * empty or beside the text are left out, those that reach over its end are cut.
 * @template T
 * @param {string} text
 * @param {readonly Span<T>[]} spans
 * @returns {Piece<T>[]}
 */
export function segments(text, spans) {
  const places = placesOf(text);
  const length = places.length - 1;
  const known = spans
    .map(({ start, end, of }) => ({ start: Math.max(0, start), end: Math.min(length, end), of }))
    .filter(({ start, end }) => start < end);
  const cuts = [...new Set([0, length, ...known.flatMap(({ start, end }) => [start, end])])];
  cuts.sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1];
    const over = known.filter((span) => span.start <= start && span.end >= end);
    return {
      text: text.slice(places[start], places[end]),
      start,
      end,
      of: over.map((span) => span.of),
      starts: over.filter((span) => span.start === start).map((span) => span.of),
      ends: over.filter((span) => span.end === end).map((span) => span.of),
    };
  });
}

/**
 * Give the part of a text between two offsets in code points.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function sliceOf(text, start, end) {
  const places = placesOf(text);
  const last = places.length - 1;
  return text.slice(places[Math.min(start, last)], places[Math.min(end, last)]);
}

/**
 * Where each code point starts in the string, and where the string ends.
 * @param {string} text
 */
function placesOf(text) {
  const places = [];
  let at = 0;
  for (const point of text) {
    places.push(at);
    at += point.length;
  }
  places.push(at);
  return places;
}
