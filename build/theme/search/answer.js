/**
 * Matches → groups in the order asked for; as in `answer.py`.
 *
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./match.js").Matches} Matches
 * @typedef {{page: number, from: number, to: number, best: number}} Ranked  its places in the matches, the best score
 */

import { snippet } from "./snippet.js";

/** What may be inferred, by the bit that says so. @type {["year", "region"]} */
const GUESSED = ["year", "region"];

/**
 * The pages of matches, in the order of the index.
 *
 * @param {Store} store
 * @param {Matches} found
 * @returns {Ranked[]}
 */
export function byPage({ pageOf }, { parts, scores }) {
  const pages = [];
  for (let from = 0, to = 0; from < parts.length; from = to) {
    const page = pageOf[parts[from]];
    let best = -Infinity;
    for (; pageOf[parts[to]] === page; to += 1) best = Math.max(best, scores[to]);
    pages.push({ page, from, to, best });
  }
  return pages;
}

/**
 * Order pages by their best part, or by year, and in both cases by the other as well; pages without
 * a year come last, and what is equal in all stays in the order of the index.
 *
 * @param {Store} store
 * @param {Ranked[]} pages
 * @param {"relevance" | "newest" | "oldest"} sort
 * @param {number} most  the first so many are given
 */
export function rank({ tables, year }, pages, sort, most) {
  if (!most) return [];
  const sign = sort === "oldest" ? -1 : 1;
  const byScore = (/** @type {Ranked} */ { best }) => best;
  const byYear = (/** @type {Ranked} */ { page }) => (year[page] ? sign * tables.year[year[page] - 1] : -Infinity);
  const [first, second] = sort === "relevance" ? [byScore, byYear] : [byYear, byScore];
  // those that cannot be among the first are not put in order
  const least = Float64Array.from(pages, first).sort()[pages.length - most] ?? -Infinity;
  return pages
    .filter((one) => first(one) >= least)
    .sort((a, b) => first(b) - first(a) || second(b) - second(a) || a.page - b.page)
    .slice(0, most);
}

/**
 * @param {Store} store
 * @param {Matches} found
 * @param {Ranked} ranked
 * @param {string[] | null} terms  folded, to give snippets
 * @returns {Promise<import("./types.js").Group>}
 */
export async function group(store, found, { page, from, to }, terms) {
  // a text has all that a record has
  const text = terms && (await store.text(page));
  const [id, title, url, parts] = text ?? (await store.record(page));
  const first = store.pageStarts[page];
  const headings = parts.map((part) => (part.length === 2 ? part[1] : part[2]));
  const places = Array.from({ length: to - from }, (_, index) => from + index);
  places.sort((a, b) => found.scores[b] - found.scores[a] || a - b);
  const sections = places.map((place) => {
    const own = found.parts[place] - first;
    const anchor = parts[own][0];
    return {
      anchor,
      url: anchor ? `${url}#${anchor}` : url,
      trail: trail(store.depths.subarray(first, first + own + 1), headings),
      occurrences: found.occurrences[place],
      snippet: text && terms && snippet(store.folder, text[3][own], terms),
    };
  });
  return {
    id, title, url,
    ...facts(store, page),
    occurrences: sections.reduce((sum, section) => sum + section.occurrences, 0),
    sections,
  };
}

/**
 * What is known of a page besides its text.
 *
 * @param {Store} store
 * @param {number} page
 */
export function facts({ tables, year, region, level, period, inferred }, page) {
  return {
    year: tables.year[year[page] - 1] ?? null,
    region: tables.region[region[page] - 1] ?? null,
    level: tables.level[level[page] - 1] ?? null,
    period: tables.period[period[page] - 1] ?? null,
    inferred: GUESSED.filter((_, bit) => (inferred[page] >> bit) & 1),
  };
}

/**
 * The headings above the last of some parts, the head left out, and its own.
 *
 * @param {ArrayLike<number>} depths
 * @param {string[]} headings
 */
export function trail(depths, headings) {
  const names = [];
  let depth = depths[depths.length - 1] + 1;
  for (let part = depths.length - 1; part > 0; part -= 1) {
    if (depths[part] < depth) {
      depth = depths[part];
      if (headings[part]) names.unshift(headings[part]);
    }
  }
  return names;
}
