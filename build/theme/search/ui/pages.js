/** The list of suggested pages above the results. */

import { el } from "./dom.js";
import { Newest } from "./engine.js";
import { suggest } from "./suggest.js";

export class Pages {
  constructor() {
    /** @private */ this.newest = new Newest();
    this.element = el("nav", { class: "search-pages", "aria-label": "同名的页面", hidden: true });
  }

  /** Show the pages that bear a name. @param {string} query */
  async ask(query) {
    const found = await this.newest.ask(() => suggest(query));
    if (!found) return;
    this.element.hidden = found.length === 0;
    this.element.replaceChildren(el("ul", {}, ...found.map(row)));
  }
}

/** @param {import("./suggest.js").Suggestion} page */
function row({ kind, name, note, url }) {
  return el("li", {},
    el("a", { href: url.href },
      el("span", { class: "search-pages__kind" }, kind),
      el("span", { class: "search-pages__name" }, name),
      note && el("span", { class: "search-pages__note" }, note),
    ),
  );
}
