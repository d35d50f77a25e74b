/** The page that shows any source: the whole of it, with every change marked, named and counted. */

import { at, engine, reopen } from "../ui/engine.js";
import { el } from "../ui/dom.js";
import { facts } from "../ui/facts.js";
import { failure } from "../ui/notices.js";
import { joined, load, stretches } from "./decode.js";
import { drawn } from "./lines.js";

/** @typedef {import("./decode.js").Stretch} Stretch */
/** @typedef {import("./decode.js").View} View */
/** @typedef {import("../types.js").Section} Section */

/**
 * @typedef {object} Tally
 * @property {string} rule
 * @property {string} fate
 * @property {number} times
 * @property {number} before
 * @property {number} after
 * @property {number} first  the line of its first change
 */

const FATES = /** @type {const} */ ({ kept: "保留", repaired: "修复", removed: "删去" });
const KEY = /^\?([0-9a-f]{12})(?::(\d+))?$/;
const VIEWS = [["both", "对照"], ["clean", "只看清洗后"], ["raw", "只看原文"]];

export class SourceView {
  /** @param {HTMLElement} host  the element to fill */
  constructor(host) {
    this.host = host;
    this.names = new Map([...document.querySelectorAll(".source-rules dt")].map((name) => [name.textContent, name.nextElementSibling?.textContent]));
    this.run();
  }

  /** @private */
  async run() {
    const [, key, line] = KEY.exec(location.search) ?? [];
    if (!key) {
      this.host.replaceChildren(el("p", {}, "地址里没有写明哪一个源文件，请从", el("a", { href: at("sources/").href }, "来源"), "里选。"));
      return;
    }
    this.host.setAttribute("aria-busy", "true");
    try {
      const view = await load(at("sources/x").protocol === "file:" ? new URL(".", at("sources/index.html")) : at("sources/"), key);
      const index = view.urls.length ? await engine() : null;
      const pages = await Promise.all(view.urls.map((url) => /** @type {import("../client.js").Index} */ (index).section(url, null)));
      this.show(view, pages.filter((page) => page !== null));
    } catch (error) {
      console.info("source", error);
      this.host.replaceChildren(failure(error, () => {
        reopen();
        this.run();
      }));
    }
    this.host.removeAttribute("aria-busy");
    // the line that the address names is there only now
    if (line && !location.hash) history.replaceState(history.state, "", `#L${line}`);
    if (location.hash) location.replace(location.hash);
  }

  /** @private @param {View} view @param {Section[]} pages */
  show(view, pages) {
    const found = stretches(view, pages.map((page) => joined(page.parts)).join(""));
    const { rows, tallies } = drawn(found, this.names);
    const title = document.querySelector("h1");
    if (title) title.textContent = view.file;
    document.title = document.title.replace(/^.*(?= - )/, () => view.file);
    const size = (/** @type {string} */ fate) => found.filter((one) => one.fate === fate).reduce((sum, { old }) => sum + count(old), 0);
    const sizes = Object.keys(FATES).map((fate) => ({ fate, size: size(fate) }));
    this.host.replaceChildren(
      lede(view, sizes.reduce((sum, one) => sum + one.size, 0), found, "originals" in this.host.dataset),
      ...(pages.length ? [el("div", { class: "entries" }, el("ul", {}, ...pages.map(entry)))] : []),
      bar(sizes),
      ...(tallies.length ? [legend(tallies, this.names)] : []),
      el("div", { class: "ledger" },
        ...VIEWS.flatMap(([name, shown]) => [
          el("input", { type: "radio", name: "ledger-view", id: `view-${name}`, checked: name === "both" }),
          el("label", { for: `view-${name}` }, shown),
        ]),
        el("input", { type: "checkbox", id: "view-rules" }), el("label", { for: "view-rules" }, "标出规则号"),
        el("div", { class: "ledger-text" }, ...rows)),
    );
  }
}

/** @param {string} text */
function count(text) {
  return Array.from(text).length;
}

/** @param {View} view @param {number} total @param {Stretch[]} found @param {boolean} alone */
function lede(view, total, found, alone) {
  return el("p", { class: "lede" }, `源文件的全部 ${total.toLocaleString("en")} 个字符，一个不少 · `, download(view, found, alone),
    ` · 读作 ${view.encoding}，SHA-256 `, el("code", {}, view.digest));
}

/**
 * The way to the raw file; where it is packed with others, the text as it was read.
 * @param {View} view
 * @param {Stretch[]} found
 * @param {boolean} alone  whether raw files stand by themselves
 */
function download(view, found, alone) {
  if (alone) return el("a", { href: at(view.original).href, download: true }, "下载原始文件");
  const name = `${view.file.replace(/^.*\//, "").replace(/\.txt$/, "")}.txt`;
  const link = el("a", { href: "#", download: name, click: () => {
    const url = URL.createObjectURL(new Blob([found.map(({ old }) => old).join("")], { type: "text/plain" }));
    link.href = url;
    setTimeout(() => URL.revokeObjectURL(url), 60_000);  // when the browser has long saved it
  } }, "下载原文");
  return link;
}

/** @param {Section} page */
function entry(page) {
  return el("li", {}, el("a", { href: at(page.url).href }, page.title || "（无标题）"), " ",
    el("small", {}, ...facts(page).flatMap((fact, place) => (place ? [" · ", ...fact] : fact))));
}

/** @param {{fate: string, size: number}[]} sizes */
function bar(sizes) {
  const total = sizes.reduce((sum, { size }) => sum + size, 0) || 1;
  const shares = sizes.map(({ fate, size }) => `--${fate}:${(size / total).toFixed(4)}`).join(";");
  return el("ul", { class: "fates", "aria-label": "清洗结果", style: shares },
    ...sizes.map(({ fate, size }) => el("li", { class: `fate--${fate}` }, el("b", {}, FATES[/** @type {keyof typeof FATES} */ (fate)]),
      ` ${size.toLocaleString("en")} 字 `, el("small", {}, `${((100 * size) / total).toFixed(1)}%`))));
}

/** @param {Tally[]} tallies @param {Map<string | null, string | null | undefined>} names */
function legend(tallies, names) {
  const head = ["号", "处理", "规则", "处", "原字数", "现字数", "首处"];
  return el("details", { class: "legend", open: true },
    el("summary", {}, `用到的规则（${tallies.length} 条）`),
    el("div", { class: "md-typeset__scrollwrap" }, el("div", { class: "md-typeset__table" }, el("table", {},
      el("thead", {}, el("tr", {}, ...head.map((name) => el("th", {}, name)))),
      el("tbody", {}, ...tallies.map((one, place) => el("tr", {},
        ...[place + 1, FATES[/** @type {keyof typeof FATES} */ (one.fate)], names.get(one.rule) ?? one.rule, one.times, one.before, one.after].map((cell) => el("td", {}, cell.toLocaleString("en"))),
        el("td", {}, el("a", { href: `#L${one.first}` }, `第 ${one.first} 行`)))))))));
}
