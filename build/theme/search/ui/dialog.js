/** The search over any page: a field, the pages that bear the name, the first results. */

import { el, elsewhere, icon } from "./dom.js";
import { PAGE } from "./engine.js";
import { Field, ofInputMethod } from "./field.js";
import { Pages } from "./pages.js";
import { fits, noFilters, write } from "./state.js";
import { View } from "./view.js";

/** Summaries in the dialog; the page has them all. */
const GROUPS = 6;
const SECTIONS = 3;

/** @type {Dialog | null} */
let dialog = null;

/** Open the search over the page. */
export function openSearch() {
  if (!dialog?.element.isConnected) dialog = new Dialog();
  dialog.open();
}

class Dialog {
  constructor() {
    this.view = new View({ most: SECTIONS, onQuery: (query) => this.put(query) });
    this.pages = new Pages();
    this.input = el("input", {
      class: "search-input", id: "search-dialog-input", name: "q", type: "text", "aria-label": "搜索全部总结",
      placeholder: "搜索全部总结", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.clear = el("button", { type: "button", class: "search-clear", hidden: true, click: () => this.put("") }, "清空");
    this.all = el("a", { class: "search-all", href: PAGE.href, hidden: true });
    this.element = this.build();
    this.field = new Field(this.input, (text) => this.ask(text));
    document.body.append(this.element);
    this.ask("");
  }

  /** @private */
  build() {
    const close = () => this.element.close();
    const form = el("form", { class: "search-bar", role: "search", action: PAGE.href, submit: (event) => this.submit(event) },
      icon("search"), this.input, this.clear,
      el("button", { type: "button", class: "search-close", "aria-label": "关闭搜索", click: close }, el("kbd", {}, "Esc"), icon("close")),
    );
    const foot = el("div", { class: "search-foot" }, this.all,
      el("p", { class: "search-keys", "aria-hidden": "true" }, el("kbd", {}, "↑"), el("kbd", {}, "↓"), " 选择", el("kbd", {}, "Enter"), " 打开"),
    );
    const scroll = el("div", { class: "search-scroll" }, this.pages.element, this.view.status, this.view.body);
    const made = el("dialog", { class: "search-dialog", "aria-label": "搜索" }, form, scroll, foot);
    made.addEventListener("keydown", (event) => this.key(event));
    made.addEventListener("cancel", (event) => this.field.composing && event.preventDefault());
    made.addEventListener("click", (event) => this.clicked(event));
    return made;
  }

  open() {
    if (!this.element.open) this.element.showModal();
    this.input.focus();
    this.input.select();
  }

  /** @private @param {string} query */
  put(query) {
    this.field.set(query);
    this.input.focus();
    this.ask(query);
  }

  /** @private @param {string} query */
  async ask(query) {
    this.clear.hidden = !query;
    this.pages.ask(query);
    const answer = await this.view.ask(query, { limit: GROUPS });
    if (!query.trim()) this.all.hidden = true;
    if (!answer) return;
    this.all.hidden = answer.total.summaries === 0 || !fits(query);
    this.all.href = new URL(write({ q: query, filters: noFilters(), sort: "relevance", page: 1 }), PAGE).href;
    const rest = answer.total.summaries - answer.groups.length;
    this.all.textContent = rest > 0 ? `还有 ${rest.toLocaleString("en")} 篇，全部查看、筛选` : "在整页里查看、筛选";
  }

  /** @private @param {Event} event */
  submit(event) {
    if (this.field.composing || !this.input.value.trim()) event.preventDefault();
    else if (!fits(this.input.value)) {
      event.preventDefault();
      this.field.tell();
    }
  }

  /** @private @param {MouseEvent} event */
  clicked(event) {
    const { target } = event;
    if (target === this.element) this.element.close();
    const link = target instanceof Element ? target.closest("a") : null;
    if (link && !event.defaultPrevented && !elsewhere(event)) this.element.close();
  }

  /** @private @param {KeyboardEvent} event */
  key(event) {
    if (ofInputMethod(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.move(step);
    } else if (event.key.length === 1 && event.key !== " " && event.target !== this.input) {
      this.input.focus();
    }
  }

  /** Go to the next or previous link; the field stands above the first. @private @param {number} step */
  move(step) {
    /** @type {HTMLElement[]} */
    const stops = [this.input, ...this.element.querySelectorAll(".search-scroll :is(a, button:not(.compare-pick)), .search-all:not([hidden])")]
      .filter((stop) => stop instanceof HTMLElement);
    const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = stops[Math.min(Math.max(at + step, 0), stops.length - 1)];
    next.focus();
    if (next === this.input) this.input.select();
  }
}
