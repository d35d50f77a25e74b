/**
 * The files of an index: loads them, checks their frame (see `files.py`) and inflates them.
 *
 * @typedef {(path: string, fresh: boolean) => Promise<Uint8Array>} Source  gives the bytes of a file
 *     below the index's folder, past any cache if `fresh`; throws an IndexError
 * @typedef {keyof typeof KINDS} Kind
 */

import { IndexError } from "./errors.js";

const FORMAT = 5;
const FRAME = 20;
const START = "index.bin";
/** Files of a kind in a folder. */
const SHELF = 1000;
/** Files that are asked for at the same time, at most. */
const AT_ONCE = 16;

const KINDS = {
  start: "s", bigrams: "b", counts: "c", text: "t", dictionary: "d", records: "r", words: "w", addresses: "a",
};

/**
 * @param {string} folder  with a slash at the end
 * @returns {Source}
 */
export function web(folder) {
  return async (path, fresh) => {
    let response;
    try {
      const cache = fresh ? "reload" : path === START ? "no-cache" : "default";
      response = await fetch(folder + path, { cache });
    } catch {
      throw new IndexError("offline", path);
    }
    if (!response.ok) {
      const gone = response.status === 404 || response.status === 410;
      throw new IndexError(gone ? "missing" : "offline", path, String(response.status));
    }
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch {
      throw new IndexError("damaged", path, "cut off");
    }
  };
}

/** The files of one build. */
export class Files {
  /** @param {Source} source */
  constructor(source) {
    this.source = source;
    this.build = "";
    this.running = 0;
    /** @type {(() => void)[]} */
    this.queue = [];
  }

  /**
   * Load the start file, and take its build for that of all the others.
   *
   * @param {boolean} fresh  whether to load it past the browser's cache
   */
  async start(fresh) {
    const { payload, build } = await this.sound("start", START, null, fresh);
    this.build = build;
    return inflate(payload, "deflate", START);
  }

  /**
   * @param {Kind} kind
   * @param {number} number
   */
  async read(kind, number) {
    const path = `${this.build}/${KINDS[kind]}${Math.floor(number / SHELF)}/${number}.bin`;
    if (this.running >= AT_ONCE) await new Promise((go) => this.queue.push(() => go(null)));
    this.running += 1;
    try {
      return (await this.sound(kind, path, this.build, false)).payload;
    } finally {
      this.running -= 1;
      this.queue.shift()?.();
    }
  }

  /**
   * Load and check a file; one that is bad is asked for again, past the browser's cache.
   *
   * @param {Kind} kind
   * @param {string} path
   * @param {string | null} build
   * @param {boolean} fresh
   */
  async sound(kind, path, build, fresh) {
    const bytes = await this.source(path, fresh);
    try {
      return unseal(bytes, kind, build, path);
    } catch (error) {
      if (fresh) throw error;
      return unseal(await this.source(path, true), kind, build, path);
    }
  }

  /**
   * @param {Kind} kind
   * @param {number} number
   */
  async inflated(kind, number) {
    return inflate(await this.read(kind, number), "deflate", `${KINDS[kind]}${number}`);
  }
}

/**
 * Keeps what `load` gives for a number, the last `size` of them; what failed is not kept.
 *
 * @template T
 * @param {number} size
 * @param {(number: number) => Promise<T>} load
 * @returns {(number: number) => Promise<T>}
 */
export function kept(size, load) {
  /** @type {Map<number, Promise<T>>} */
  const known = new Map();
  return (number) => {
    const found = known.get(number) ?? load(number);
    known.delete(number);
    known.set(number, found);
    if (known.size > size) known.delete(/** @type {number} */ (known.keys().next().value));
    found.catch(() => known.get(number) === found && known.delete(number));
    return found;
  };
}

/**
 * @param {Uint8Array} bytes
 * @param {"deflate" | "deflate-raw"} format
 * @param {string} file  for the error
 */
export async function inflate(bytes, format, file) {
  if (typeof DecompressionStream === "undefined") throw new IndexError("format", file, "no DecompressionStream");
  try {
    const whole = new Blob([/** @type {any} */ (bytes)]);
    const stream = whole.stream().pipeThrough(new DecompressionStream(format));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new IndexError("damaged", file);
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {Kind} kind
 * @param {string | null} build
 * @param {string} file
 */
function unseal(bytes, kind, build, file) {
  if (bytes.length < FRAME || bytes[0] !== 0x7a || bytes[1] !== 0x6a) throw new IndexError("damaged", file);
  if (bytes[2] !== FORMAT) throw new IndexError("format", file, String(bytes[2]));
  const found = [...bytes.subarray(4, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (build !== null && found !== build) throw new IndexError("stale", file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, FRAME);
  const payload = bytes.subarray(FRAME);
  const sound = bytes[3] === KINDS[kind].charCodeAt(0) && view.getUint32(12) === payload.length;
  if (!sound || crc32(payload) !== view.getUint32(16)) throw new IndexError("damaged", file);
  return { payload, build: found };
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  let sum = 0xffffffff;
  for (let index = 0; index < bytes.length; index += 1) sum = CRC[(sum ^ bytes[index]) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
