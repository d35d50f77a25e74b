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

/** Positions are looked up in stretches of so many. */
const STRETCH = 1024;

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
    /** The part that each stretch of positions begins in, and the last one. */
    this.partsNear = new Int32Array(Math.floor(length / STRETCH) + 2).fill(parts - 1);
    this.pageOf = new Int32Array(parts);
    /** @type {number[]} */
    this.pageStarts = [];
    for (let part = 0, stretch = 0; part < parts; part += 1) {
      this.starts[part + 1] = this.starts[part] + this.lengths[part];
      while (stretch * STRETCH < this.starts[part + 1]) this.partsNear[stretch++] = part;
      if (this.depths[part] === 0) this.pageStarts.push(part);
      this.pageOf[part] = this.pageStarts.length - 1;
    }
    this.subtreeEnds = subtreeEnds(this.depths);
    this.folder = new Folder(this.head.simplified);
    const { years, levels, periods, topics } = this.head;
    const { places, above, own } = areas(this.head.regions);
    /** What the places of each fact stand for, which count from 1; of regions also those above them. */
    this.tables = { year: years, region: [...places.keys()], level: levels, period: periods, topic: topics };
    /** The places of the topics of each set; 0 is none. @type {number[][]} */
    this.topicsOf = this.head.sets.map((/** @type {number[]} */ kinds) => (kinds.length ? kinds.map((kind) => kind + 1) : [0]));
    /** The place of the region above each; 0 is none. */
    this.above = above;
    this.region = this.region.map((place) => own[place]);
    /** For each region, the names of itself and all above it, folded, as one text. @type {string[]} */
    this.regionNames = this.tables.region.map((path) => this.folder.fold(path.replaceAll("/", "")));
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
   */
  partAt(position) {
    const stretch = Math.floor(position / STRETCH);
    return upper(this.starts, position, this.partsNear[stretch], this.partsNear[stretch + 1] + 1) - 1;
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

/**
 * Regions and all above them: the place of each, that of the one above, and that of each region given.
 *
 * @param {string[][]} paths  ascending
 */
function areas(paths) {
  /** @type {Map<string, number>} */
  const places = new Map();
  const above = [0];
  const own = [0];
  for (const path of paths) {
    let place = 0;
    for (let end = 1; end <= path.length; end += 1) {
      const name = path.slice(0, end).join("/");
      if (!places.has(name)) above.push(place);
      place = places.get(name) ?? places.size + 1;
      places.set(name, place);
    }
    own.push(place);
  }
  return { places, above, own };
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
