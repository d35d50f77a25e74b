/**
 * Folding: what counts as the same character, exactly as in `fold.py`: NFKC, then per character
 * lower case, traditional → simplified, and white space, control and zero-width characters dropped.
 */

const BLANK =
  /[\0-\x20\x7f-\xa0\xad\u034f\u061c\u1680\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
/** Characters that normalising may join to the one before; more of them than need be does no harm. */
const JOINS = /[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f\uffa0-\uffdc]/u;

export class Folder {
  /** @param {string} table  traditional characters, each followed by its simplified one */
  constructor(table) {
    const chars = [...table];
    /** @type {Map<string, string>} */
    this.simplified = new Map();
    for (let index = 0; index < chars.length; index += 2) this.simplified.set(chars[index], chars[index + 1]);
    /** @type {Map<string, string>} */
    this.known = new Map();
  }

  /** @param {string} text */
  fold(text) {
    let folded = "";
    for (const char of text.normalize("NFKC")) folded += this.char(char);
    return folded;
  }

  /** @param {string} char  normalised */
  char(char) {
    let folded = this.known.get(char);
    if (folded === undefined) {
      folded = "";
      for (const lower of char.toLowerCase()) {
        if (!BLANK.test(lower)) folded += this.simplified.get(lower) ?? lower;
      }
      this.known.set(char, folded);
    }
    return folded;
  }

  /**
   * Fold, and give for each UTF-16 unit of the folded text where its piece of `text` begins and ends.
   *
   * @param {string} text
   */
  traced(text) {
    let folded = "";
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    let start = 0;
    const close = (/** @type {number} */ end) => {
      const piece = this.fold(text.slice(start, end));
      for (let index = 0; index < piece.length; index += 1) {
        starts.push(start);
        ends.push(end);
      }
      folded += piece;
      start = end;
    };
    let at = 0;
    for (const char of text) {
      if (at > start && !JOINS.test(char)) close(at);
      at += char.length;
    }
    if (at > start) close(at);
    return { folded, starts, ends };
  }
}
