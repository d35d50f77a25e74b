/**
 * Reads exponential Golomb codes (see `bits.py`). Numbers are below 2^31.
 */

export class BitReader {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = new Uint8Array(data.length + 8);
    this.data.set(data);
    this.end = data.length * 8;
    this.at = 0;
  }

  /** The next 32 bits, zeros where the data ends. */
  window() {
    const { data, at } = this;
    const byte = at >>> 3;
    const shift = at & 7;
    const high = (data[byte] << 24) | (data[byte + 1] << 16) | (data[byte + 2] << 8) | data[byte + 3];
    return ((high << shift) | (data[byte + 4] >>> (8 - shift))) >>> 0;
  }

  /** @param {number} width  from 1 to 32 */
  fixed(width) {
    const value = this.window() >>> (32 - width);
    this.at += width;
    if (this.at > this.end) throw new RangeError("the data ends within a number");
    return value;
  }

  /** @param {number} order */
  golomb(order) {
    const window = this.window();
    const zeros = Math.clz32(window);
    const width = zeros + order + 1;
    this.at += zeros;
    if (zeros + width > 32) return this.fixed(width) - 2 ** order;
    this.at += width;
    if (this.at > this.end) throw new RangeError("the data ends within a number");
    return ((window << zeros) >>> (32 - width)) - 2 ** order;
  }

  /**
   * A list of ascending values; `shards.py` describes the form. Most of a
   * search is spent here, hence no call per number.
   *
   * @param {number} size
   * @param {number} first  order of the first value
   * @param {number} own  order of the list
   */
  list(size, first, own) {
    const { data } = this;
    const values = new Int32Array(size);
    let { at } = this;
    let order = first;
    let value = -1;
    for (let index = 0; index < size; index += 1) {
      const byte = at >>> 3;
      const high = (data[byte] << 24) | (data[byte + 1] << 16) | (data[byte + 2] << 8) | data[byte + 3];
      const window = (high << (at & 7)) | (data[byte + 4] >>> (8 - (at & 7)));
      const zeros = Math.clz32(window);
      const width = zeros + order + 1;
      let gap;
      if (zeros + width > 32) {
        this.at = at;
        gap = this.golomb(order);
        at = this.at;
      } else {
        gap = ((window << zeros) >>> (32 - width)) - (1 << order);
        at += zeros + width;
      }
      value += gap + 1;
      values[index] = value;
      order = index ? (3 * own + 33 - Math.clz32(gap + 1)) >> 2 : own;
    }
    this.at = at;
    if (at > this.end) throw new RangeError("the data ends within a list");
    return values;
  }
}
