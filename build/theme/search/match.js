/**
 * A query → the parts that match it, with their occurrences and scores; as in `match.py`.
 *
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {import("./types.js").Parsed} Parsed
 * @typedef {Parsed["restrictions"][number]} Restriction
 * @typedef {{found: Hits, above: Uint8Array, counted: boolean}} Found
 * @typedef {object} Matches
 * @property {number[]} parts  ascending
 * @property {number[]} occurrences
 * @property {number[]} scores
 */

import { hits } from "./hits.js";
import { years } from "./query.js";

const K1 = 1.2;
const B = 0.75;
/** More than any number of occurrences can bring: title above heading above text. */
const IN_HEADING = K1 + 1;
const IN_TITLE = 2 * (K1 + 1);
const IN_CONTEXT = 0.5;
/** Terms that are looked up at the same time. */
const AT_ONCE = 4;

/**
 * Fold what is asked for; what folds to nothing is left out, and repetitions.
 *
 * @param {Store} store
 * @param {Parsed} query
 */
export function foldQuery({ folder }, query) {
  const distinct = (/** @type {string[]} */ texts) =>
    [...new Set(texts.map((text) => folder.fold(text)))].filter(Boolean);
  const restrictions = query.restrictions
    .map((r) => (r.field === "year" ? r : { ...r, value: folder.fold(r.value) }))
    .filter((r) => r.value);
  return { terms: distinct(query.terms), excluded: distinct(query.excluded), restrictions };
}

/**
 * Find the parts that match. Each term must stand in the part, or above it: in a heading above, the
 * title, the region's names or as the year; at least one must stand in the part itself.
 *
 * @param {Store} store
 * @param {Parsed} wanted  folded
 * @returns {Promise<Matches>}
 */
export async function match(store, { terms, excluded, restrictions }) {
  const own = new Uint8Array(store.head.parts);
  /** @type {Uint8Array | null} */
  let covered = null;
  /** @type {Found[]} */
  const all = [];
  for (let first = 0; first < terms.length; first += AT_ONCE) {
    const some = terms.slice(first, first + AT_ONCE);
    const results = await Promise.all(some.map((term) => hits(store, term)));
    for (const [index, found] of results.entries()) {
      const above = context(store, some[index], found);
      const these = above.slice();
      each(found.parts, (part) => (these[part] = own[part] = 1));
      if (covered) keep(covered, these);
      else covered = these;
      all.push({ found, above, counted: counts(some[index], terms) });
    }
    if (!covered?.includes(1)) return { parts: [], occurrences: [], scores: [] };
  }
  const alive = covered ?? own.fill(1);
  keep(alive, own);
  if (excluded.length || restrictions.length) keep(alive, await allowed(store, { excluded, restrictions }));
  return collect(store, alive, all);
}

/**
 * Whether the occurrences of a term count: where it holds another term, that one's do.
 *
 * @param {string} term
 * @param {string[]} terms
 */
export function counts(term, terms) {
  return !terms.some((other) => other !== term && term.includes(other));
}

/**
 * Which parts agree with the restrictions and have nothing that is excluded.
 *
 * @param {Store} store
 * @param {Pick<Parsed, "excluded" | "restrictions">} wanted
 */
export async function allowed(store, { excluded, restrictions }) {
  const alive = await restricted(store, restrictions);
  for (const term of excluded) each((await hits(store, term)).parts, (part) => (alive[part] = 0));
  return alive;
}

/**
 * @param {Store} store
 * @param {Uint8Array} alive
 * @param {Found[]} all
 * @param {(part: number) => number} [extra]  added to a part's score
 * @returns {Matches}
 */
export function collect(store, alive, all, extra = () => 0) {
  const occurrences = new Int32Array(alive.length);
  const scores = new Float64Array(alive.length);
  for (const { found, above, counted } of all) {
    if (counted) each(found.parts, (part, index) => (occurrences[part] += found.counts[index]));
    score(store, found, above, scores);
  }
  /** @type {Matches} */
  const matches = { parts: [], occurrences: [], scores: [] };
  for (let part = alive.indexOf(1); part >= 0; part = alive.indexOf(1, part + 1)) {
    matches.parts.push(part);
    matches.occurrences.push(occurrences[part]);
    matches.scores.push(Math.floor((scores[part] + extra(part)) * 1e6 + 0.5) / 1e6);
  }
  return matches;
}

/**
 * Which parts have a term above them.
 *
 * @param {Store} store
 * @param {string} term
 * @param {Hits} found
 */
export function context(store, term, found) {
  const above = ofPages(store, named(store, term));
  each(found.parts, (part, index) => {
    if (found.inHeading[index]) above.fill(1, part + 1, store.subtreeEnds[part]);
  });
  return above;
}

