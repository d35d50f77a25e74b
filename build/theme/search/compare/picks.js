/**
 * The sections that a reader has picked to be set side by side; they are kept in the browser until
 * the reader lets them go.
 *
 * @typedef {object} Pick
 * @property {string} key  `path/anchor`: the section `anchor` of the page `s/path/`; no anchor for
 *     what stands before the first section
 * @property {string} name  what the reader saw it under
 */

import { at, SITE } from "../ui/engine.js";

/** Sections side by side, at most. */
export const MOST = 4;

const KEPT = "zongjie.compare";
const CHANGED = "zongjie:picks";
const KEY = /^[^/?#]+\/[^/?#]+\/[\w-]*$/u;

/** What was picked while nothing can be kept. @type {Pick[]} */
let unkept = [];

/** @returns {Pick[]} */
export function picks() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return found.filter((/** @type {any} */ one) => valid(one?.key) && typeof one.name === "string").slice(0, MOST);
  } catch {
    return unkept;
  }
}

/** @param {unknown} key */
export function valid(key) {
  return typeof key === "string" && KEY.test(key);
}

/** @param {Pick[]} chosen */
function keep(chosen) {
  unkept = chosen;
  try {
    localStorage.setItem(KEPT, JSON.stringify(chosen));
  } catch {
    // without storage the choice lasts as long as the page
  }
  dispatchEvent(new Event(CHANGED));
}

/** Take a section in, or let go of it; beyond the most that fit, nothing is taken in. @param {Pick} pick */
export function toggle(pick) {
  const now = picks();
  const others = now.filter((one) => one.key !== pick.key);
  if (others.length < now.length) keep(others);
  else if (now.length < MOST) keep([...now, pick]);
}

export function clear() {
  keep([]);
}

/** Call back on every change, in this tab or another. @param {() => void} changed */
export function watch(changed) {
  addEventListener(CHANGED, changed);
  addEventListener("storage", ({ key }) => (key === KEPT || key === null) && changed());
}

/** The page that shows sections side by side. @param {string[]} keys */
export function address(keys) {
  const url = at("compare/");
  for (const key of keys) url.searchParams.append("s", key);
  url.search = url.search.replaceAll("%2F", "/");
  return url.href;
}

/**
 * The key of the section that a link leads to; null if it leads to none.
 * @param {string} href
 */
export function keyOf(href) {
  const url = new URL(href, SITE);
  const home = new URL("s/", SITE);
  if (url.origin !== home.origin || !url.pathname.startsWith(home.pathname)) return null;
  try {
    const path = decodeURIComponent(url.pathname.slice(home.pathname.length)).replace(/\/(index\.html)?$/, "");
    const key = `${path}/${decodeURIComponent(url.hash.slice(1))}`;
    return valid(key) ? key : null;
  } catch {
    return null;
  }
}
