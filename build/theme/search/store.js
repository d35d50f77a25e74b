/**
 * The tables, lists and texts of an open index; nothing is loaded before it is needed.
 *
 * @typedef {{values: Int32Array, counts: Int32Array | null}} List
 * @typedef {[anchor: string, depth: number, heading: string, runIn: number, paragraphs: string[]]} Part
 * @typedef {[id: string, title: string, url: string, parts: Part[]]} Text
 * @typedef {[id: string, title: string, url: string, parts: [anchor: string, heading: string][]]} Record
 */

import { BitReader } from "./bits.js";
import { IndexError } from "./errors.js";
import { inflate, kept } from "./files.js";
import { Folder } from "./fold.js";

const SECOND = 2 ** 21;
/** What a request costs beside the bytes it brings, in the directory's units. */
const PER_FILE = 24;

export class Store {
  /**
   * @param {import("./files.js").Files} files
   * @param {Uint8Array} start  the start file, inflated; `start.py` describes it
   */
  constructor(files, start) {
    this.files = files;
    const size = 4 + new DataView(start.buffer, start.byteOffset).getUint32(0);
    /** @type {any} */
    this.head = JSON.parse(new TextDecoder().decode(start.subarray(4, size)));
    const { parts, pages, bigrams, characters, length } = this.head;
    const column = varints(start, size);
    this.lengths = column(parts);
    this.headings = column(parts);
    this.depths = column(parts);
    this.sets = column(parts);
    this.year = column(pages);
    this.region = column(pages);
    this.level = column(pages);
    this.period = column(pages);
    /** @type {number[]} */
    this.firstPages = [];
    this.fileOf = column(pages).map((begins, page) => {
      if (begins) this.firstPages.push(page);
      return this.firstPages.length - 1;
    });
    this.bigrams = new Directory(files, "bigrams", bigrams, column, length);
    this.characters = new Directory(files, "characters", characters, column, parts);
    this.starts = new Float64Array(parts + 1);
    this.pageOf = new Int32Array(parts);
    /** @type {number[]} */
    this.pageStarts = [];
    for (let part = 0; part < parts; part += 1) {
      this.starts[part + 1] = this.starts[part] + this.lengths[part];
      if (this.depths[part] === 0) this.pageStarts.push(part);
      this.pageOf[part] = this.pageStarts.length - 1;
    }
    this.subtreeEnds = subtreeEnds(this.depths);
    this.folder = new Folder(this.head.simplified);
    this.texts = kept(64, (file) => this.loadTexts(file));
    this.block = kept(64, (block) => this.json("records", block));
    this.dictionary = kept(1, () => this.loadDictionary());
    this.words = kept(1, () => this.loadWords());
  }

  /**
   * The part that a position is in.
   *
   * @param {number} position
   */
  partAt(position) {
    return upper(this.starts, position) - 1;
  }

  /**
   * @param {number} page
   * @returns {Promise<Record>}
   */
  async record(page) {
    const { records } = this.head;
    return (await this.block(Math.floor(page / records)))[page % records];
  }

  /**
   * @param {import("./files.js").Kind} kind
   * @param {number} number
   */
  async json(kind, number) {
    return JSON.parse(new TextDecoder().decode(await this.files.inflated(kind, number)));
  }

  async loadDictionary() {
    const data = await this.files.inflated("dictionary", 0);
    const size = 4 + new DataView(data.buffer).getUint32(0);
    const alphabet = [...new TextDecoder("utf-8", { ignoreBOM: true }).decode(data.subarray(4, size))];
    return { alphabet, phrases: data.subarray(size) };
  }

  /** The words that a query may be cut into, sorted, and rows of synonyms. */
  async loadWords() {
    const { words, synonyms } = await this.json("words", 0);
    return { words: new Set(words.split("\n")), synonyms };
  }

  /**
   * @param {number} page
   * @returns {Promise<Text>}
   */
  async text(page) {
    const file = this.fileOf[page];
    return (await this.texts(file))[page - this.firstPages[file]];
  }

  /**
   * @param {number} file
   * @returns {Promise<Text[]>}
   */
  async loadTexts(file) {
    const [{ alphabet, phrases }, data] = await Promise.all([this.dictionary(0), this.files.read("text", file)]);
    // the phrases as a stored block in front: what follows may refer to them
    const size = phrases.length;
    const whole = new Uint8Array(5 + size + data.length);
    whole.set([0, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255]);
    whole.set(phrases, 5);
    whole.set(data, 5 + size);
    const raw = await inflate(whole, "deflate-raw", `t${file}`);
    const single = 256 - Math.max(0, Math.ceil((alphabet.length - 256) / 255));
    let text = "";
    for (let at = size; at < raw.length; at += 1) {
      let code = raw[at];
      if (code >= single) code = single + (code - single) * 256 + raw[(at += 1)];
      text += alphabet[code];
    }
    return text.trimEnd().split("\n").map((line) => JSON.parse(line));
  }
}

