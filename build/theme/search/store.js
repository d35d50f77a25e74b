/**
 * The tables, lists and texts of an open index; nothing is loaded before it is needed.
 *
 * @typedef {[anchor: string, depth: number, heading: string, runIn: number, paragraphs: string[]]} Part
 * @typedef {[id: string, title: string, url: string, parts: Part[]]} Text
 * @typedef {[id: string, title: string, url: string, parts: [anchor: string, heading: string][]]} Record
 */

import { unpackParts, upper, varints } from "./columns.js";
import { inflate, kept } from "./files.js";
import { Folder } from "./fold.js";
import { Letters } from "./letters.js";
import { Directory } from "./lists.js";

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
    const { parts, pages, bigrams, length } = this.head;
    const column = varints(start, size);
    const { lengths, headings, depths, sets } = unpackParts(this.head.columns.map(column), parts);
    this.lengths = lengths;
    this.headings = headings;
    this.depths = depths;
    this.sets = sets;
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
    this.inferred = column(pages);
    this.letters = new Letters(this.head.pairs);
    this.bigrams = new Directory(files, bigrams, column, length);
    this.starts = new Int32Array(parts + 1);
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
    /** For each region, all above it and itself. @type {string[][]} */
    this.regionPaths = this.head.regions.map((/** @type {string[]} */ path) =>
      path.map((_, end) => path.slice(0, end + 1).join("/")));
    /** For each region, the names of itself and all above it, folded, as one text. @type {string[]} */
    this.regionNames = this.head.regions.map((/** @type {string[]} */ path) => this.folder.fold(path.join("")));
    this.texts = kept(64, (file) => this.loadTexts(file));
    this.block = kept(64, (block) => this.json("records", block));
    this.counts = kept(8, (number) => this.loadCounts(number));
    this.dictionary = kept(1, () => this.loadDictionary());
    this.words = kept(1, () => this.loadWords());
  }

  /**
   * The part that a position is in.
   *
   * @param {number} position
   * @param {number} [near]  a part before or at it, better one that is near
   */
  partAt(position, near = 0) {
    let step = 1;
    while (this.starts[near + step] <= position) step *= 2;
    return upper(this.starts, position, near, Math.min(near + step, this.starts.length)) - 1;
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

  /**
   * How often each part has a frequent term in its heading, and in the rest.
   *
   * @param {number} number
   */
  async loadCounts(number) {
    const column = varints(await this.files.inflated("counts", number), 0);
    const { parts } = this.head;
    return { headings: column(parts), rest: column(parts) };
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
