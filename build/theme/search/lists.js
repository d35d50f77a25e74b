/** The lists of bigrams, a shard at a time; `shards.py` describes them. */

import { BitReader } from "./bits.js";
import { kept } from "./files.js";

const SECOND = 2 ** 21;
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
   * The shards that have a list, or would have it: from the first to before the last.
   *
   * @param {number} key
   * @returns {[number, number]}
   */
  shards(key) {
    const low = upper(this.keys, key - 0.5);
    const high = upper(this.keys, key);
    return low < high ? [low, high] : [Math.max(low - 1, 0), low];
  }

  /**
   * What it takes to load these shards: their size in units of 256 bytes, and something for each.
   *
   * @param {number} key
   */
  cost(key) {
    const [low, high] = this.shards(key);
    let sum = 0;
    for (let shard = low; shard < high; shard += 1) sum += this.sizes[shard] + PER_FILE;
    return sum;
  }

  /**
   * A list, empty where there is none; pieces of it that hold none of the ascending values `near`,
   * less `offset`, may be left out.
   *
   * @param {number} first
   * @param {number} second
   * @param {{values: ArrayLike<number>, offset: number} | null} [near]
   * @returns {Promise<Int32Array>}
   */
  async get(first, second, near = null) {
    const key = first * SECOND + second;
    const [low, high] = this.shards(key);
    const wanted = [];
    for (let shard = low; shard < high; shard += 1) {
      if (near && high - low > 1 && !this.holds(shard, shard + 1 < high, near)) continue;
      wanted.push(this.shard(shard).then((lists) => lists.upTo(key).get(key) ?? []));
    }
    const found = (await Promise.all(wanted)).flat();
    if (found.length === 1) return found[0];
    const values = new Int32Array(found.reduce((sum, list) => sum + list.length, 0));
    let at = 0;
    for (const list of found) {
      values.set(list, at);
      at += list.length;
    }
    return values;
  }

  /**
   * The values of all lists whose key begins with a number, ascending.
   *
   * @param {number} first
   */
  async beginning(first) {
    const low = Math.max(upper(this.keys, first * SECOND - 0.5) - 1, 0);
    const high = upper(this.keys, (first + 1) * SECOND - 0.5);
    const shards = await Promise.all(Array.from({ length: high - low }, (_, index) => this.shard(low + index)));
    const lists = shards
      .flatMap((shard) => [...shard.upTo((first + 1) * SECOND)])
      .filter(([key]) => Math.floor(key / SECOND) === first);
    return Int32Array.from(lists.flatMap(([, values]) => Array.from(values))).sort();
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

  /** @param {number} key  of the list up to which to read */
  upTo(key) {
    while (this.left && this.first * SECOND + this.second < key) this.next();
    return this.lists;
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

/**
 * How many of some ascending numbers are not greater than a value.
 *
 * @param {ArrayLike<number>} numbers
 * @param {number} value
 */
export function upper(numbers, value) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {number} number */
function bitLength(number) {
  return number ? 32 - Math.clz32(number) : 0;
}
