/**
 * Wording that texts have in common: stretches of at least `LENGTH` letters, digits and characters
 * that stand in another of the texts too; punctuation, spaces and masks do not count.
 */

/** Shorter stretches are mostly set phrases that everyone writes. */
export const LENGTH = 8;

const COUNTED = /[\p{L}\p{N}]/u;

/**
 * @param {string[][]} texts  the paragraphs of each text
 * @returns {{marks: [number, number][][], share: number}[]}  per text: per paragraph the stretches,
 *     as UTF-16 offsets, in order and disjoint; and the share of all letters that they hold
 */
export function common(texts) {
  const bare = texts.map((paragraphs) => paragraphs.map(letters));
  const grams = bare.map((paragraphs) => new Set(paragraphs.flatMap((places) => places.grams)));
  return bare.map((paragraphs, own) => {
    const others = grams.filter((_, other) => other !== own);
    let held = 0;
    const marks = paragraphs.map((paragraph) => {
      const shared = paragraph.grams.map((gram) => others.some((set) => set.has(gram)));
      const found = stretches(shared);
      held += found.reduce((sum, [start, end]) => sum + end - start, 0);
      return found.map(([start, end]) => /** @type {[number, number]} */ ([paragraph.starts[start], paragraph.ends[end - 1]]));
    });
    const all = paragraphs.reduce((sum, { starts }) => sum + starts.length, 0);
    return { marks, share: all ? held / all : 0 };
  });
}

/** The letters of a text: where each stands, and every `LENGTH` of them in a row. @param {string} text */
function letters(text) {
  const starts = [];
  const ends = [];
  const found = [];
  let at = 0;
  for (const letter of text) {
    if (COUNTED.test(letter)) {
      found.push(letter);
      starts.push(at);
      ends.push(at + letter.length);
    }
    at += letter.length;
  }
  const grams = [];
  for (let first = 0; first + LENGTH <= found.length; first += 1) grams.push(found.slice(first, first + LENGTH).join(""));
  return { starts, ends, grams };
}

/** Join the grams that are shared to stretches of letters. @param {boolean[]} shared */
function stretches(shared) {
  /** @type {[number, number][]} */
  const found = [];
  shared.forEach((yes, first) => {
    if (!yes) return;
    const last = found[found.length - 1];
    if (last && last[1] >= first) last[1] = first + LENGTH;
    else found.push([first, first + LENGTH]);
  });
  return found;
}