/** Where the lists of one kind are, and the lists. */
class Directory {
  /**
   * @param {import("./files.js").Files} files
   * @param {"bigrams" | "characters"} kind
   * @param {number} shards
   * @param {(size: number) => Int32Array} column
   * @param {number} limit  above all values
   */
  constructor(files, kind, shards, column, limit) {
    const step = column(shards);
    const second = column(shards);
    this.firsts = column(shards);
    this.sizes = column(shards);
    this.keys = new Float64Array(shards);
    for (let shard = 0, first = 0; shard < shards; shard += 1) {
      first += step[shard];
      this.keys[shard] = first * SECOND + second[shard];
    }
    const order = Math.max(0, bitLength(limit) - 2);
    this.shard = kept(256, async (number) => {
      const data = await files.read(kind, number);
      try {
        return decode(new BitReader(data), order, kind === "characters");
      } catch {
        throw new IndexError("damaged", `${kind} ${number}`);
      }
    });
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
   * @returns {Promise<List>}
   */
  async get(first, second, near = null) {
    const key = first * SECOND + second;
    const [low, high] = this.shards(key);
    const wanted = [];
    for (let shard = low; shard < high; shard += 1) {
      if (!near || high - low === 1 || this.holds(shard, shard + 1 < high, near)) wanted.push(this.shard(shard));
    }
    const found = (await Promise.all(wanted)).flatMap((lists) => lists.get(key) ?? []);
    if (found.length === 1) return found[0];
    const values = new Int32Array(found.reduce((sum, list) => sum + list.values.length, 0));
    let at = 0;
    for (const list of found) {
      values.set(list.values, at);
      at += list.values.length;
    }
    return { values, counts: null };
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
    const lists = shards.flatMap((shard) => [...shard]).filter(([key]) => Math.floor(key / SECOND) === first);
    return Int32Array.from(lists.flatMap(([, { values }]) => Array.from(values))).sort();
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

/**
 * Read the lists of a shard, by their keys; `shards.py` describes the form.
 *
 * @param {BitReader} bits
 * @param {number} order  of first values
 * @param {boolean} counted
 * @returns {Map<number, List>}
 */
function decode(bits, order, counted) {
  const found = new Map();
  let first = 0;
  let second = -1;
  const lists = bits.golomb(8);
  for (let place = 0; place < lists; place += 1) {
    const step = bits.golomb(0);
    const rest = bits.golomb(8);
    second = place && !step ? second + 1 + rest : rest;
    first += step;
    const size = bits.golomb(1) + 1;
    const own = size > 1 ? bits.fixed(5) : 0;
    const countOrder = counted ? bits.fixed(5) : 0;
    const values = new Int32Array(size);
    const counts = counted ? new Int32Array(size) : null;
    let value = -1;
    let gap = 0;
    for (let index = 0; index < size; index += 1) {
      const adapted = (3 * own + bitLength(gap + 1) + 1) >> 2;
      gap = bits.golomb(index > 1 ? adapted : index ? own : order);
      value += gap + 1;
      values[index] = value;
      if (counts) counts[index] = bits.golomb(countOrder) + 1;
    }
    found.set(first * SECOND + second, { values, counts });
  }
  return found;
}

/**
 * Gives column after column of the numbers that begin at `at`.
 *
 * @param {Uint8Array} data
 * @param {number} at
 * @returns {(size: number) => Int32Array}
 */
function varints(data, at) {
  return (size) => {
    const column = new Int32Array(size);
    for (let index = 0; index < size; index += 1) {
      let number = 0;
      let shift = 0;
      let byte;
      do {
        byte = data[at];
        at += 1;
        number |= (byte & 127) << shift;
        shift += 7;
      } while (byte > 127);
      column[index] = number;
    }
    return column;
  };
}

/** @param {ArrayLike<number>} depths */
function subtreeEnds(depths) {
  const ends = new Int32Array(depths.length).fill(depths.length);
  /** @type {number[]} */
  const open = [];
  for (let part = 0; part < depths.length; part += 1) {
    while (open.length && depths[open[open.length - 1]] >= depths[part]) ends[/** @type {number} */ (open.pop())] = part;
    open.push(part);
  }
  return ends;
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
