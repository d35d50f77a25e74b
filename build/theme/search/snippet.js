/**
 * Texts → where terms stand in them, and the stretch to show; as in `snippet.py`.
 *
 * @typedef {[number, number]} Span
 * @typedef {import("./fold.js").Folder} Folder
 */

import { units } from "./hits.js";

/** Characters of a snippet, and before its first match. */
const LENGTH = 120;
const BEFORE = 30;

/**
 * Choose the unit with the most terms, rather a paragraph than a heading, and cut it.
 *
 * @param {Folder} folder
 * @param {import("./store.js").Part} part
 * @param {string[]} terms  folded
 * @returns {import("./types.js").Snippet}
 */
export function snippet(folder, part, terms) {
  const choices = units(part);
  let best = choices.find(Boolean) ?? "";
  let most = 0;
  /** @type {Span[]} */
  let marks = [];
  for (const text of part[3] ? choices : [...choices.slice(1), choices[0]]) {
    const spans = occurrences(folder, text, terms);
    const count = spans.filter((found) => found.length).length;
    if (count > most) [best, most, marks] = [text, count, union(spans.flat())];
  }
  return cut(best, marks);
}

/**
 * For each folded term its offsets in a text, overlapping ones left out from the left.
 *
 * @param {Folder} folder
 * @param {string} text
 * @param {string[]} terms
 * @returns {Span[][]}
 */
export function occurrences(folder, text, terms) {
  const plain = folder.fold(text);
  if (!terms.some((term) => plain.includes(term))) return terms.map(() => []);
  const { folded, starts, ends } = folder.traced(text);
  return terms.map((term) => {
    /** @type {Span[]} */
    const found = [];
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      found.push([starts[at], ends[at + term.length - 1]]);
    }
    return found;
  });
}

/**
 * Join spans that overlap; spans that only touch stay apart.
 *
 * @param {Span[]} spans
 */
export function union(spans) {
  /** @type {Span[]} */
  const joined = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined[joined.length - 1];
    if (last && start < last[1]) last[1] = Math.max(end, last[1]);
    else joined.push([start, end]);
  }
  return joined;
}

/**
 * @param {string} text
 * @param {Span[]} marks
 */
function cut(text, marks) {
  const first = marks.length ? marks[0][0] : 0;
  let start = Math.max(0, Math.min(first - BEFORE, text.length - LENGTH));
  let end = Math.min(text.length, start + LENGTH);
  if (splits(text, start)) start -= 1;
  if (splits(text, end)) end += 1;
  const shown = marks
    .filter(([from]) => from < end)
    .map(([from, to]) => /** @type {Span} */ ([from - start, Math.min(to, end) - start]));
  return { text: text.slice(start, end), marks: shown, before: start > 0, after: end < text.length };
}

/**
 * Whether an offset lies within a character of two UTF-16 units.
 *
 * @param {string} text
 * @param {number} at
 */
function splits(text, at) {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}
