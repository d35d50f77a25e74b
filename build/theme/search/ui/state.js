/** What is searched for and how, and the address that says so. */

/** @typedef {"year" | "region" | "level" | "period" | "topic"} FacetName */
/** @typedef {"relevance" | "newest" | "oldest"} Sort */

/**
 * Values of filters are kept as text, the unknown one as `UNKNOWN`.
 * @typedef {{q: string, filters: Record<FacetName, string[]>, sort: Sort, page: number}} State
 */

/** @type {FacetName[]} */
export const FACETS = ["year", "region", "level", "period", "topic"];

/** How an order is written in an address. @type {Record<Sort, string>} */
const SORTS = { relevance: "", newest: "new", oldest: "old" };

/** Stands in an address, and in a state, for a value that is not known. */
export const UNKNOWN = "不详";

/** Servers refuse addresses of more than about 8 KB. */
const LONGEST = 6000;
const MOST_VALUES = 60;

/** @returns {Record<FacetName, string[]>} */
export function noFilters() {
  return { year: [], region: [], level: [], period: [], topic: [] };
}

/**
 * Read a state from the search part of an address; what it does not know it leaves out.
 * @param {string} search
 * @returns {State}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const filters = noFilters();
  for (const name of FACETS) {
    const values = given.getAll(name).filter((value) => value && (name !== "year" || value === UNKNOWN || /^\d{1,4}$/.test(value)));
    filters[name] = [...new Set(values)].slice(0, MOST_VALUES);
  }
  const sort = /** @type {Sort | undefined} */ (Object.keys(SORTS).find((key) => SORTS[/** @type {Sort} */ (key)] === given.get("sort")));
  const page = Number(given.get("page"));
  return {
    q: given.get("q") ?? "",
    filters,
    sort: sort ?? "relevance",
    page: Number.isSafeInteger(page) && page > 1 ? page : 1,
  };
}

/**
 * Write a state as the search part of an address, with the `?`; "" for the empty state. A query that
 * is too long for an address is left out, and the page with it.
 * @param {State} state
 */
export function write(state) {
  const said = new URLSearchParams();
  if (state.q) said.set("q", state.q);
  for (const name of FACETS) for (const value of state.filters[name]) said.append(name, value);
  if (state.sort !== "relevance") said.set("sort", SORTS[state.sort]);
  if (state.page > 1) said.set("page", String(state.page));
  if (!fits(state.q)) {
    said.delete("q");
    said.delete("page");
  }
  const text = said.toString().replaceAll("%2F", "/");
  return text && `?${text}`;
}

/** Whether a query is short enough for an address. @param {string} q */
export function fits(q) {
  return new URLSearchParams({ q }).toString().length <= LONGEST;
}

/**
 * The filters as the client takes them.
 * @param {State} state
 * @returns {import("../types.js").Filters}
 */
export function filters(state) {
  const { year, ...others } = state.filters;
  const known = (/** @type {string} */ value) => (value === UNKNOWN ? null : value);
  /** @type {import("../types.js").Filters} */
  const result = {};
  if (year.length) result.year = year.map((value) => (value === UNKNOWN ? null : Number(value)));
  for (const [name, values] of Object.entries(others)) {
    if (values.length) result[/** @type {Exclude<FacetName, "year">} */ (name)] = values.map(known);
  }
  return result;
}

/**
 * Give the state with one value of a facet chosen or not; the pages begin anew. Choosing a region
 * lets go of those above and below it, which would say the same or nothing.
 * @param {State} state
 * @param {FacetName} name
 * @param {string} value
 * @param {boolean} chosen
 * @returns {State}
 */
export function choose(state, name, value, chosen) {
  const inLine = (/** @type {string} */ other) => other.startsWith(`${value}/`) || value.startsWith(`${other}/`);
  const values = state.filters[name].filter((other) => other !== value && !(chosen && name === "region" && inLine(other)));
  if (chosen) values.push(value);
  return { ...state, filters: { ...state.filters, [name]: values }, page: 1 };
}

/** How many values are chosen. @param {State} state */
export function chosen(state) {
  return FACETS.reduce((sum, name) => sum + state.filters[name].length, 0);
}
