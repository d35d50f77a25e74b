/**
 * Search of a zongjie site, for the page that embeds it. A plain ES module without dependencies.
 *
 *     import { open } from "<site>/search/client.js";
 *     const index = await open(new URL("<site>/search/", location));
 *     const answer = await index.search("集团化办学 地区:四川 -民办",
 *         { filters: { year: [2020, 2021], region: ["四川省/成都市"] }, limit: 10 });
 *
 *     answer.total   { summaries, sections, occurrences }
 *     answer.groups  [{ id, title, url, year, region, level, period, inferred, occurrences,
 *                       sections: [{ anchor, url, trail, occurrences, snippet }] }]
 *     answer.facets  { year: [[2021, n], …], region: […], level: […], period: […], topic: […] }
 *     answer.relaxed null, or { words, dropped, needed, alternatives }
 *     answer.query   { terms, excluded, restrictions }
 *
 * `types.js` describes each field. A url is relative to the site's root, the folder above
 * `search/`. `limit: Infinity` gives all matches. A snippet is `{ text, marks, before, after }`
 * with offsets, never markup.
 *
 *     const found = await index.locate("集团化办学", paragraphs);
 *
 * gives for each of the texts the `[start, end]` of every occurrence of every term, by the same
 * rules; use it to mark a page.
 *
 * Nothing that a reader types is an error. A file of the index that does not load, is cut short or
 * belongs to another build is one: both calls then throw an `IndexError` with a `code` (see
 * `errors.js`) and can be made again. `open` throws it too.
 *
 * The work is done in a worker, or, where the browser gives none, in the page.
 */

import { IndexError } from "./errors.js";

export { IndexError };

/**
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Options} Options
 * @typedef {(method: string, args: unknown[]) => Promise<any>} Call
 */

/**
 * Open the index in the folder `url`.
 *
 * @param {URL | string} url  of the folder, with a slash at the end
 * @returns {Promise<Index>}
 */
export async function open(url) {
  const folder = new URL(url, globalThis.location?.href).href;
  const call = (await startWorker()) ?? (await startHere());
  await call("open", [folder]);
  return new Index(call);
}

/** An open index. */
export class Index {
  /** @param {Call} call */
  constructor(call) {
    this.call = call;
  }

  /**
   * Find the sections that match a query.
   *
   * @param {string} query
   * @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  search(query, options = {}) {
    return this.call("search", [String(query), options]);
  }

  /**
   * Find the terms of a query in given texts.
   *
   * @param {string} query
   * @param {string[]} texts
   * @returns {Promise<[number, number][][]>}  per text, UTF-16 offsets, in order and disjoint
   */
  locate(query, texts) {
    return this.call("locate", [String(query), texts]);
  }

  /**
   * Give the text of a section, by the address of its summary and its anchor.
   *
   * @param {string} url  relative to the site's root
   * @param {string | null} anchor  "" for the head of the summary, null for all of it
   * @returns {Promise<import("./types.js").Section | null>}  null where there is none
   */
  section(url, anchor) {
    return this.call("section", [url, anchor]);
  }

  /** Let the worker go. */
  close() {
    return this.call("close", []);
  }
}

/** @returns {Promise<Call | null>}  null where no module worker can be had */
async function startWorker() {
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  } catch {
    return null;
  }
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let last = 0;
  const ready = new Promise((resolve) => {
    worker.onerror = () => resolve(false);
    worker.onmessage = ({ data }) => {
      if (data.ready) {
        resolve(true);
        return;
      }
      const { resolve: give, reject } = waiting.get(data.number) ?? {};
      waiting.delete(data.number);
      if (data.error) {
        const { code, file, detail, message } = data.error;
        reject?.(code ? new IndexError(code, file, detail) : new Error(message));
      } else {
        give?.(data.value);
      }
    };
  });
  if (!(await ready)) {
    worker.terminate();
    return null;
  }
  return (method, args) => {
    if (method === "close") {
      worker.terminate();
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ number: last, method, args });
    });
  };
}

/** @returns {Promise<Call>} */
async function startHere() {
  const { Service } = await import("./service.js");
  const service = new Service();
  return (method, args) => (method === "close" ? Promise.resolve() : service.call(method, args));
}
