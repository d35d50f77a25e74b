/**
 * The search over several sites at once: this one, and others that zongjie has built.
 *
 * Each site is asked by itself, with this site's own code, and only its data is loaded. First for
 * the counts, which add up; they also tell which stretch of each site's ranked results stands on the
 * page of results that is wanted, and only those are asked for then. Scores of different sites
 * cannot be compared, as each knows how rare a word is on itself alone: results are laid together
 * so that every site gives of its best in proportion to how much it has; by year where that is the
 * order, and in this way within a year. A site that does not answer is named, and the others stand.
 *
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Options} Options
 * @typedef {import("./client.js").Index} Index
 * @typedef {{name: string, url: string}} Site  the url with a slash at the end
 * @typedef {{site: Site, index: Index, answer: Answer}} Answered
 */

import { open } from "./client.js";
import { IndexError } from "./errors.js";
import { FIELDS, ordered } from "./facets.js";

/** A site that takes longer, in ms, counts as not answering. */
const PATIENCE = 20_000;

export class Many {
  /**
   * @param {Index} own
   * @param {Site[]} sites  the first is this one
   */
  constructor(own, sites) {
    this.own = own;
    this.sites = sites;
    /** @private @type {Map<Site, Promise<Index>>} */
    this.opened = new Map([[sites[0], Promise.resolve(own)]]);
  }

  /**
   * @param {string} query
   * @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async search(query, options = {}) {
    const { offset = 0, limit = 10, sort = "relevance", filters = {} } = options;
    const asked = await this.each(this.sites, (index) => index.search(query, { ...options, offset: 0, limit: 0 }));
    if (!asked.answered.length) throw asked.failed[0].error;
    const counted = chosen(asked.answered);
    const turns = order(counted.map(({ answer }) => sizes(answer, sort, filters.year ?? null)));
    const shown = turns.slice(offset, offset + limit);
    const stretches = counted.map((_, place) => ({
      offset: turns.slice(0, offset).filter((turn) => turn === place).length,
      limit: shown.filter((turn) => turn === place).length,
    }));
    const wanted = counted.filter((_, place) => stretches[place].limit);
    const given = await this.each(wanted.map(({ site }) => site), (index, site) =>
      index.search(query, { ...options, ...stretches[counted.findIndex((one) => one.site === site)] }));
    const groups = new Map(given.answered.map(({ site, answer }) => [site, answer.groups.map((group) => placed(group, site))]));
    return {
      ...merged(counted.map(({ answer }) => answer)),
      groups: shown.map((turn) => groups.get(counted[turn].site)?.shift()).filter((group) => group !== undefined),
      failed: [...asked.failed, ...given.failed].map(({ site, error }) => ({ ...site, code: /** @type {{code?: string}} */ (error)?.code ?? "" })),
    };
  }

  /** @param {string} query @param {string[]} texts */
  locate(query, texts) {
    return this.own.locate(query, texts);
  }

  /** @param {string} url @param {string} anchor */
  section(url, anchor) {
    return this.own.section(url, anchor);
  }

  /** Let all workers go. */
  async close() {
    const indexes = await Promise.allSettled(this.opened.values());
    await Promise.all(indexes.map((one) => one.status === "fulfilled" && one.value.close()));
  }

  /**
   * Ask several sites, and keep apart who answers and who does not.
   *
   * @private
   * @param {Site[]} sites
   * @param {(index: Index, site: Site) => Promise<Answer>} question
   */
  async each(sites, question) {
    /** @type {Answered[]} */
    const answered = [];
    /** @type {{site: Site, error: unknown}[]} */
    const failed = [];
    const asked = sites.map(async (site) => {
      const index = await this.index(site);
      return { site, index, answer: await question(index, site) };
    });
    const results = await Promise.allSettled(asked.map(inTime));
    results.forEach((result, place) => {
      if (result.status === "fulfilled") answered.push(result.value);
      else failed.push({ site: sites[place], error: result.reason });
    });
    for (const { site } of failed) if (site !== this.sites[0]) this.opened.delete(site);
    return { answered, failed };
  }

  /** @private @param {Site} site */
  index(site) {
    const found = this.opened.get(site) ?? open(new URL("search/", site.url));
    this.opened.set(site, found);
    return found;
  }
}

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
function inTime(answer) {
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => setTimeout(() => reject(new IndexError("offline", "", "late")), PATIENCE));
  return Promise.race([answer, late]);
}