/**
 * Add what one term brings to the scores of all parts.
 *
 * @param {Store} store
 * @param {Hits} found
 * @param {Uint8Array} above
 * @param {Float64Array} scores
 */
function score(store, found, above, scores) {
  const size = store.head.parts;
  const count = found.parts.length;
  const rarity = Math.log(1 + (size - count + 0.5) / (count + 0.5));
  each(found.parts, (part, index) => {
    const length = store.lengths[part] / (store.head.length / size);
    const times = found.counts[index];
    let value = (times * (K1 + 1)) / (times + K1 * (1 - B + B * length));
    if (found.inHeading[index]) value += store.depths[part] === 0 ? IN_TITLE : IN_HEADING;
    scores[part] += value * rarity;
    above[part] = 0;
  });
  for (let part = above.indexOf(1); part >= 0; part = above.indexOf(1, part + 1)) {
    scores[part] += IN_CONTEXT * rarity;
  }
}

/**
 * Which parts agree with the restrictions: of several years, regions or topics any will do, of
 * several titles all are needed; no excluded one may hold.
 *
 * @param {Store} store
 * @param {Restriction[]} restrictions
 */
async function restricted(store, restrictions) {
  const alive = new Uint8Array(store.head.parts).fill(1);
  /** @type {Map<string, Uint8Array>} */
  const anyOf = new Map();
  for (const restriction of restrictions) {
    const holds = await holding(store, restriction);
    if (restriction.exclude) keep(alive, holds.map((flag) => 1 - flag));
    else if (restriction.field === "title") keep(alive, holds);
    else anyOf.set(restriction.field, holds.map((flag, part) => flag | (anyOf.get(restriction.field)?.[part] ?? 0)));
  }
  for (const holds of anyOf.values()) keep(alive, holds);
  return alive;
}

/**
 * @param {Store} store
 * @param {Restriction} restriction
 */
async function holding(store, { field, value }) {
  const { head, folder } = store;
  if (field === "title") {
    const found = await hits(store, value);
    const flags = new Uint8Array(head.pages);
    each(found.parts, (part, index) => {
      if (found.inHeading[index] && store.depths[part] === 0) flags[store.pageOf[part]] = 1;
    });
    return ofPages(store, flags);
  }
  if (field === "year") {
    const [low, high] = /** @type {[number, number]} */ (years(value));
    return ofPages(store, oneOf(store.year, head.years, (year) => low <= year && year <= high));
  }
  if (field === "region") return ofPages(store, oneOf(store.region, head.regions, inNames(folder, value)));
  const topics = head.topics.map((/** @type {string} */ name) => folder.fold(name).includes(value));
  const sets = head.sets.map((/** @type {number[]} */ kinds) => kinds.some((topic) => topics[topic]));
  return Uint8Array.from(store.sets, (place) => Number(sets[place]));
}

/**
 * Which pages have a term as their year or in their region's names.
 *
 * @param {Store} store
 * @param {string} term
 */
function named({ head, folder, year, region }, term) {
  const flags = oneOf(year, head.years, (value) => term === `${value}` || term === `${value}年`);
  if ([...term].length > 1) {
    oneOf(region, head.regions, inNames(folder, term)).forEach((flag, page) => (flags[page] |= flag));
  }
  return flags;
}

/**
 * @param {import("./fold.js").Folder} folder
 * @param {string} term
 * @returns {(path: string[]) => boolean}
 */
function inNames(folder, term) {
  return (path) => folder.fold(path.join("")).includes(term);
}

/**
 * Which pages have one of the chosen values; `places` counts them from 1.
 *
 * @template T
 * @param {Int32Array} places
 * @param {T[]} values
 * @param {(value: T) => boolean} chosen
 */
function oneOf(places, values, chosen) {
  const flags = [0, ...values.map((value) => Number(chosen(value)))];
  return flags.includes(1) ? Uint8Array.from(places, (place) => flags[place]) : new Uint8Array(places.length);
}

/**
 * @param {Store} store
 * @param {Uint8Array} pages
 */
function ofPages({ head, pageStarts }, pages) {
  const flags = new Uint8Array(head.parts);
  for (let page = pages.indexOf(1); page >= 0; page = pages.indexOf(1, page + 1)) {
    flags.fill(1, pageStarts[page], pageStarts[page + 1]);
  }
  return flags;
}

/**
 * @param {Uint8Array} alive
 * @param {Uint8Array} those
 */
function keep(alive, those) {
  for (let part = alive.indexOf(1); part >= 0; part = alive.indexOf(1, part + 1)) alive[part] = those[part];
}

/**
 * @param {ArrayLike<number>} parts
 * @param {(part: number, index: number) => void} action
 */
function each(parts, action) {
  for (let index = 0; index < parts.length; index += 1) action(parts[index], index);
}
