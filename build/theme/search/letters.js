/**
 * The letters of an index: its characters, and the frequent pairs of characters that count as one;
 * `letters.py` describes them.
 *
 * @typedef {[low: number, high: number]} Span  keys, from the first to before the last
 * @typedef {object} Gram  the lists that say together where some neighbouring characters of a term stand
 * @property {number} start  the first of these characters
 * @property {number} stop
 * @property {Span[]} spans  of the keys of the lists
 */

import { upper } from "./columns.js";

const PAIR = 0x110000;
/** A key is its first letter times this, and its second letter. */
export const SECOND = 2 ** 21;

export class Letters {
  /** @param {string} pairs  that count as letters, one after the other, ascending */
  constructor(pairs) {
    const codes = [...pairs].map((char) => /** @type {number} */ (char.codePointAt(0)));
    /** Of characters, by their number less PAIR, ascending. */
    this.pairs = Array.from({ length: codes.length / 2 }, (_, pair) => codes[2 * pair] * SECOND + codes[2 * pair + 1]);
  }

  /**
   * The keys of the lists of a term of one or two characters.
   *
   * @param {number[]} codes
   * @returns {Span[]}
   */
  spans(codes) {
    if (codes.length > 1) return this.gram(codes, 0).spans;
    return filled([all(codes[0], codes[0] + 1), all(...this.beginning(codes[0]))]);
  }

  /**
   * The gram that begins at each character of a term but the last.
   *
   * @param {number[]} codes
   */
  grams(codes) {
    return codes.slice(1).map((_, start) => this.gram(codes, start));
  }

  /**
   * @param {number[]} codes
   * @param {number} start
   * @returns {Gram}
   */
  gram(codes, start) {
    const [first, second, third] = codes.slice(start, start + 3);
    const last = third === undefined;
    const pair = this.number(first, second);
    if (pair) return last
      ? { start, stop: start + 2, spans: [all(pair, pair + 1)] }
      : { start, stop: start + 3, spans: [one(pair, third)] };
    if (last) {
      const [low, high] = this.beginning(second);
      const more = /** @type {Span} */ ([first * SECOND + low, first * SECOND + high]);
      return { start, stop: start + 2, spans: filled([one(first, second), more]) };
    }
    const next = this.number(second, third);
    return { start, stop: start + (next ? 3 : 2), spans: [one(first, next || second)] };
  }

  /**
   * The number of a pair as a letter, 0 if it does not count as one.
   *
   * @param {number} first
   * @param {number} second
   */
  number(first, second) {
    const pair = first * SECOND + second;
    const place = upper(this.pairs, pair - 0.5);
    return this.pairs[place] === pair ? PAIR + place : 0;
  }

  /**
   * The first pair that begins with a character, and the one after the last.
   *
   * @param {number} char
   * @returns {[number, number]}
   */
  beginning(char) {
    const [low, high] = [char, char + 1].map((code) => upper(this.pairs, code * SECOND - 0.5));
    return [PAIR + low, PAIR + high];
  }
}

/**
 * @param {number} first
 * @param {number} second
 * @returns {Span}
 */
function one(first, second) {
  return [first * SECOND + second, first * SECOND + second + 1];
}

/**
 * All keys whose first letter is from `low` to before `high`.
 *
 * @param {number} low
 * @param {number} high
 * @returns {Span}
 */
function all(low, high) {
  return [low * SECOND, high * SECOND];
}

/** @param {Span[]} spans */
function filled(spans) {
  return spans.filter(([low, high]) => low < high);
}
