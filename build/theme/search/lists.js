/**
 * The lists of bigrams, a shard at a time; `shards.py` describes them.
 *
 * @typedef {import("./letters.js").Span} Span
 */

import { BitReader } from "./bits.js";
import { upper } from "./columns.js";
import { kept } from "./files.js";
import { SECOND } from "./letters.js";

/** What a request costs beside the bytes it brings, in the directory's units. */
const PER_FILE = 24;

/** Where the lists are, and the lists. */
export class Directory {
  /**
   * @param {import("./files.js").Files} files
   * @param {number} shards
   * @param {(size: number) => Int32Array} column
   * @param {number} limit  above all values
   */
  constructor(files, shards, column, limit) {
    const step = column(shards);
    const second = column(shards);
    const on = column(shards);
    /** Of the list that each goes on with; 0 where a list begins. */
    this.firsts = new Int32Array(shards);
    this.sizes = column(shards);
    this.keys = new Float64Array(shards);
    for (let shard = 0, first = 0; shard < shards; shard += 1) {
      first += step[shard];
      this.keys[shard] = first * SECOND + second[shard];
      if (on[shard]) this.firsts[shard] = this.firsts[shard - 1] + on[shard];
    }
    const order = Math.max(0, bitLength(limit) - 2);
    this.shard = kept(256, async (number) => new Shard(new BitReader(await files.read("bigrams", number)), order));
  }

  /**
   * The shards that have the lists of a span of keys, or would have them: from the first to before the last.
   *
   * @param {Span} span
   * @returns {[number, number]}
   */
  shards([from, to]) {
    const low = upper(this.keys, from - 0.5);
    return [this.keys[low] === from ? low : Math.max(low - 1, 0), upper(this.keys, to - 0.5)];
  }

  /**
   * What it takes to load some lists: the size of their shards, in units of 256 bytes, and something for each.
   *
   * @param {Span[]} spans
   */
  cost(spans) {
    let sum = 0;
    for (const span of spans) {
      const [low, high] = this.shards(span);
      for (let shard = low; shard < high; shard += 1) sum += this.sizes[shard] + PER_FILE;
    }
    return sum;
  }

  /**
   * The values of some lists, ascending; pieces of a single list that hold none of the ascending
   * values `near`, less `offset`, may be left out.
   *
   * @param {Span[]} spans  of the lists' keys
   * @param {{values: ArrayLike<number>, offset: number} | null} [near]
   * @returns {Promise<Int32Array>}
   */
  async get(spans, near = null) {
    const wanted = spans.flatMap((span) => {
      const [low, high] = this.shards(span);
      const needed = near && span[1] - span[0] === 1 && high - low > 1 ? near : null;
      const numbers = Array.from({ length: Math.max(0, high - low) }, (_, index) => low + index);
      return numbers
        .filter((shard) => !needed || this.holds(shard, shard + 1 < high, needed))
        .map(async (number) => (await this.shard(number)).within(span));
    });
    const found = (await Promise.all(wanted)).flat();
    if (found.length === 1) return found[0];
    const values = new Int32Array(found.reduce((sum, list) => sum + list.length, 0));
    let at = 0;
    let ascending = true;
    for (const list of found) {
      ascending &&= !at || values[at - 1] < list[0];
      values.set(list, at);
      at += list.length;
    }
    return ascending ? values : values.sort();
  }

  /**
   * @param {number} shard
   * @param {boolean} bounded  whether the next shard goes on with the list
   * @param {{values: ArrayLike<number>, offset: number}} near
   */
  holds(shard, bounded, { values, offset }) {
    const place = upper(values, this.firsts[shard] - offset - 0.5);
    return place < values.length && (!bounded || values[place] + offset < this.firsts[shard + 1]);
  }
}

/** The lists of a shard, by their keys, read as far as they are asked for; `shards.py` describes the form. */
class Shard {
  /**
   * @param {BitReader} bits
   * @param {number} order  of first values
   */
  constructor(bits, order) {
    this.bits = bits;
    this.order = order;
    /** @type {Map<number, Int32Array>} */
    this.lists = new Map();
    this.first = 0;
    this.second = -1;
    this.left = bits.golomb(8);
  }

  /**
   * The lists of a span of keys.
   *
   * @param {Span} span
   */
  within([low, high]) {
    while (this.left && this.first * SECOND + this.second < high - 1) this.next();
    const keys = high - low > 1 ? [...this.lists.keys()].filter((key) => low <= key && key < high) : [low];
    return keys.flatMap((key) => this.lists.get(key) ?? []);
  }

  next() {
    const { bits } = this;
    const step = bits.golomb(0);
    const rest = bits.golomb(8);
    this.second = this.lists.size && !step ? this.second + 1 + rest : rest;
    this.first += step;
    const size = bits.golomb(1) + 1;
    const own = size > 1 ? bits.fixed(5) : 0;
    this.lists.set(this.first * SECOND + this.second, bits.list(size, this.order, own));
    this.left -= 1;
  }
}

/** @param {number} number */
function bitLength(number) {
  return number ? 32 - Math.clz32(number) : 0;
}
