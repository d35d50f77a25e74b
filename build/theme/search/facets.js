/**
 * Filters over the facts of pages, and how many pages each further choice would give; as in
 * `facets.py`.
 *
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./types.js").Filters} Filters
 * @typedef {"year" | "region" | "level" | "period" | "topic"} Field
 */

/** @type {Field[]} */
export const FIELDS = ["year", "region", "level", "period", "topic"];

/**
 * For each field that is filtered, which of the parts pass.
 *
 * @param {Store} store
 * @param {number[]} parts
 * @param {Filters} filters
 * @returns {Map<Field, boolean[]>}
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
 * @param {number[]} parts
 * @param {Map<Field, boolean[]>} passed
 * @returns {any}
 */
export function facets(store, parts, passed) {
  const entries = FIELDS.map((field) => {
    const others = [...passed].filter(([other]) => other !== field);
    const those = others.length ? parts.filter((_, index) => others.every(([, flags]) => flags[index])) : parts;
    return [field, ordered(field, counted(store, those, field))];
  });
  return Object.fromEntries(entries);
}

/**
 * @param {Store} store
 * @param {number[]} parts
 * @param {Field} field
 * @param {Set<string | number | null>} chosen
 */
function passes(store, parts, field, chosen) {
  const { head } = store;
  if (field === "topic") {
    const sets = head.sets.map((/** @type {number[]} */ kinds) => named(head.topics, kinds).some((name) => chosen.has(name)));
    return parts.map((part) => sets[store.sets[part]]);
  }
  const allowed = [chosen.has(null), ...values(store, field).map((names) => names.some((name) => chosen.has(name)))];
  return parts.map((part) => allowed[store[field][store.pageOf[part]]]);
}

/**
 * @param {Store} store
 * @param {number[]} parts
 * @param {Field} field
 */
function counted(store, parts, field) {
  /** @type {Map<string | number | null, number>} */
  const counts = new Map();
  const { head, pageOf } = store;
  /** @type {(string | number | null)[][]} */
  const known = field === "topic"
    ? head.sets.map((/** @type {number[]} */ kinds) => named(head.topics, kinds))
    : [[null], ...values(store, field)];
  for (let first = 0, end = 0; first < parts.length; first = end) {
    const page = pageOf[parts[first]];
    /** @type {Set<string | number | null>} */
    const names = new Set(field === "topic" ? [] : known[store[field][page]]);
    for (; end < parts.length && pageOf[parts[end]] === page; end += 1) {
      if (field === "topic") for (const name of known[store.sets[parts[end]]]) names.add(name);
    }
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
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
  const one = [...a];
  const other = [...b];
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const step = /** @type {number} */ (one[index].codePointAt(0)) - /** @type {number} */ (other[index].codePointAt(0));
    if (step) return step;
  }
  return one.length - other.length;
}

/**
 * The values that each entry of a field's table stands for: a region for itself and all above it.
 *
 * @param {Store} store
 * @param {Field} field
 * @returns {(string | number)[][]}
 */
function values({ head }, field) {
  if (field === "region") {
    return head.regions.map((/** @type {string[]} */ path) => path.map((_, end) => path.slice(0, end + 1).join("/")));
  }
  return head[`${field}s`].map((/** @type {string | number} */ value) => [value]);
}

/**
 * @param {string[]} topics
 * @param {number[]} kinds
 * @returns {(string | null)[]}
 */
function named(topics, kinds) {
  return kinds.length ? kinds.map((kind) => topics[kind]) : [null];
}
