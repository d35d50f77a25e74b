/** Totals, notices and results of one query at a time: the part that dialog and page share. */

import { el, elsewhere } from "./dom.js";
import { engine, Newest, reopen } from "./engine.js";
import { keep } from "./landing.js";
import { failure, hints, loosened, nothing, unanswered } from "./notices.js";
import { list, marked, totals } from "./results.js";

/**
 * @typedef {import("../types.js").Answer} Answer
 * @typedef {import("../types.js").Options} Options
 */

/** An answer that comes sooner needs no word that it is awaited. */
const SOON = 250;

export class View {
  /**
   * @param {object} settings
   * @param {number} settings.most Sections of a summary that are shown at first.
   * @param {(query: string) => void} settings.onQuery A query that was offered has been chosen.
   * @param {(() => void) | null} [settings.onUnfilter] The filters are to go.
   */
  constructor({ most, onQuery, onUnfilter = null }) {
    /** @private */ this.most = most;
    /** @private */ this.onQuery = onQuery;
    /** @private */ this.onUnfilter = onUnfilter;
    /** @private */ this.newest = new Newest();
    /** @private */ this.terms = "";
    this.status = el("p", { class: "search-status", role: "status" });
    this.body = el("div", { class: "search-body" });
    this.body.addEventListener("click", (event) => this.clicked(event));
  }

  /**
   * Ask, and show what comes.
   * @param {string} query
   * @param {Options} options
   * @returns {Promise<Answer | null>} Null where there is nothing to ask, where a newer question was
   *     asked meanwhile, and on an error, which is shown.
   */
  async ask(query, options) {
    if (!query.trim()) {
      this.newest.drop();
      this.put("", hints());
      return null;
    }
    this.body.setAttribute("aria-busy", "true");
    const late = setTimeout(() => this.await(), SOON);
    try {
      const answer = await this.newest.ask(async () => (await engine()).search(query, options));
      if (answer) this.show(answer, query, Boolean(options.filters && Object.keys(options.filters).length));
      return answer;
    } catch (error) {
      console.info("search", error);
      this.put("", failure(error, () => this.again(query, options)));
      return null;
    } finally {
      clearTimeout(late);
    }
  }

  /** @private @param {string} query @param {Options} options */
  again(query, options) {
    reopen();
    this.await();
    this.onRetry(query, options);
  }

  /** Say that the answer is on its way; hints and errors do not stand there meanwhile. @private */
  await() {
    this.say("正在搜索…");
    if (!this.body.querySelector(".found")) this.body.replaceChildren();
  }

  /**
   * Ask once more after an error; who shows more than this view does puts its own in place.
   * @param {string} query @param {Options} options
   */
  onRetry(query, options) {
    this.ask(query, options);
  }

  /** @private @param {Answer} answer @param {string} query @param {boolean} filtered */
  show(answer, query, filtered) {
    const any = answer.groups.length > 0 || answer.total.summaries > 0;
    this.terms = marked(answer, query);
    const parts = [
      answer.failed?.length && unanswered(answer.failed),
      answer.relaxed && loosened(query, answer.relaxed, any),
      !any && (!answer.relaxed || filtered) && nothing(query, filtered ? this.onUnfilter : null),
      any && list(answer, query, this.most),
    ].filter((part) => part instanceof HTMLElement);
    this.put(answer.relaxed || !any ? `没有找到${any ? `，相近的有 ${totals(answer.total)}` : ""}` : totals(answer.total), ...parts);
  }

  /** @private @param {string} text @param {...HTMLElement} parts */
  put(text, ...parts) {
    this.body.removeAttribute("aria-busy");
    this.say(text);
    this.body.replaceChildren(...parts);
  }

  /** @private @param {string} text */
  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  /** @private @param {MouseEvent} event */
  clicked(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    if (link.dataset.query === undefined) {
      keep(this.terms);
    } else if (!elsewhere(event)) {
      event.preventDefault();
      this.onQuery(link.dataset.query);
    }
  }
}
