/** Pages that bear the name that is being typed: a small lunr index, loaded at the first keystroke. */

import { Folder } from "../fold.js";
import { local, script, scripts } from "../scripts.js";
import { at, SITE } from "./engine.js";

/**
 * @typedef {[kind: string, name: string, note: string, url: string]} Page  The url is under the site.
 * @typedef {{format: number, kinds: Record<string, string>, simplified: string, pages: Page[], index: object}} Data
 * @typedef {{kind: string, name: string, note: string, url: URL}} Suggestion
 */

const FORMAT = 1;
const MOST = 5;
/** A name is short; what is longer is a stretch of text and bears no page's name. */
const LONGEST = 32;
const HAN = /\p{Script=Han}/u;

/** @type {Promise<Names> | null} */
let loaded = null;

/** Beyond this many characters a slip is not looked for. */
const LONGEST_SLIP = 14;

/**
 * Find the pages whose name, or its pinyin, begins with a text; where there is none, those that
 * would but for one slip.
 * @param {string} text
 * @returns {Promise<Suggestion[]>} The best first; nothing where the index cannot be had.
 */
export async function suggest(text) {
  if (!text.trim() || text.length > 2 * LONGEST) return [];
  loaded ??= load();
  try {
    return (await loaded).find(text);
  } catch (error) {
    console.info("search: no suggestions", error);
    loaded = null;
    return [];
  }
}

class Names {
  /** @param {any} lunr @param {Data} data */
  constructor(lunr, data) {
    this.lunr = lunr;
    this.data = data;
    this.index = data.pages.length ? lunr.Index.load(data.index) : null;
    this.folder = new Folder(data.simplified);
  }

  /** @param {string} text @returns {Suggestion[]} */
  find(text) {
    const words = text.split(/\s+/u).map((word) => this.folder.fold(word).replaceAll("*", "")).filter(Boolean);
    const whole = words.join("");
    if (!this.index || !whole || whole.length > LONGEST) return [];
    const numbers = [() => this.begin([whole]), () => this.begin(words), () => this.slip(whole)]
      .reduce((/** @type {number[]} */ found, look) => (found.length ? found : look()), []);
    const { pages, kinds } = this.data;
    const near = new Map(numbers.map((number) => [number, this.nearness(pages[number][1], whole)]));
    return numbers
      .sort((a, b) => (near.get(a) ?? 0) - (near.get(b) ?? 0) || a - b)
      .slice(0, MOST)
      .map((number) => {
        const [kind, name, note, url] = pages[number];
        return { kind: kinds[kind] ?? "", name, note, url: at(url) };
      });
  }

  /** Tell the whole name from the start of one, and that from pinyin. @private @param {string} name @param {string} word */
  nearness(name, word) {
    const folded = this.folder.fold(name);
    return folded === word ? 0 : folded.startsWith(word) ? 1 : folded[0] === word[0] ? 2 : 3;
  }

  /** The pages with a key that begins with each of the words. @private @param {string[]} words @returns {number[]} */
  begin(words) {
    const { wildcard, presence } = this.lunr.Query;
    const hits = this.index.query((/** @type {any} */ query) => {
      for (const word of words) query.term(word, { wildcard: wildcard.TRAILING, presence: presence.REQUIRED });
    });
    return hits.map((/** @type {{ref: string}} */ hit) => Number(hit.ref));
  }

  /**
   * The pages with a key that begins with the word but for one character that is wrong, missing or
   * too much. lunr forgives a slip in whole words only: here each character but the first may stand
   * for any stretch, and what that finds too much is sorted out.
   * @private @param {string} word @returns {number[]}
   */
  slip(word) {
    if (word.length < (HAN.test(word) ? 3 : 4) || word.length > LONGEST_SLIP) return [];
    const hits = this.index.query((/** @type {any} */ query) => {
      for (let at = 1; at < word.length; at++) query.term(`${word.slice(0, at)}*${word.slice(at + 1)}*`);
    });
    return hits
      .filter((/** @type {any} */ hit) => Object.keys(hit.matchData.metadata).some((key) => slips(word, key) <= 1))
      .map((/** @type {{ref: string}} */ hit) => Number(hit.ref));
  }
}

/**
 * How many characters must be changed, left out or put in for the key to begin with the word.
 * @param {string} word @param {string} key
 */
function slips(word, key) {
  let row = Array.from({ length: word.length + 1 }, (_, at) => at);
  let least = row[word.length];
  for (const char of key.slice(0, word.length + 1)) {
    const next = [row[0] + 1];
    for (let at = 1; at <= word.length; at++) {
      next.push(Math.min(row[at] + 1, next[at - 1] + 1, row[at - 1] + (word[at - 1] === char ? 0 : 1)));
    }
    row = next;
    least = Math.min(least, row[word.length]);
  }
  return least;
}

async function load() {
  const [data] = await Promise.all([read(), script(new URL("search/lunr.js", SITE))]);
  if (data.format !== FORMAT) throw new Error(`suggest.json: format ${data.format}`);
  return new Names(/** @type {any} */ (globalThis).lunr, data);
}

/** @returns {Promise<Data>} */
async function read() {
  const folder = new URL("search/", SITE).href;
  if (local(folder)) return JSON.parse(new TextDecoder().decode(await scripts(folder)("suggest.json", false)));
  const response = await fetch(`${folder}suggest.json`);
  if (!response.ok) throw new Error(`suggest.json: ${response.status}`);
  return response.json();
}
