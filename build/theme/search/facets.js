/**
 * Filters over the facts of pages, and how many pages each further choice would give; as in
 * `facets.py`.
 *
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./types.js").Filters} Filters
 * @typedef {ArrayLike<number>} Flags
 * @typedef {"year" | "region" | "level" | "period" | "topic"} Field
 */

/** @type {Field[]} */
export const FIELDS = ["year", "region", "level", "period", "topic"];

/**
 * For each field that is filtered, which of the parts pass.
 *
 * @param {Store} store
 * @param {Int32Array} parts
 * @param {Filters} filters
 * @returns {Map<Field, Flags>}
 */
export function passing(store, parts, filters) {
  const passed = new Map();
  for (const field of FIELDS) {
    /** @type {Set<string | number | null>} */
    const chosen = new Set(/** @type {(string | number | null)[] | undefined} */ (filters[field]));
    if (chosen.size) passed.set(field, passes(store, parts, field, chosen));
  }
  return passed;
}

/**
 * Count pages per value, for each field over the parts that pass the filters of all others.
 *
 * @param {Store} store
 * @param {Int32Array} parts
 * @param {Map<Field, Flags>} passed
 * @returns {any}
 */
export function facets(store, parts, passed) {
  const entries = FIELDS.map((field) => {
    const others = [...passed].filter(([other]) => other !== field);
    const those = others.length ? parts.filter((_, index) => others.every(([, flags]) => flags[index])) : parts;
    /** @type {Map<string | number | null, number>} */
    const counts = new Map();
    tally(store, those, field).forEach((count, place) => {
      if (!count) return;
      for (const name of names(store, field, place)) counts.set(name, (counts.get(name) ?? 0) + count);
    });
    return [field, ordered(field, counts)];
  });
  return Object.fromEntries(entries);
}

/**
 * @param {Store} store
 * @param {Int32Array} parts
 * @param {Field} field
 * @param {Set<string | number | null>} chosen
 */
function passes(store, parts, field, chosen) {
  const { head, pageOf } = store;
  const allowed = Array.from({ length: 1 + head[`${field}s`].length }, (_, place) =>
    Number(names(store, field, place).some((name) => chosen.has(name))));
  if (field !== "topic") return parts.map((part) => allowed[store[field][pageOf[part]]]);
  const sets = placesOfSets(store).map((places) => Number(places.some((place) => allowed[place])));
  return parts.map((part) => sets[store.sets[part]]);
}

/**
 * Count the pages of some parts by place in a field's table.
 *
 * @param {Store} store
 * @param {Int32Array} parts
 * @param {Field} field
 */
function tally(store, parts, field) {
  const { head, pageOf, pageStarts } = store;
  const counts = new Int32Array(1 + head[`${field}s`].length);
  if (field !== "topic") {
    const fact = store[field];
    let end = 0;
    for (const part of parts) {
      if (part < end) continue;
      counts[fact[pageOf[part]]] += 1;
      end = pageStarts[pageOf[part] + 1] ?? head.parts;
    }
    return counts;
  }
  /** The page that was counted last for each topic. */
  const last = new Int32Array(counts.length).fill(-1);
  const sets = placesOfSets(store);
  for (const part of parts) {
    for (const place of sets[store.sets[part]]) {
      if (last[place] === pageOf[part]) continue;
      counts[place] += 1;
      last[place] = pageOf[part];
    }
  }
  return counts;
}

/**
 * Years newest first; all else the largest first, equals by their code points; null last.
 *
 * @param {Field} field
 * @param {Map<any, number>} counts
 */
export function ordered(field, counts) {
  const byName = (/** @type {any} */ a, /** @type {any} */ b) => (a === null ? 1 : b === null ? -1 : compare(a, b));
  return [...counts].sort(([a, m], [b, n]) => (field === "year" ? (b ?? 0) - (a ?? 0) : n - m || byName(a, b)));
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

/**
 * What a place in a field's table stands for, counted from 1: a region for itself and all above it.
 *
 * @param {Store} store
 * @param {Field} field
 * @param {number} place  0 for unknown
 * @returns {(string | number | null)[]}
 */
function names({ head }, field, place) {
  if (!place) return [null];
  const value = head[`${field}s`][place - 1];
  if (field !== "region") return [value];
  return value.map((/** @type {string} */ _, /** @type {number} */ end) => value.slice(0, end + 1).join("/"));
}

/**
 * The places of the topics of each set.
 *
 * @param {Store} store
 * @returns {number[][]}
 */
function placesOfSets({ head }) {
  return head.sets.map((/** @type {number[]} */ kinds) => (kinds.length ? kinds.map((kind) => kind + 1) : [0]));
}
