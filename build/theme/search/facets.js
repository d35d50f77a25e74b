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
  const pages = pagesOf(store, parts);
  const entries = FIELDS.map((field) => {
    const others = [...passed].filter(([other]) => other !== field);
    const those = others.length ? parts.filter((_, index) => others.every(([, flags]) => flags[index])) : parts;
    const counts = new Int32Array(1 + store.tables[field].length);
    if (field === "topic") countTopics(store, those, counts);
    else countPages(store, those === parts ? pages : pagesOf(store, those), field, counts);
    const values = [null, ...store.tables[field]];
    // the tables are in order, and equals stay in it
    const order = field === "year" ? [...values.keys()].slice(1).concat(0) : largest(counts);
    return [field, Array.from(order.filter((place) => counts[place]), (place) => [values[place], counts[place]])];
  });
  return Object.fromEntries(entries);
}

/**
 * The places of counts, the largest first, equals as they are but for the first place, which comes last.
 *
 * @param {Int32Array} counts
 */
function largest(counts) {
  const size = counts.length;
  // as numbers, which are sorted many times as fast as by a function
  const keys = new Float64Array(counts).map((count, place) => count * size + ((size - place) % size));
  return keys.sort().reverse().map((key) => (size - (key % size)) % size);
}

/**
 * @param {Store} store
 * @param {Int32Array} parts
 * @param {Field} field
 * @param {Set<string | number | null>} chosen
 */
function passes(store, parts, field, chosen) {
  const { pageOf } = store;
  const allowed = [null, ...store.tables[field]].map((value) => Number(chosen.has(value)));
  if (field === "topic") {
    const sets = store.topicsOf.map((places) => Number(places.some((place) => allowed[place])));
    return parts.map((part) => sets[store.sets[part]]);
  }
  // a region is chosen with the one above it, which comes before it
  if (field === "region") store.above.forEach((above, place) => above && (allowed[place] |= allowed[above]));
  return parts.map((part) => allowed[store[field][pageOf[part]]]);
}

/**
 * The pages of some parts.
 *
 * @param {Store} store
 * @param {Int32Array} parts
 */
function pagesOf({ pageOf }, parts) {
  const pages = new Int32Array(parts.length);
  let size = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const page = pageOf[parts[index]];
    if (!size || pages[size - 1] !== page) pages[size++] = page;
  }
  return pages.subarray(0, size);
}

/**
 * Count pages by place in a field's table; those of a region for all above it, too.
 *
 * @param {Store} store
 * @param {Int32Array} pages
 * @param {Exclude<Field, "topic">} field
 * @param {Int32Array} counts
 */
function countPages(store, pages, field, counts) {
  const { [field]: places, above } = store;
  for (let index = 0; index < pages.length; index += 1) counts[places[pages[index]]] += 1;
  if (field !== "region") return;
  for (let place = above.length - 1; place; place -= 1) {
    if (above[place]) counts[above[place]] += counts[place];
  }
}

/**
 * Count the pages of some parts by topic.
 *
 * @param {Store} store
 * @param {Int32Array} parts
 * @param {Int32Array} counts
 */
function countTopics({ pageOf, sets, topicsOf }, parts, counts) {
  /** The page that was counted last for each topic. */
  const last = new Int32Array(counts.length).fill(-1);
  for (let index = 0; index < parts.length; index += 1) {
    const page = pageOf[parts[index]];
    const topics = topicsOf[sets[parts[index]]];
    for (let turn = 0; turn < topics.length; turn += 1) {
      if (last[topics[turn]] === page) continue;
      counts[topics[turn]] += 1;
      last[topics[turn]] = page;
    }
  }
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
