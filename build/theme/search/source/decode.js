/**
 * The file of a source's view → its text and ledger. `views.py` writes it and says what is in it;
 * most of the text comes from the texts of the summaries, which the search has.
 *
 * @typedef {"kept" | "repaired" | "removed"} Fate
 * @typedef {object} Stretch
 * @property {Fate} fate
 * @property {string} rule  empty for what was kept
 * @property {string} old  of the source
 * @property {string} text  of the cleaned text
 *
 * @typedef {object} View
 * @property {number} format
 * @property {string} file
 * @property {string} encoding
 * @property {string} digest
 * @property {string} original
 * @property {string[]} urls
 * @property {number[]} runs
 * @property {string} own
 * @property {[string, Fate][]} rules
 * @property {number[]} changes
 * @property {string} raw
 * @property {number} crc32
 */

import { IndexError } from "../errors.js";
import { crc32, inflate, web } from "../files.js";
import { local, scripts } from "../scripts.js";

const FORMAT = 1;

/**
 * @param {URL} folder  of all files of sources, with a slash at the end
 * @param {string} key
 * @returns {Promise<View>}
 */
export async function load(folder, key) {
  const path = `${key.slice(0, 2)}/${key}.bin`;
  const data = await (local(folder.href) ? scripts : web)(folder.href)(path, false);
  const view = JSON.parse(new TextDecoder("utf-8", { ignoreBOM: true }).decode(await inflate(data, "deflate", path)));
  if (view.format !== FORMAT) throw new IndexError("format", path, String(view.format));
  return view;
}

/** All that the search knows of a page, joined. @param {import("../store.js").Part[]} parts */
export function joined(parts) {
  return parts.map(([, , heading, , paragraphs]) => heading + paragraphs.join("")).join("");
}

/**
 * @param {View} view
 * @param {string} known  what the search knows of its pages, joined
 * @returns {Stretch[]}  which tile the source
 */
export function stretches(view, known) {
  const cleaned = taker(assembled(view, known));
  const raw = taker(view.raw);
  /** @type {Stretch[]} */
  const found = [];
  const keep = (/** @type {string} */ text) => text && found.push({ fate: "kept", rule: "", old: text, text });
  for (let at = 0; at < view.changes.length; at += 4) {
    const [kept, rule, before, after] = view.changes.slice(at, at + 4);
    keep(cleaned(kept));
    found.push({ rule: view.rules[rule][0], fate: view.rules[rule][1], old: raw(before), text: cleaned(after) });
  }
  keep(cleaned(Infinity));
  const whole = new TextEncoder().encode(found.map(({ old }) => old).join(""));
  if (crc32(whole) !== view.crc32) throw new IndexError("stale", view.file);
  return found;
}

/** The cleaned text. @param {View} view @param {string} known */
function assembled({ runs, own }, known) {
  const fresh = taker(own);
  const copied = taker(known);
  let text = "";
  for (let at = 0; at < runs.length; at += 3) {
    text += fresh(runs[at]);
    copied(runs[at + 1]);
    text += copied(runs[at + 2]);
  }
  return text;
}

/** Gives stretch after stretch of a text, each of so many code points. @param {string} text */
function taker(text) {
  const chars = Array.from(text);
  let at = 0;
  return (/** @type {number} */ size) => chars.slice(at, (at += size)).join("");
}
