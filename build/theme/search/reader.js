/**
 * The reader of an index: the same answers as `reader.py`.
 *
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Options} Options
 * @typedef {import("./match.js").Matches} Matches
 */

import { byPage, facts as known, group, rank, trail } from "./answer.js";
import { FIELDS, facets, passing } from "./facets.js";
import { crc32, Files } from "./files.js";
import { collect, foldQuery, match } from "./match.js";
import { parse } from "./query.js";
import { occurrences, union } from "./snippet.js";
import { Store } from "./store.js";

/** Sections enough for a browser to compile the loops over them. */
const REHEARSED = 2000;

export class Reader {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.build = store.files.build;
  }

  /**
   * @param {import("./files.js").Source} source
   * @param {boolean} [fresh]  whether to load the start file past the browser's cache
   */
  static async open(source, fresh = false) {
    const files = new Files(source);
    return new Reader(new Store(files, await files.start(fresh)));
  }

  /**
   * @param {string} text
   * @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async search(text, options = {}) {
    const query = parse(text);
    const wanted = foldQuery(this.store, query);
    const filters = options.filters ?? {};
    const asked = wanted.terms.length + wanted.excluded.length + wanted.restrictions.length;
    if (!asked && !FIELDS.some((field) => filters[field]?.length)) {
      const none = Object.fromEntries(FIELDS.map((field) => [field, []]));
      const total = { summaries: 0, sections: 0, occurrences: 0 };
      return { total, groups: [], facets: /** @type {any} */ (none), relaxed: null, query };
    }
    const found = await match(this.store, wanted);
    if (found.parts.length || !wanted.terms.length) {
      return this.answer(found, wanted.terms, { query, relaxed: null }, options);
    }
    const { relax } = await import("./relax.js");  // seldom needed
    const loose = await relax(this.store, wanted);
    return this.answer(loose.found, loose.terms, { query, relaxed: loose.relaxed }, options);
  }

  /**
   * Search for what is nowhere, then count some sections as if they had been found: the first search
   * that somebody waits for runs what the browser has compiled. Loads nothing.
   */
  async rehearse() {
    const { store } = this;
    await match(store, { terms: ["\0\0\0"], excluded: [], restrictions: [] });
    const parts = Int32Array.from({ length: Math.min(store.head.parts, REHEARSED) }, (_, part) => part);
    const counts = parts.map(() => 1);
    const found = { parts, counts, inHeading: counts };
    const matches = collect(store, parts, [{ found, above: new Uint8Array(), counted: true }]);
    await this.answer(matches, [], { query: parse(""), relaxed: null }, { limit: 0 });
  }

  /**
   * @param {string} text
   * @param {string[]} texts
   * @returns {[number, number][][]}
   */
  locate(text, texts) {
    const { terms } = foldQuery(this.store, parse(text));
    return texts.map((each) => union(occurrences(this.store.folder, each, terms).flat()));
  }

  /**
   * The text of a section; null where there is none at this address.
   *
   * @param {string} url  of the summary, relative to the site's root
   * @param {string | null} anchor  "" for the head of the summary, null for all of it
   * @returns {Promise<import("./types.js").Section | null>}
   */
  async section(url, anchor) {
    const { store } = this;
    const sums = await store.files.read("addresses", 0);
    const view = new DataView(sums.buffer, sums.byteOffset, sums.length);
    const wanted = crc32(new TextEncoder().encode(url));
    for (let page = 0; page < store.pageStarts.length; page += 1) {
      if (view.getUint32(4 * page) !== wanted) continue;
      const [, title, at, parts] = await store.text(page);
      const first = anchor === null ? 0 : parts.findIndex((part) => part[0] === anchor);
      if (at !== url || first < 0) continue;
      const depths = parts.map((part) => part[1]);
      const last = depths.findIndex((depth, part) => part > first && (depth <= depths[first] || anchor === ""));
      return {
        title, url: anchor ? `${url}#${anchor}` : url, ...known(store, page),
        trail: trail(depths.slice(0, first + 1), parts.map((part) => part[2])),
        parts: parts.slice(first, last < 0 ? parts.length : last),
      };
    }
    return null;
  }

  /**
   * @param {Matches} all
   * @param {string[]} terms  folded
   * @param {Pick<Answer, "query" | "relaxed">} rest
   * @param {Options} options
   * @returns {Promise<Answer>}
   */
  async answer(all, terms, rest, { filters = {}, sort = "relevance", offset = 0, limit = 10, snippets }) {
    const passed = passing(this.store, all.parts, filters);
    const found = passed.size ? filtered(all, [...passed.values()]) : all;
    const pages = byPage(this.store, found);
    const first = Math.max(0, offset);
    const shown = rank(this.store, pages, sort, first + Math.max(0, limit)).slice(first);
    const marked = snippets ?? limit !== Infinity ? terms : null;
    // their texts are on the way while the rest is counted
    const groups = Promise.all(shown.map((one) => group(this.store, found, one, marked)));
    return {
      total: {
        summaries: pages.length,
        sections: found.parts.length,
        occurrences: found.occurrences.reduce((sum, count) => sum + count, 0),
      },
      facets: facets(this.store, all.parts, passed),
      groups: await groups,
      ...rest,
    };
  }
}

/**
 * Keep the parts that pass all filters.
 *
 * @param {Matches} found
 * @param {import("./facets.js").Flags[]} passed
 * @returns {Matches}
 */
function filtered(found, passed) {
  const passes = (/** @type {number} */ _, /** @type {number} */ place) => passed.every((flags) => flags[place]);
  const { parts, occurrences, scores } = found;
  return { parts: parts.filter(passes), occurrences: occurrences.filter(passes), scores: scores.filter(passes) };
}
