/** The page of the search: filters, order, result pages, and an address that says it all. */

import { el, elsewhere, icon } from "./dom.js";
import { Facets, spoken } from "./facets.js";
import { Field } from "./field.js";
import { Pages } from "./pages.js";
import { choose, chosen, FACETS, filters, noFilters, read, write } from "./state.js";
import { View } from "./view.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Sort} Sort
 * @typedef {import("../types.js").Answer} Answer
 */

const GROUPS = 10;
const SECTIONS = 4;

/** @type {[Sort, string][]} */
const ORDERS = [["relevance", "相关"], ["newest", "从新到旧"], ["oldest", "从旧到新"]];

/** Where the reader was when the page was left; scripts that exchange pages overwrite the history's state. */
let left = { address: "", scroll: 0 };

export class SearchPage {
  /** @param {HTMLElement} host The element to fill. */
  constructor(host) {
    this.host = host;
    this.title = document.title;
    this.state = read(location.search);
    this.input = el("input", {
      class: "search-input", id: "search-page-input", type: "text", "aria-label": "搜索全部总结",
      placeholder: "搜索全部总结", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.field = new Field(this.input, (text) => this.go({ ...this.state, q: text, page: 1 }, false));
    this.view = new View({
      most: SECTIONS,
      onQuery: (query) => this.go({ ...this.state, q: query, page: 1 }),
      onUnfilter: () => this.go({ ...this.state, filters: noFilters(), page: 1 }),
    });
    this.view.onRetry = () => this.run();
    this.facets = new Facets((name, value, yes) => this.go(choose(this.state, name, value, yes)));
    this.orders = el("div", { class: "search-orders", role: "group", "aria-label": "次序" });
    this.taken = el("ul", { class: "search-taken", "aria-label": "已选的范围" });
    this.names = new Pages();
    this.clearing = el("button", { type: "button", class: "search-clear", click: () => this.clear() }, "清空");
    this.turning = el("nav", { class: "search-turn", "aria-label": "结果的各页" });
    this.narrow = el("button", { type: "button", class: "search-button search-narrow", "aria-expanded": "false", "aria-controls": "search-facets" }, "筛选");
    this.build();
    addEventListener("popstate", this.back);
    addEventListener("pagehide", this.leaving);
    this.host.addEventListener("click", this.leaving);
    const scrolled = Number(history.state?.searchScroll) || (left.address === location.href ? left.scroll : 0);
    this.run().then(() => scrolled && scrollTo({ top: scrolled, behavior: "instant" }));
  }

  /** Whether the page is still the one in view; if not, it stops listening. */
  get alive() {
    if (this.host.isConnected) return true;
    removeEventListener("popstate", this.back);
    removeEventListener("pagehide", this.leaving);
    return false;
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  /** @private */
  build() {
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.field.tell();
    };
    const side = el("aside", { class: "search-side", id: "search-facets", "aria-label": "筛选" }, this.facets.element);
    this.narrow.addEventListener("click", () => {
      this.narrow.setAttribute("aria-expanded", String(side.classList.toggle("search-side--open")));
    });
    this.host.replaceChildren(
      el("form", { class: "search-bar", role: "search", submit }, icon("search"), this.input,
        this.clearing),
      el("div", { class: "search-head" }, this.view.status, this.orders, this.narrow),
      this.taken,
      el("div", { class: "search-columns" }, side, el("div", { class: "search-main" }, this.names.element, this.view.body, this.turning)),
    );
    this.turning.addEventListener("click", (event) => this.turn(event));
  }

  /** @private */
  clear() {
    this.go({ ...this.state, q: "", page: 1 });
    this.input.focus();
  }

  /** @private */
  back = () => {
    if (!this.alive) return;
    this.state = read(location.search);
    this.run();
  };

  /** Keep the place on the page for the way back to it. @private */
  leaving = () => {
    if (!this.alive) return;
    history.replaceState({ ...history.state, searchScroll: scrollY }, "");
    left = { address: location.href, scroll: scrollY };
  };

  /** @private @param {State} state @param {boolean} step Whether the way back leads over the former state. */
  go(state, step = true) {
    const address = location.pathname + write(state);
    if (step && address !== location.pathname + location.search) history.pushState(null, "", address);
    else history.replaceState(history.state, "", address);
    this.state = state;
    this.run();
  }

  /** Show the state as it is. @private */
  async run() {
    const { state } = this;
    if (this.input.value !== state.q && !this.field.composing) this.field.set(state.q);
    const query = state.q.trim();
    document.title = query ? `${[...query.slice(0, 80)].slice(0, 30).join("")} - ${this.title}` : this.title;
    this.host.classList.toggle("search-page--empty", !query);
    this.clearing.hidden = !state.q;
    this.names.ask(state.page === 1 ? state.q : "");
    this.drawOrders();
    this.drawTaken();
    const options = { filters: filters(state), sort: state.sort, offset: (state.page - 1) * GROUPS, limit: GROUPS };
    const answer = await this.view.ask(state.q, options);
    if (!answer || state !== this.state) {
      if (state === this.state) this.turning.replaceChildren();
      return;
    }
    const last = Math.max(1, Math.ceil(answer.total.summaries / GROUPS));
    if (state.page > last) this.go({ ...state, page: last }, false);
    else this.drawAround(answer, last);
  }

  /** @private @param {Answer} answer @param {number} last */
  drawAround(answer, last) {
    this.facets.show(answer.facets, this.state);
    const number = chosen(this.state);
    this.narrow.textContent = number ? `筛选（${number}）` : "筛选";
    this.turning.replaceChildren(...(last > 1 ? this.turns(last) : []));
  }

  /** @private */
  drawOrders() {
    this.orders.replaceChildren(...ORDERS.map(([sort, name]) => el("button", {
      type: "button", "aria-pressed": String(this.state.sort === sort), "data-sort": sort,
      click: () => {
        this.go({ ...this.state, sort, page: 1 });
        /** @type {HTMLElement | null} */ (this.orders.querySelector(`[data-sort=${sort}]`))?.focus();
      },
    }, name)));
  }

  /** @private */
  drawTaken() {
    const rows = FACETS.flatMap((name) => this.state.filters[name].map((value) => el("li", {}, el("button", {
      type: "button", "aria-label": `去掉 ${spoken(name, value)}`,
      click: () => this.leave(() => choose(this.state, name, value, false)),
    }, spoken(name, value), icon("close")))));
    if (rows.length > 1) {
      rows.push(el("li", {}, el("button", { type: "button", class: "search-taken__all", click: () => this.leave(() => ({ ...this.state, filters: noFilters(), page: 1 })) }, "全部去掉")));
    }
    this.taken.replaceChildren(...rows);
    this.taken.hidden = rows.length === 0;
  }

  /** Take filters away by a button that goes with them. @private @param {() => State} next */
  leave(next) {
    this.go(next());
    (this.taken.querySelector("button") ?? this.input).focus();
  }

  /** @private @param {number} last */
  turns(last) {
    const { page } = this.state;
    const near = [1, page - 1, page, page + 1, last].filter((number, at, all) => number >= 1 && number <= last && all.indexOf(number) === at);
    const link = (/** @type {number} */ number, /** @type {string} */ name, /** @type {string} */ label) => el("a", {
      href: location.pathname + write({ ...this.state, page: number }), "data-page": number, "aria-label": label,
      "aria-current": number === page && name === String(number) ? "page" : null,
    }, name);
    const row = near.sort((a, b) => a - b).flatMap((number, at) => [
      at > 0 && number > near[at - 1] + 1 && el("span", { "aria-hidden": "true" }, "…"),
      link(number, String(number), `第 ${number} 页`),
    ]);
    return [
      page > 1 && link(page - 1, "上一页", "上一页"),
      ...row,
      page < last && link(page + 1, "下一页", "下一页"),
    ].filter((part) => part !== false);
  }

  /** @private @param {MouseEvent} event */
  turn(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || elsewhere(event)) return;
    event.preventDefault();
    this.go({ ...this.state, page: Number(link.dataset.page) });
    this.view.status.tabIndex = -1;
    this.view.status.focus({ preventScroll: true });
    this.host.scrollIntoView({ block: "start" });
  }
}
