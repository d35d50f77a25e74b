/** The search client, loaded and opened once, when it is first needed. */

/** @typedef {import("../client.js").Answer} Answer */

/** Address of the site, with a slash at the end, whatever path it stands under. */
export const SITE = new URL("../../", import.meta.url);

/**
 * Address of a page of the site, or of any other; in a folder without a server a page is a file.
 * @param {string} path
 */
export function at(path) {
  const url = new URL(path, SITE);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url;
}

/** The page with the whole search. */
export const PAGE = at("find/");

/** @type {Promise<import("../client.js").Index | import("../many.js").Many> | null} */
let opened = null;

/** Open the index; after a failure the next call tries again. */
export function engine() {
  opened ??= load();
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

/** Open the index ahead of the first question; whoever asks hears of an error. */
export function warm() {
  engine().catch(() => {});
}

/** Let go of the index, so that the next search opens it anew. */
export function reopen() {
  opened?.then((index) => index.close?.()).catch(() => {});
  opened = null;
}

async function load() {
  const { open } = await import("../client.js");
  const own = await open(new URL("search/", SITE));
  const sites = together();
  if (sites.length < 2) return own;
  const { Many } = await import("../many.js");
  return new Many(own, sites);
}

/**
 * The sites that the page in view searches, this one first and each once: several may share one list.
 * There are others on the search page only.
 */
function together() {
  const tag = document.querySelector("meta[name=zongjie-sites]");
  const { name, others } = JSON.parse(tag?.getAttribute("content") ?? "{}");
  const sites = [{ name, url: SITE.href }, ...(others ?? [])].map((site) => ({ ...site, url: site.url.replace(/\/?$/, "/") }));
  return sites.filter((site, place) => sites.findIndex(({ url }) => url === site.url) === place);
}

/** Of several questions only the newest is answered. */
export class Newest {
  /** @private */ asked = 0;

  /**
   * @template T
   * @param {() => Promise<T>} question
   * @returns {Promise<T | null>} Null where a newer question was asked meanwhile, even on an error.
   */
  async ask(question) {
    const mine = ++this.asked;
    try {
      const answer = await question();
      return mine === this.asked ? answer : null;
    } catch (error) {
      if (mine === this.asked) throw error;
      return null;
    }
  }

  /** Let nothing that is under way be answered. */
  drop() {
    this.asked++;
  }
}
