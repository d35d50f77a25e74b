/** Columns of numbers, and those that tell of the parts; `columns.py` describes them. */

/**
 * Gives column after column of the numbers that begin at `at`.
 *
 * @param {Uint8Array} data
 * @param {number} at
 * @returns {(size: number) => Int32Array}
 */
export function varints(data, at) {
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

/**
 * What is known of each part.
 *
 * @param {Int32Array[]} columns
 * @param {number} parts
 */
export function unpackParts([runs, lengths, headings, depths, sets, steps, changes], parts) {
  /** @type {number[]} */
  const begins = [];
  depths.forEach((depth, row) => depth <= 1 && begins.push(row));
  begins.push(depths.length);
  const sources = new Int32Array(parts);
  let part = 0;
  let written = 0;
  for (const like of runs) {
    const run = like ? like - 1 : written++;
    for (let row = begins[run]; row < begins[run + 1]; row += 1) sources[part++] = row;
  }
  // the lengths of the last run like it
  const last = lengths.slice();
  const found = new Int32Array(parts);
  for (let part = 0, next = steps[0], change = 0; part < parts; part += 1) {
    if (part === next) {
      last[sources[part]] += changes[change] & 1 ? -(changes[change] + 1) / 2 : changes[change] / 2;
      change += 1;
      next += steps[change] + 1;
    }
    found[part] = last[sources[part]];
  }
  const of = (/** @type {Int32Array} */ column) => sources.map((row) => column[row]);
  return { lengths: found, headings: of(headings), depths: of(depths), sets: of(sets) };
}

/**
 * How many of some ascending numbers are not greater than a value.
 *
 * @param {ArrayLike<number>} numbers
 * @param {number} value
 * @param {number} [low]  at least so many are not
 * @param {number} [high]  at most so many are not
 */
export function upper(numbers, value, low = 0, high = numbers.length) {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
