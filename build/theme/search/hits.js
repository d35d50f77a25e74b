/**
 * Where a term stands: its positions by way of bigrams, and what each part has of it; as in
 * `hits.py`.
 *
 * @typedef {import("./store.js").Store} Store
 * @typedef {object} Hits
 * @property {Int32Array} parts  ascending
 * @property {Int32Array} counts  occurrences in each; those that overlap one before are not
 *     counted, as in a browser
 * @property {Int32Array} inHeading  how many of them begin in the heading
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
  const result = room(found.length);
  let last = -1;
  for (let index = 0; index < found.length; index += 1) {
    const position = found[index];
    if (last < 0 || position >= store.starts[result.parts[last] + 1]) {
      last += 1;
      result.parts[last] = store.partAt(position);
    }
    const part = result.parts[last];
    result.counts[last] += 1;
    if (position - store.starts[part] < store.headings[part]) result.inHeading[last] += 1;
  }
  return filled(result, last + 1);
}

/**
 * Room for so many parts.
 *
 * @param {number} size
 */
function room(size) {
  return { parts: new Int32Array(size), counts: new Int32Array(size), inHeading: new Int32Array(size) };
}

/**
 * The first of some parts that there was room for.
 *
 * @param {ReturnType<typeof room>} found
 * @param {number} size
 */
function filled({ parts, counts, inHeading }, size) {
  return { parts: parts.subarray(0, size), counts: counts.subarray(0, size), inHeading: inHeading.subarray(0, size) };
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
  const result = room(rest.length);
  let last = 0;
  for (let part = 0; part < rest.length; part += 1) {
    if (!headings[part] && !rest[part]) continue;
    result.parts[last] = part;
    result.counts[last] = headings[part] + rest[part];
    result.inHeading[last] = headings[part];
    last += 1;
  }
  return filled(result, last);
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
  /** @type {Int32Array | null} */
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
    if (!(/** @type {Int32Array | null} */ (found)?.length)) return new Int32Array(0);
    if (turn < PATIENCE || turn >= plan.length) continue;
    const pages = new Set(Array.from(found, (position) => store.pageOf[store.partAt(position)]));
    if (pages.size * TEXT_COST < left) return verified(store, found, term, codes.length);
  }
  return found ?? new Int32Array(0);
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
 * @param {Int32Array | null} found
 * @param {Int32Array} values
 * @param {number} offset
 */
function narrowed(found, values, offset) {
  if (!found) return offset ? values.map((value) => value - offset) : values;
  const result = new Int32Array(Math.min(found.length, values.length));
  let size = 0;
  for (let a = 0, b = 0; a < found.length && b < values.length; ) {
    const difference = found[a] + offset - values[b];
    if (difference === 0) result[size++] = found[a];
    if (difference <= 0) a += 1;
    if (difference >= 0) b += 1;
  }
  return result.subarray(0, size);
}

/**
 * Keep the positions at which the texts have the term.
 *
 * @param {Store} store
 * @param {Int32Array} positions
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
  return positions.filter((_, index) => holds[index]);
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
 * @param {Int32Array} positions
 * @param {number[]} codes
 */
function apart(positions, codes) {
  const overlaps = codes.some((_, shift) => shift && codes.slice(shift).every((code, index) => code === codes[index]));
  if (!overlaps) return positions;
  let free = 0;
  return positions.filter((position) => {
    const kept = position >= free;
    if (kept) free = position + codes.length;
    return kept;
  });
}
