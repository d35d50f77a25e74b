/**
 * A query → the parts that match it, with their occurrences and scores; as in `match.py`.
 *
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {import("./types.js").Parsed} Parsed
 * @typedef {Parsed["restrictions"][number]} Restriction
 * @typedef {{found: Hits, above: Uint8Array, counted: boolean}} Found
 * @typedef {object} Matches
 * @property {Int32Array} parts  ascending
 * @property {Int32Array} occurrences
 * @property {Float64Array} scores
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
  // where there is no other term, what stands above counts for nothing
  const several = terms.length > 1;
  const held = new Uint16Array(several ? store.head.parts : 0);
  const none = new Uint8Array();
  /** @type {Found[]} */
  const all = [];
  for (let first = 0; first < terms.length; first += AT_ONCE) {
    const some = terms.slice(first, first + AT_ONCE);
    const results = await Promise.all(some.map((term) => hits(store, term)));
    results.forEach((found, index) => {
      const above = several ? context(store, some[index], found) : none;
      all.push({ found, above, counted: counts(some[index], terms) });
      if (several) hold(held, found, above);
    });
    if (several && !held.includes(all.length)) return collect(store, new Int32Array(0), []);
  }
  let parts = several ? having(all, held, terms.length) : all[0]?.found.parts ?? store.depths.map((_, part) => part);
  if (excluded.length || restrictions.length) {
    const alive = await allowed(store, { excluded, restrictions });
    parts = parts.filter((part) => alive[part]);
  }
  return collect(store, parts, all);
}

/**
 * Count a term for each part that has it in itself or above it.
 *
 * @param {Uint16Array} held
 * @param {Hits} found
 * @param {Uint8Array} above
 */
export function hold(held, found, above) {
  for (let part = 0; part < held.length; part += 1) held[part] += above[part];
  for (const part of found.parts) held[part] += 1 - above[part];
}

/**
 * The parts that have so many of some terms in themselves or above them, and one of them in themselves.
 *
 * @param {{found: Hits}[]} all
 * @param {Uint16Array} held  how many each part has
 * @param {number} needed
 */
export function having(all, held, needed) {
  const own = new Uint8Array(held.length);
  for (const { found } of all) for (const part of found.parts) own[part] = Number(held[part] >= needed);
  return Int32Array.from(places(own));
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
 * Give parts with their occurrences and scores.
 *
 * @param {Store} store
 * @param {Int32Array} parts  ascending
 * @param {Found[]} all
 * @param {(part: number) => number} [extra]  added to a part's score
 * @returns {Matches}
 */
export function collect({ head, lengths, depths }, parts, all, extra) {
  const occurrences = new Int32Array(parts.length);
  const scores = new Float64Array(parts.length);
  const mean = head.length / head.parts;
  for (const { found, above, counted } of all) {
    const { parts: own, counts, inHeading } = found;
    const rarity = Math.log(1 + (head.parts - own.length + 0.5) / (own.length + 0.5));
    // one loop without calls: a first search runs it before it is compiled
    for (let place = 0, index = 0; place < parts.length; place += 1) {
      const part = parts[place];
      while (own[index] < part) index += 1;
      if (own[index] === part) {
        const times = counts[index];
        let weight = (times * (K1 + 1)) / (times + K1 * (1 - B + B * (lengths[part] / mean)));
        if (inHeading[index]) weight += depths[part] === 0 ? IN_TITLE : IN_HEADING;
        scores[place] += weight * rarity;
        if (counted) occurrences[place] += times;
      } else if (above[part]) {
        scores[place] += IN_CONTEXT * rarity;
      }
    }
  }
  for (let place = 0; place < parts.length; place += 1) {
    const score = extra ? scores[place] + extra(parts[place]) : scores[place];
    scores[place] = Math.floor(score * 1e6 + 0.5) / 1e6;
  }
  return { parts, occurrences, scores };
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
  if (field === "region") return ofPages(store, oneOf(store.region, store.regionNames, (names) => names.includes(value)));
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
function named({ head, year, region, regionNames }, term) {
  const flags = oneOf(year, head.years, (value) => term === `${value}` || term === `${value}年`);
  if ([...term].length > 1) {
    oneOf(region, regionNames, (names) => names.includes(term)).forEach((flag, page) => (flags[page] |= flag));
  }
  return flags;
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
  for (const part of places(alive)) alive[part] = those[part];
}

/**
 * The places of flags that are set.
 *
 * @param {Uint8Array} flags
 */
function places(flags) {
  const found = [];
  for (let place = flags.indexOf(1); place >= 0; place = flags.indexOf(1, place + 1)) found.push(place);
  return found;
}

/**
 * @param {ArrayLike<number>} parts
 * @param {(part: number, index: number) => void} action
 */
function each(parts, action) {
  for (let index = 0; index < parts.length; index += 1) action(parts[index], index);
}
