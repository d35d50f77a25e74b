/**
 * Keys that are a single character, which speech input and slips of the hand set off unasked: a reader
 * may turn them off (WCAG 2.2, 2.1.4), and the browser keeps that.
 */

import { el } from "./dom.js";

const KEPT = "zongjie.keys";
const OFF = "off";
/** While nothing can be kept. */
let unkept = true;

/** Whether they are on. */
export function single() {
  try {
    return localStorage.getItem(KEPT) !== OFF;
  } catch {
    return unkept;
  }
}

/** What opens the search, as `aria-keyshortcuts` says it. */
export function openers() {
  return `${single() ? "/ " : ""}Control+K Meta+K`;
}

/** The switch. */
export function keySwitch() {
  const box = el("input", { type: "checkbox", checked: single(), change: turn });
  return el("label", {}, box, "按 / 搜索，按 N 到下一处");

  function turn() {
    unkept = box.checked;
    try {
      localStorage.setItem(KEPT, box.checked ? "on" : OFF);
    } catch {
      // without storage the choice lasts as long as the page
    }
    document.querySelector(".search-open")?.setAttribute("aria-keyshortcuts", openers());
  }
}
