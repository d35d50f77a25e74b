/**
 * Where a term stands: its positions by way of bigrams, and what each part has of it; as in
 * `hits.py`.
 *
 * @typedef {import("./store.js").Store} Store
 * @typedef {object} Hits
 * @property {ArrayLike<number>} parts  ascending
 * @property {ArrayLike<number>} counts  occurrences in each; those that overlap one before are not
 *     counted, as in a browser
 * @property {ArrayLike<number>} inHeading  how many of them begin in the heading
 */

/** Size of shards, in the directory's units of 256 bytes, that are asked for at the same time. */
const TOGETHER = 384;
/** Lists after which the texts of what is left are looked at instead, if that is less to load. */
const PATIENCE = 8;
/** Size of a text, about, in the same units. */
const TEXT_COST = 24;

/**
 * Find a folded term of at least one character.
 *
 * @param {Store} store
 * @param {string} term
 * @returns {Promise<Hits>}
 */
export async function hits(store, term) {
  const codes = [...term].map((char) => /** @type {number} */ (char.codePointAt(0)));
  if (store.head.frequent.includes(term)) return frequent(store, term);
  const found = apart(await positions(store, codes, term), codes);
  /** @type {Hits & {parts: number[], counts: number[], inHeading: number[]}} */
  const result = { parts: [], counts: [], inHeading: [] };
  let last = -1;
  for (let index = 0; index < found.length; index += 1) {
    const position = found[index];
    if (last < 0 || position >= store.starts[result.parts[last] + 1]) {
      last += 1;
      result.parts.push(store.partAt(position));
      result.counts.push(0);
      result.inHeading.push(0);
    }
    const part = result.parts[last];
    result.counts[last] += 1;
    if (position - store.starts[part] < store.headings[part]) result.inHeading[last] += 1;
  }
  return result;
}

/**
 * Choose the grams, by their numbers, that together hold each character at the least cost.
 *
 * @param {import("./letters.js").Gram[]} grams
 * @param {number[]} costs
 */
export function cover(grams, costs) {
  const best = [0];
  /** @type {number[]} */
  const last = [];
  for (let end = 1; end <= grams.length + 1; end += 1) {
    let choice = -1;
    for (let gram = Math.max(0, end - 3); gram < Math.min(end, grams.length); gram += 1) {
      if (grams[gram].stop < end) continue;
      if (choice < 0 || best[gram] + costs[gram] < best[choice] + costs[choice]) choice = gram;
    }
    last.push(choice);
    best.push(best[choice] + costs[choice]);
  }
  const chosen = [];
  for (let end = last.length; end; end = chosen[0]) chosen.unshift(last[end - 1]);
  return chosen;
}

/**
 * @param {Store} store
 * @param {string} term
 * @returns {Promise<Hits>}
 */
async function frequent(store, term) {
  const { headings, rest } = await store.counts(store.head.frequent.indexOf(term));
  /** @type {Hits & {parts: number[], counts: number[], inHeading: number[]}} */
  const result = { parts: [], counts: [], inHeading: [] };
  for (let part = 0; part < rest.length; part += 1) {
    if (!headings[part] && !rest[part]) continue;
    result.parts.push(part);
    result.counts.push(headings[part] + rest[part]);
    result.inHeading.push(headings[part]);
  }
  return result;
}

/**
 * Intersect the lists of the grams that cover the term, the smallest first.
 *
 * @param {Store} store
 * @param {number[]} codes
 * @param {string} term
 */
async function positions(store, codes, term) {
  if (codes.length === 1) return store.bigrams.get(store.letters.spans(codes));
  const grams = store.letters.grams(codes);
  const costs = grams.map(({ spans }) => store.bigrams.cost(spans));
  const plan = cover(grams, costs).sort((a, b) => costs[a] - costs[b] || a - b);
  let left = plan.reduce((sum, offset) => sum + costs[offset], 0);
  /** @type {ArrayLike<number> | null} */
  let found = null;
  for (let turn = 0; turn < plan.length; ) {
    const some = together(plan, costs, turn);
    turn += some.length;
    const lists = await Promise.all(
      some.map((offset) => {
        const near = found && { values: found, offset };
        return store.bigrams.get(grams[offset].spans, near);
      }),
    );
    some.forEach((offset, index) => {
      found = narrowed(found, lists[index], offset);
      left -= costs[offset];
    });
    if (!found || !(/** @type {ArrayLike<number>} */ (found).length)) return [];
    if (turn < PATIENCE || turn >= plan.length) continue;
    const pages = new Set(Array.from(found, (position) => store.pageOf[store.partAt(position)]));
    if (pages.size * TEXT_COST < left) return verified(store, found, term, codes.length);
  }
  return found ?? [];
}

/**
 * The offsets to ask for in one go.
 *
 * @param {number[]} plan
 * @param {number[]} costs
 * @param {number} turn
 */
function together(plan, costs, turn) {
  let end = turn + 1;
  for (let sum = costs[plan[turn]]; end < plan.length && end - turn < PATIENCE; end += 1) {
    sum += costs[plan[end]];
    if (sum > TOGETHER) break;
  }
  return plan.slice(turn, end);
}

/**
 * Keep the positions that a list has, too, moved by `offset`.
 *
 * @param {ArrayLike<number> | null} found
 * @param {Int32Array} values
 * @param {number} offset
 * @returns {number[]}
 */
function narrowed(found, values, offset) {
  const result = [];
  if (!found) {
    for (let index = 0; index < values.length; index += 1) result.push(values[index] - offset);
    return result;
  }
  for (let a = 0, b = 0; a < found.length && b < values.length; ) {
    const difference = found[a] + offset - values[b];
    if (difference === 0) result.push(found[a]);
    if (difference <= 0) a += 1;
    if (difference >= 0) b += 1;
  }
  return result;
}

/**
 * Keep the positions at which the texts have the term.
 *
 * @param {Store} store
 * @param {ArrayLike<number>} positions
 * @param {string} term
 * @param {number} length  in code points
 */
async function verified(store, positions, term, length) {
  const checked = Array.from(positions, async (position) => {
    const part = store.partAt(position);
    const page = store.pageOf[part];
    const [, , , parts] = await store.text(page);
    const folded = units(parts[part - store.pageStarts[page]]).map((unit) => `${store.folder.fold(unit)}\0`);
    const start = position - store.starts[part];
    return [...folded.join("")].slice(start, start + length).join("") === term;
  });
  const holds = await Promise.all(checked);
  return Array.from(positions).filter((_, index) => holds[index]);
}

/**
 * The stretches of a part that a match lies within.
 *
 * @param {import("./store.js").Part} part
 */
export function units([, , heading, runIn, paragraphs]) {
  return runIn ? [heading + (paragraphs[0] ?? ""), ...paragraphs.slice(1)] : [heading, ...paragraphs];
}

/**
 * Leave out, from the left, occurrences that overlap the one before.
 *
 * @param {ArrayLike<number>} positions
 * @param {number[]} codes
 */
function apart(positions, codes) {
  const overlaps = codes.some((_, shift) => shift && codes.slice(shift).every((code, index) => code === codes[index]));
  if (!overlaps) return positions;
  let free = 0;
  return Array.from(positions).filter((position) => {
    const kept = position >= free;
    if (kept) free = position + codes.length;
    return kept;
  });
}
