/**
 * What the worker does: keeps one reader open, and opens it anew where the site was updated while
 * the page was open. An error of an index file reaches the caller only if that does not help.
 */

import { IndexError } from "./errors.js";
import { web } from "./files.js";
import { Reader } from "./reader.js";
import { local, scripts } from "./scripts.js";

export class Service {
  constructor() {
    this.folder = "";
    /** @type {Promise<Reader> | null} */
    this.reader = null;
  }

  /**
   * @param {string} method
   * @param {any[]} args
   * @returns {Promise<any>}
   */
  async call(method, args) {
    if (method === "open") {
      this.folder = args[0];
      const reader = await this.open(false);
      setTimeout(() => reader.rehearse());
      return null;
    }
    const reader = await (this.reader ?? this.open(false));
    const work = (/** @type {any} */ which) => which[method](...args);
    try {
      return await work(reader);
    } catch (error) {
      if (!(error instanceof IndexError) || error.code === "offline") throw error;
      const again = await this.open(true);
      if (again.build === reader.build) throw error;
      return work(again);
    }
  }

  /** @param {boolean} fresh */
  open(fresh) {
    const opening = Reader.open((local(this.folder) ? scripts : web)(this.folder), fresh);
    this.reader = opening;
    opening.catch(() => {
      if (this.reader === opening) this.reader = null;
    });
    return opening;
  }
}
