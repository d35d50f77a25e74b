/**
 * What can go wrong with the index files.
 *
 * - `offline`: a file could not be asked for at all; try again later.
 * - `missing`: the host does not have it.
 * - `damaged`: it is cut short or its bytes are wrong.
 * - `stale`: it is of another build of the site, also after the start file was loaded anew.
 * - `format`: it is of a format that this client does not read; the page must be loaded anew.
 *
 * @typedef {"offline" | "missing" | "damaged" | "stale" | "format"} Code
 */

/** An index file that cannot be used. The search can be tried again: nothing of it is kept. */
export class IndexError extends Error {
  /**
   * @param {Code} code
   * @param {string} file
   * @param {string} [detail]
   */
  constructor(code, file, detail = "") {
    super(`${code}: ${file}${detail && ` (${detail})`}`);
    this.name = "IndexError";
    /** @type {Code} */
    this.code = code;
    this.file = file;
    this.detail = detail;
  }
}