/** Of loose answers only where no site has an exact one, filtered or not. @param {Answered[]} answered */
function chosen(answered) {
  const exact = answered.filter(({ answer }) => !answer.relaxed && FIELDS.some((field) => answer.facets[field].length));
  const loose = answered.filter(({ answer }) => answer.relaxed);
  return exact.length ? exact : loose.length ? loose : answered;
}

/**
 * How many summaries an answer has, by year where they are to stand in that order.
 *
 * @param {Answer} answer
 * @param {Options["sort"]} sort
 * @param {(number | null)[] | null} years  that are asked for
 * @returns {[number, number][]}  place in the order and number
 */
function sizes({ total, facets }, sort, years) {
  if (sort === "relevance" || !sort) return [[0, total.summaries]];
  const known = facets.year.filter(([year]) => !years?.length || years.includes(year));
  const sign = sort === "oldest" ? 1 : -1;
  return known.map(([year, number]) => [year === null ? Infinity : sign * year, number]);
}

/**
 * Whose turn it is, from the first result of all to the last.
 *
 * @param {[number, number][][]} sites
 * @returns {number[]}  places in `sites`
 */
function order(sites) {
  const turns = sites.flatMap((parts, site) =>
    parts.flatMap(([part, number]) =>
      Array.from({ length: number }, (_, rank) => ({ site, part, share: (rank + 0.5) / number }))));
  turns.sort((a, b) => (a.part === b.part ? a.share - b.share || a.site - b.site : a.part < b.part ? -1 : 1));
  return turns.map(({ site }) => site);
}

/**
 * Add up what several answers count.
 *
 * @param {Answer[]} answers
 * @returns {Pick<Answer, "total" | "facets" | "relaxed" | "query">}
 */
function merged(answers) {
  const sum = (/** @type {"summaries" | "sections" | "occurrences"} */ what) =>
    answers.reduce((all, { total }) => all + total[what], 0);
  const facets = FIELDS.map((field) => {
    /** @type {Map<any, number>} */
    const counts = new Map();
    for (const answer of answers) {
      for (const [value, number] of answer.facets[field]) counts.set(value, (counts.get(value) ?? 0) + number);
    }
    return [field, ordered(field, counts)];
  });
  return {
    total: { summaries: sum("summaries"), sections: sum("sections"), occurrences: sum("occurrences") },
    facets: Object.fromEntries(facets),
    relaxed: loosened(answers),
    query: answers[0].query,
  };
}

/** @param {Answer[]} answers @returns {Answer["relaxed"]} */
function loosened(answers) {
  const all = answers.flatMap(({ relaxed }) => relaxed ?? []);
  if (!all.length) return null;
  const words = [...new Set(all.flatMap((one) => one.words))];
  const others = new Map(all.flatMap((one) => one.alternatives).map((other) => [other.query, other]));
  return {
    words,
    dropped: [...new Set(all.flatMap((one) => one.dropped))].filter((word) => !words.includes(word)),
    needed: Math.min(...all.map((one) => one.needed)),
    alternatives: [...others.values()],
  };
}

/**
 * A group with its whole address and the name of its site.
 *
 * @param {Answer["groups"][number]} group
 * @param {Site} site
 */
function placed(group, { name, url }) {
  const whole = (/** @type {string} */ address) => new URL(address, url).href;
  const sections = group.sections.map((section) => ({ ...section, url: whole(section.url) }));
  return { ...group, site: name, url: whole(group.url), sections };
}
