/** Every occurrence of the terms on the page that a result led to, and the way from one to the next. */

import { el, icon } from "./dom.js";
import { engine, PAGE } from "./engine.js";
import { single } from "./keys.js";
import { noFilters, write } from "./state.js";

/** A stretch of text that the index holds as one, and where it stands on the page. */
/** @typedef {{text: string, nodes: Text[], starts: number[]}} Block */

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, pre, blockquote";
const LEFT_OUT = ".headerlink, .topics";
const ALL = "search-found";
const ONE = "search-current";
/** Characters read out on each side of an occurrence. */
const AROUND = 16;

/** @type {Walk | null} */
let walk = null;

/** Take away marks and bar. */
export function unmark() {
  walk?.close();
}

/**
 * Mark every occurrence of the terms in an article, and go to the first from the address' anchor on.
 * @param {HTMLElement} article
 * @param {string} terms
 */
export async function mark(article, terms) {
  const blocks = read(article);
  const found = await (await engine()).locate(terms, blocks.map((block) => block.text));
  if (!article.isConnected) return;
  const ranges = blocks.flatMap((block, at) => found[at].map(([start, end]) => range(block, start, end)));
  unmark();
  if (ranges.length) walk = new Walk(ranges, terms);
}

/** @param {HTMLElement} article @returns {Block[]} */
function read(article) {
  const roots = [...article.querySelectorAll("h1, .prose")];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) => {
    const parent = /** @type {Element} */ (node.parentElement);
    const inside = roots.length < 2 || roots.some((root) => root.contains(parent));
    return inside && !parent.closest(LEFT_OUT) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
  });
  /** @type {Map<Element, Block>} */
  const blocks = new Map();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = /** @type {Text} */ (node);
    const owner = text.parentElement?.closest(BLOCKS) ?? article;
    const block = blocks.get(owner) ?? { text: "", nodes: [], starts: [] };
    blocks.set(owner, block);
    block.starts.push(block.text.length);
    block.nodes.push(text);
    block.text += text.data;
  }
  return [...blocks.values()];
}

/** @param {Block} block @param {number} start @param {number} end */
function range(block, start, end) {
  const made = document.createRange();
  const place = (/** @type {number} */ offset) => {
    const at = block.starts.findLastIndex((first) => first <= offset);
    return /** @type {[Text, number]} */ ([block.nodes[at], offset - block.starts[at]]);
  };
  const [last, inLast] = place(end - 1);
  made.setStart(...place(start));
  made.setEnd(last, inLast + 1);
  return made;
}

class Walk {
  /** @param {Range[]} ranges In the order of the page. @param {string} terms */
  constructor(ranges, terms) {
    this.ranges = ranges;
    this.at = this.first();
    this.place = el("span", { class: "walk__place", "aria-hidden": "true" });
    this.said = el("span", { class: "search-unseen", role: "status" });
    const all = new URL(write({ q: terms, filters: noFilters(), sort: "relevance", page: 1 }), PAGE).href;
    const button = (/** @type {string} */ label, /** @type {"up" | "down" | "close"} */ name, /** @type {EventListener} */ click) =>
      el("button", { type: "button", "aria-label": label, title: label, click }, icon(name));
    this.bar = el("div", { class: "walk", role: "region", "aria-label": "搜索到的词" },
      el("a", { class: "walk__terms", href: all, title: "全部结果" }, terms.trim().slice(0, 60)),
      this.place, this.said,
      button(single() ? "上一处（Shift+N）" : "上一处", "up", () => this.step(-1)),
      button(single() ? "下一处（N）" : "下一处", "down", () => this.step(1)),
      button("不再标出（Esc）", "close", () => this.close()),
    );
    document.body.append(this.bar);
    addEventListener("keydown", this.key, true);
    addEventListener("hashchange", this.jump);
    CSS.highlights?.set(ALL, new Highlight(...ranges));
    this.show(false);
  }

  /** The first occurrence from the anchor of the address on. @private */
  first() {
    const id = decoded(location.hash.slice(1));
    const target = id ? document.getElementById(id) : null;
    if (!target) return 0;
    const after = this.ranges.findIndex((range) =>
      target.contains(range.startContainer) || target.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING);
    return Math.max(after, 0);
  }

  /** @private @param {number} by */
  step(by) {
    this.at = (this.at + by + this.ranges.length) % this.ranges.length;
    this.show(true);
  }

  /** @private @param {boolean} say */
  show(say) {
    const range = this.ranges[this.at];
    this.place.textContent = `${this.at + 1} / ${this.ranges.length}`;
    this.said.textContent = say ? `第 ${this.at + 1} 处，共 ${this.ranges.length} 处：${around(range)}` : `标出 ${this.ranges.length} 处`;
    if (CSS.highlights) {
      const current = new Highlight(range);
      current.priority = 1;
      CSS.highlights.set(ONE, current);
    } else {
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    }
    this.scroll(range, say);
  }

  /** @private @param {Range} range @param {boolean} glide */
  scroll(range, glide) {
    range.startContainer.parentElement?.closest("details:not([open])")?.setAttribute("open", "");
    const { top, bottom } = range.getBoundingClientRect();
    const head = document.querySelector("header")?.getBoundingClientRect().bottom ?? 0;
    if (top > head && bottom < this.bar.getBoundingClientRect().top) return;
    const calm = !glide || matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollTo({ top: scrollY + top - innerHeight * 0.35, behavior: calm ? "instant" : "smooth" });
  }

  /** @private @param {KeyboardEvent} event */
  key = (event) => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable]")) return;
    const act = { n: () => this.step(1), N: () => this.step(-1), Escape: () => this.close() }[event.key];
    if (!act || (event.key !== "Escape" && !single())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  };

  /** Another section of the same page has been asked for. @private */
  jump = () => {
    this.at = this.first();
    this.show(true);
  };

  close() {
    removeEventListener("keydown", this.key, true);
    removeEventListener("hashchange", this.jump);
    this.bar.remove();
    CSS.highlights?.delete(ALL);
    CSS.highlights?.delete(ONE);
    walk = null;
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The occurrence with what stands around it, to be read out. @param {Range} range */
function around(range) {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const before = (startContainer.textContent ?? "").slice(Math.max(0, startOffset - AROUND), startOffset);
  const after = (endContainer.textContent ?? "").slice(endOffset, endOffset + AROUND);
  return `${before}${range}${after}`;
}
