/**
 * The citation: puts the page's address and the day into the line that the page holds, makes a BibTeX
 * entry of the same, and adds buttons that copy them.
 */

import { el } from "../ui/dom.js";

/** How long a button says that it has copied, in milliseconds. */
const SAID = 2500;
const NOTE = "原作者和发布时间多已不可考，这里不代拟；标题和正文以清洗后的为准。";
/** The line as a page holds it: title, date of the copy. */
const LINE = /^(.*)\[EB\/OL\]\.(?:\((.*)\))?\[引用日期\]\.（本页网址）\.$/s;
/** @type {Record<string, string>} */
const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** Today in the reader's own zone, as `2024-03-09`. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The address that the page has on its own site, wherever this copy of it is. */
function address() {
  const own = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  return own?.href ?? location.href.replace(/[?#].*/, "");
}

/** Write text for TeX, in which none of it acts. @param {string} text */
export function tex(text) {
  return text.replace(/[\\{}#$%&_~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/**
 * @param {string} key
 * @param {string} title
 * @param {string | undefined} date
 */
function bibtex(key, title, date) {
  const known = document.querySelector(".facts dd");
  const year = `${known?.querySelector("a")?.textContent ?? ""}${known?.querySelector(".inferred") ? "（推断）" : ""}`;
  const fields = { title: `{${tex(title)}}`, date: date && tex(date), note: tex(`报告的年度：${year}`), url: address(), urldate: today(), langid: "chinese" };
  const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return [`@online{zongjie-${key},`, ...lines, "}"].join("\n");
}

/** @param {HTMLElement} form */
async function copy(form) {
  const text = form.innerText.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // without a secure context there is no clipboard to write to but by way of the selection
    getSelection()?.selectAllChildren(form);
    document.execCommand("copy");
  }
}

/**
 * @param {HTMLElement} form
 * @param {string} name
 */
function button(form, name) {
  const said = el("span", { role: "status", class: "cite__said" });
  const press = el("button", { type: "button", class: "cite__copy", click: run }, `复制 ${name}`);
  return el("p", { class: "cite__buttons" }, press, said);

  async function run() {
    await copy(form);
    said.textContent = "已复制";
    setTimeout(() => said.replaceChildren(), SAID);
  }
}

export function mountCitation() {
  const box = /** @type {HTMLElement | null} */ (document.querySelector(".cite[data-key]"));
  const line = /** @type {HTMLElement | null} */ (box?.querySelector(".cite__form"));
  const [, title, date] = line?.textContent?.match(LINE) ?? [];
  if (!box || !line || title === undefined) return;
  line.textContent = `${title}[EB/OL].${date ? `(${date})` : ""}[${today()}].${address()}.`;
  const entry = el("pre", { class: "cite__form" }, bibtex(box.dataset.key ?? "", title, date));
  box.append(button(line, "GB/T 7714"), entry, button(entry, "BibTeX"), el("p", {}, NOTE));
}
