/**
 * The files of an index by way of scripts, for pages that are opened from a folder: nothing can be
 * fetched there. `offline.py` writes beside where each file `F` would be a script `F.js` that hands
 * over its bytes in base64.
 */

import { IndexError } from "./errors.js";

/** @type {Map<string, string>} */
const arrived = new Map();
/** @type {any} */ (globalThis).zongjieFile = (/** @type {string} */ path, /** @type {string} */ text) => arrived.set(path, text);

/** @param {string} url  of a folder or file */
export function local(url) {
  return url.startsWith("file:");
}

/**
 * Load a classic script.
 *
 * @param {URL | string} url
 * @returns {Promise<void>}
 */
export function script(url) {
  return new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = String(url);
    tag.onload = () => resolve(tag.remove());
    tag.onerror = () => {
      tag.remove();
      reject(new Error(`${tag.src} did not load`));
    };
    document.head.append(tag);
  });
}

/**
 * @param {string} folder  with a slash at the end
 * @returns {import("./files.js").Source}
 */
export function scripts(folder) {
  return async (path) => {
    try {
      await script(`${folder}${path}.js`);
    } catch {
      throw new IndexError("missing", path);
    }
    const text = arrived.get(path);
    arrived.delete(path);
    if (text === undefined) throw new IndexError("damaged", path);
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  };
}
