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
    const [unknown, ...counts] = tally(store, those, field);
    /** @type {Map<string | number | null, number>} */
    const found = new Map();
    counts.forEach((count, place) => {
      if (!count) return;
      for (const name of names(store, field, place + 1)) found.set(name, (found.get(name) ?? 0) + count);
    });
    if (unknown) found.set(null, unknown);
    // the tables are in order, and equals stay in it
    return [field, field === "year" ? [...found] : [...found].sort(([, a], [, b]) => b - a)];
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
  const { head, pageOf } = store;
  const counts = new Int32Array(1 + head[`${field}s`].length);
  if (field === "topic") {
    /** The page that was counted last for each topic. */
    const last = new Int32Array(counts.length).fill(-1);
    const sets = placesOfSets(store);
    for (let index = 0; index < parts.length; index += 1) {
      const page = pageOf[parts[index]];
      const places = sets[store.sets[parts[index]]];
      for (let topic = 0; topic < places.length; topic += 1) {
        if (last[places[topic]] !== page) counts[places[topic]] += 1;
        last[places[topic]] = page;
      }
    }
  } else {
    const fact = store[field];
    for (let index = 0, last = -1; index < parts.length; index += 1) {
      const page = pageOf[parts[index]];
      if (page !== last) counts[fact[page]] += 1;
      last = page;
    }
  }
  return counts;
}

/**
 * Years newest first; all else the largest first, equals by their code points, part by part of a
 * path; null last.
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
  const [one, other] = [a, b].map((name) => (name[at] === "/" ? 0 : name.codePointAt(at) ?? -1));
  return one - other;
}

/**
 * What a place in a field's table stands for, counted from 1: a region for itself and all above it.
 *
 * @param {Store} store
 * @param {Field} field
 * @param {number} place  0 for unknown
 * @returns {(string | number | null)[]}
 */
function names(store, field, place) {
  if (!place) return [null];
  const value = store.head[`${field}s`][place - 1];
  return field === "region" ? store.regionPaths[place - 1] : [value];
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
