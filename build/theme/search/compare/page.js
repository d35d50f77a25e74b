/** The page that shows two to four sections side by side; its address says which. */

import { el } from "../ui/dom.js";
import { at, engine, Newest, PAGE, reopen } from "../ui/engine.js";
import { facts } from "../ui/facts.js";
import { failure } from "../ui/notices.js";
import { common, LENGTH } from "./common.js";
import { address, MOST, picks, valid } from "./picks.js";

/** @typedef {import("../types.js").Section} Section */
/** @typedef {{key: string, section: Section | null}} Column */

export class ComparePage {
  /** @param {HTMLElement} host  the element to fill */
  constructor(host) {
    this.host = host;
    this.newest = new Newest();
    this.marking = true;
    this.status = el("p", { class: "search-status", role: "status" });
    this.columns = el("div", { class: "compare-columns", tabindex: "0", role: "region", "aria-label": "并排的章节" });
    const box = el("input", { type: "checkbox", id: "compare-marking", checked: true, change: () => this.mark(box.checked) });
    this.switch = el("p", { class: "compare-switch" }, box, el("label", { for: "compare-marking" }, `标出至少 ${LENGTH} 个字相同的词句`));
    host.replaceChildren(this.status, this.switch, this.columns);
    addEventListener("popstate", () => this.host.isConnected && this.run());
    this.run();
  }

  /** What the address names; without that, what the reader has picked. @private */
  keys() {
    const given = new URLSearchParams(location.search).getAll("s").filter(valid);
    return [...new Set(given.length ? given : picks().map(({ key }) => key))].slice(0, MOST);
  }

  /** @private */
  async run() {
    const keys = this.keys();
    this.switch.hidden = keys.length < 2;
    if (keys.length === 0) {
      this.say("还没有选要对照的章节。");
      this.columns.replaceChildren(this.ways());
      return;
    }
    this.columns.setAttribute("aria-busy", "true");
    this.say("正在取出各节…");
    try {
      const columns = await this.newest.ask(() => load(keys));
      if (columns) this.show(columns);
    } catch (error) {
      console.info("compare", error);
      this.say("");
      this.columns.replaceChildren(failure(error, () => {
        reopen();
        this.run();
      }));
    }
    this.columns.removeAttribute("aria-busy");
  }

  /** @private @param {Column[]} columns */
  show(columns) {
    const texts = columns.map(({ section }) => (section ? section.parts.flatMap(units).map(({ text }) => text) : []));
    const found = common(texts);
    this.columns.style.setProperty("--columns", String(columns.length));
    this.columns.replaceChildren(...columns.map((column, at) => this.column(column, columns.length > 1 ? found[at] : null)));
    this.say(columns.length > 1 ? `${columns.length} 节并排。地址栏里的地址可以收藏，可以发给别人。` : "只有一节。再加一节就可并排。");
    if (columns.length === 1) this.columns.append(this.ways());
    const names = columns.map(({ section }) => section?.title).filter(Boolean);
    document.title = `对照：${names.join("、").slice(0, 60)}`;
  }

  /**
   * @private
   * @param {Column} column
   * @param {{marks: [number, number][][], share: number} | null} same
   */
  column({ key, section }, same) {
    const leave = el("button", { type: "button", class: "search-button", "aria-label": `移出 ${section?.trail.at(-1) ?? key}`, click: () => this.drop(key) }, "移出");
    if (!section) {
      return el("article", { class: "compare-column" },
        el("p", { class: "search-notice" }, "没有找到这一节，可能已经改号或撤下。"), leave);
    }
    const marks = same?.marks.values();
    return el("article", { class: "compare-column" },
      el("header", {},
        el("h2", {}, el("a", { href: at(section.url).href }, section.title || "（无标题）")),
        el("p", { class: "found__facts" }, ...facts(section).map((fact) => el("span", {}, ...fact))),
        section.trail.length > 1 && el("p", { class: "compare-trail" }, ...section.trail.slice(0, -1).map((name) => el("span", {}, name))),
        el("p", { class: "compare-do" }, same && el("span", {}, `与其余各节相同 ${Math.round(same.share * 100)}%`), leave),
      ),
      ...section.parts.flatMap((part) => units(part).map(({ heading, text }) => {
        const places = marks?.next().value ?? [];
        return heading ? el("h3", { "data-depth": Math.min(part[1] - section.parts[0][1], 3) }, ...marked(text, places)) : el("p", {}, ...marked(text, places));
      })),
    );
  }

  /** @private @param {string} key */
  drop(key) {
    history.pushState(null, "", address(this.keys().filter((one) => one !== key)));
    this.status.tabIndex = -1;
    this.status.focus();
    this.run();
  }

  /** @private */
  ways() {
    const to = (/** @type {string} */ path, /** @type {string} */ name) => el("a", { href: at(path).href }, name);
    return el("p", { class: "compare-ways" }, "在", to("topics/", "主题"), "的页面、", el("a", { href: PAGE.href }, "搜索"),
      `的结果和各篇总结里，标题旁边都有“加入对照”。选两到 ${MOST} 节，页脚就有“并排对照”。`);
  }

  /** @private @param {boolean} yes */
  mark(yes) {
    this.columns.classList.toggle("compare-columns--plain", !yes);
  }

  /** @private @param {string} text */
  say(text) {
    this.status.textContent = text;
  }
}

/** @param {string[]} keys @returns {Promise<Column[]>} */
async function load(keys) {
  const index = await engine();
  return Promise.all(keys.map(async (key) => {
    const at = key.lastIndexOf("/");
    return { key, section: await index.section(`s/${key.slice(0, at)}/`, key.slice(at + 1)) };
  }));
}

/**
 * The headings and paragraphs of a part as the page of the summary shows them.
 * @param {import("../store.js").Part} part
 */
function units([, depth, heading, runIn, paragraphs]) {
  if (runIn) return [heading + (paragraphs[0] ?? ""), ...paragraphs.slice(1)].map((text) => ({ heading: false, text }));
  const head = heading ? [{ heading: depth > 0, text: heading }] : [];
  return [...(depth > 0 ? head : []), ...paragraphs.map((text) => ({ heading: false, text }))];
}

/** @param {string} text @param {[number, number][]} places @returns {(Node | string)[]} */
function marked(text, places) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const [start, end] of places) {
    parts.push(text.slice(at, start), el("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}
