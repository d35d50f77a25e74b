/**
 * Nothing found: the query cut into words that occur, and queries near to it that find something;
 * as in `relax.py`.
 *
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./types.js").Parsed} Parsed
 * @typedef {import("./types.js").Relaxed} Relaxed
 */

import { hits } from "./hits.js";
import { allowed, collect, context, counts, having, hold } from "./match.js";

const MOST_WORDS = 24;
const MOST_TRIED = 12;
const MOST_GIVEN = 3;
const LONGEST = 8;
const LONGEST_VARIED = 24;
/** Added to the score for each word: more than all else, so that more words come first. */
const PER_WORD = 100;

/**
 * Find the parts that have most words of the query: more than half of them, or as many as any has.
 *
 * @param {Store} store
 * @param {Parsed} wanted  folded
 * @returns {Promise<{found: import("./match.js").Matches, terms: string[], relaxed: Relaxed | null}>}
 */
export async function relax(store, wanted) {
  const { words: known, synonyms } = await store.words(0);
  /** @type {string[]} */
  const candidates = [];
  for (const term of wanted.terms.slice(0, MOST_WORDS)) {
    candidates.push(...((await occurs(store, term)) ? [term] : pieces(term, known)));
  }
  /** @type {string[]} */
  const words = [];
  /** @type {string[]} */
  const dropped = [];
  // single characters count only where there is nothing else
  const longer = candidates.filter((word) => [...word].length > 1);
  for (const word of [...new Set(longer.length ? longer : candidates)].slice(0, MOST_WORDS)) {
    ((await occurs(store, word)) ? words : dropped).push(word);
  }
  const { found, needed } = await most(store, wanted, words);
  const alternatives = await others(store, wanted.terms, known, synonyms);
  const any = found.parts.length || alternatives.length;
  return { found, terms: words, relaxed: any ? { words, dropped, needed, alternatives } : null };
}

/**
 * Cut a term into the longest known words from the left, and what is between them.
 *
 * @param {string} term
 * @param {Set<string>} known
 */
export function pieces(term, known) {
  const chars = [...term];
  const found = [];
  let rest = "";
  for (let at = 0; at < chars.length; ) {
    let length = Math.min(LONGEST, chars.length - at);
    while (length > 1 && !known.has(chars.slice(at, at + length).join(""))) length -= 1;
    if (length > 1) {
      found.push(rest, chars.slice(at, at + length).join(""));
      rest = "";
    } else {
      rest += chars[at];
    }
    at += Math.max(length, 1);
  }
  return [...found, rest].filter(Boolean);
}

/**
 * @param {Store} store
 * @param {Parsed} wanted
 * @param {string[]} words
 */
async function most(store, wanted, words) {
  const held = new Uint16Array(store.head.parts);
  const all = [];
  for (const word of words) {
    const found = await hits(store, word);
    const above = context(store, word, found);
    hold(held, found, above);
    all.push({ found, above, counted: counts(word, words) });
  }
  const agree = await allowed(store, wanted);
  const some = having(all, held, 1).filter((part) => agree[part]);
  const needed = Math.min(Math.floor(words.length / 2) + 1, some.reduce((most, part) => Math.max(most, held[part]), 0));
  const parts = some.filter((part) => held[part] >= needed);
  return { found: collect(store, parts, all, (part) => PER_WORD * held[part]), needed };
}

/**
 * Try the query with a synonym, or with one character changed in what is no known word.
 *
 * @param {Store} store
 * @param {string[]} terms
 * @param {Set<string>} known
 * @param {string[][]} synonyms
 */
async function others(store, terms, known, synonyms) {
  /** @type {Relaxed["alternatives"]} */
  const given = [];
  if (terms.length !== 1 || [...terms[0]].length > LONGEST_VARIED) return given;
  const tried = [
    ...withSynonyms(terms[0], synonyms).map((query) => ({ query, why: /** @type {const} */ ("synonym") })),
    ...withOtherCharacter(terms[0], known).map((query) => ({ query, why: /** @type {const} */ ("character") })),
  ];
  for (const one of tried.slice(0, MOST_TRIED)) {
    if (given.length < MOST_GIVEN && (await occurs(store, one.query))) given.push(one);
  }
  return given;
}

/**
 * @param {string} term
 * @param {string[][]} synonyms
 */
function withSynonyms(term, synonyms) {
  const found = [];
  for (const row of synonyms) {
    for (const word of row) {
      if (!term.includes(word)) continue;
      for (const other of row) if (other !== word) found.push(term.replaceAll(word, other));
    }
  }
  return found;
}

/**
 * @param {string} term
 * @param {Set<string>} known  sorted
 */
function withOtherCharacter(term, known) {
  const found = [];
  let at = 0;
  for (const piece of pieces(term, known)) {
    const chars = [...piece];
    if (!known.has(piece) && chars.length > 1) {
      for (const word of known) {
        const others = [...word];
        if (others.length !== chars.length) continue;
        if (others.filter((char, index) => char !== chars[index]).length !== 1) continue;
        found.push(term.slice(0, at) + word + term.slice(at + piece.length));
      }
    }
    at += piece.length;
  }
  return found;
}

/**
 * @param {Store} store
 * @param {string} term
 */
async function occurs(store, term) {
  return (await hits(store, term)).parts.length > 0;
}
