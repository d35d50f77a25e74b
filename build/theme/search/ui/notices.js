/** What is said in place of results, or above those that are no exact matches. */

import { PAGE, at } from "./engine.js";
import { el } from "./dom.js";
import { keySwitch } from "./keys.js";
import { noFilters, write } from "./state.js";

/** @typedef {import("../types.js").Relaxed} Relaxed */

/** @type {Record<string, string>} */
const ERRORS = {
  offline: "连不上网站，搜索的数据没有载入。请看看网络，再试一次。",
  missing: "搜索的数据没有找到。网站可能正在更新，请稍后再试。",
  damaged: "搜索的数据没有载完整。请再试一次。",
  stale: "网站刚刚更新过，这一页还是旧的。请重新载入。",
  format: "网站刚刚更新过，这一页还是旧的。请重新载入。",
};

/** Errors that asking again does not mend. */
const OUTDATED = ["stale", "format"];

/**
 * Say what went wrong, and offer the way out.
 * @param {unknown} error
 * @param {() => void} retry
 */
export function failure(error, retry) {
  const code = /** @type {{code?: string}} */ (error)?.code ?? "";
  const outdated = OUTDATED.includes(code);
  return el("div", { class: "search-notice search-notice--error", role: "alert" },
    el("p", {}, ERRORS[code] ?? "搜索没有成功。请再试一次。"),
    el("button", { type: "button", class: "search-button", click: outdated ? () => location.reload() : retry },
      outdated ? "重新载入" : "重试"),
  );
}

/**
 * Say which sites did not answer; what the others have stands below.
 * @param {import("../types.js").Failed[]} failed
 */
export function unanswered(failed) {
  const why = (/** @type {string} */ code) => (code === "format" ? "它的检索数据是这里还不认识的版本" : code === "offline" ? "连不上" : "它的检索数据有缺损");
  return el("div", { class: "search-notice" },
    ...failed.map(({ name, url, code }) => el("p", {}, "没有搜到 ", el("a", { href: url }, name), `（${why(code)}）；下面是其余网站的结果。`)));
}

/**
 * Say that nothing holds what was typed, and what is shown in its place.
 * @param {string} query
 * @param {Relaxed} relaxed
 * @param {boolean} any Whether there are loose matches to show.
 */
export function loosened(query, relaxed, any) {
  const { words, dropped, needed, alternatives } = relaxed;
  const shown = needed >= words.length ? `含有${words.length > 1 ? "全部" : ""}这些词` : `至少含有其中 ${needed} 个词`;
  return el("div", { class: "search-notice" },
    el("p", {}, "没有一节含有 ", quoted(query), "。"),
    alternatives.length > 0 && el("p", {}, "换一个说法：", ...alternatives.flatMap(alternative)),
    any && el("p", {}, `下面不是完全匹配，是${shown}的章节：`, ...words.flatMap((word) => [el("b", {}, word), " "])),
    !any && alternatives.length === 0 && advice(),
    any && dropped.length > 0 && el("p", {}, "全站没有：", ...dropped.flatMap((word) => [el("s", {}, short(word)), " "])),
  );
}

/** @param {{query: string, why: string}} other */
function alternative({ query, why }) {
  const href = new URL(write({ q: query, filters: noFilters(), sort: "relevance", page: 1 }), PAGE).href;
  return [
    el("a", { href, "data-query": query }, query),
    el("small", {}, why === "synonym" ? "（近义）" : "（差一个字）"),
    " ",
  ];
}

/**
 * Say that nothing was found at all.
 * @param {string} query
 * @param {(() => void) | null} unfilter Takes the filters away, where there are any.
 */
export function nothing(query, unfilter) {
  return el("div", { class: "search-notice" },
    el("p", {}, unfilter ? "在所选的范围里，没有一节含有 " : "没有一节含有 ", quoted(query), "。"),
    unfilter
      ? el("button", { type: "button", class: "search-button", click: unfilter }, "不限范围再找")
      : advice(),
  );
}

function advice() {
  return el("p", {}, "少写几个字，或用空格把几个词隔开。");
}

/** What can be typed, shown while nothing is. */
export function hints() {
  /** @type {[string, string][]} */
  const rows = [
    ["集团化办学", "写什么就找什么，一字不差"],
    ["成都 集团化", "几个词都要有，次序不限"],
    ["集团化 -民办", "减号后面的词不要有"],
    ["标题:上半年 安全", "标题、年份、地区、主题可以限定"],
    ['"立德 树人"', "引号里的空格不分词"],
  ];
  return el("div", { class: "search-hints" },
    el("dl", {}, ...rows.flatMap(([typed, meaning]) => [
      el("dt", {}, el("a", { href: new URL(`?q=${encodeURIComponent(typed)}`, PAGE).href, "data-query": typed }, typed)),
      el("dd", {}, meaning),
    ])),
    el("p", {}, el("a", { href: at("guide/search/").href }, "搜索的全部写法"), keySwitch()),
  );
}

/** @param {string} query */
function quoted(query) {
  return el("q", {}, short(query));
}

/** @param {string} text */
function short(text) {
  const characters = [...text.trim().slice(0, 400)];
  return characters.length > 60 ? `${characters.slice(0, 60).join("")}…` : characters.join("");
}
