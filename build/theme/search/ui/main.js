/**
 * The search on every page: the button in the header, the keys, the page of the search, the marks
 * on a page that a result led to. Hangs on plain elements and events alone; where another script
 * exchanges the page without loading a new one, it begins anew with what is there.
 */

import { el, icon } from "./dom.js";
import { PAGE, warm } from "./engine.js";
import { openers, single } from "./keys.js";
import { landed } from "./landing.js";
import { mountReading } from "../reading/main.js";

/** @type {import("./page.js").SearchPage | null} */
let page = null;
/** @type {typeof import("./marks.js") | null} */
let marks = null;
/** @type {Element | null} */
let article = null;

/** Open the search: the page's own field where it has one, the dialog elsewhere. */
async function open() {
  if (page?.alive) {
    page.focus();
    return;
  }
  try {
    const { openSearch } = await import("./dialog.js");
    openSearch();
  } catch {
    location.assign(PAGE);
  }
}

/** Put the button into the header in place of the link that is there for pages without scripts. */
function mountButton() {
  const slot = document.getElementById("search-slot");
  if (!slot || slot.querySelector("button")) return;
  const apple = /Mac|iPhone|iPad/.test(navigator.platform);
  slot.replaceChildren(el("button", { type: "button", class: "search-open", "aria-haspopup": "dialog", "aria-keyshortcuts": openers(), click: open },
    icon("search"), el("span", {}, "搜索"), el("kbd", { "aria-hidden": "true" }, apple ? "⌘K" : "Ctrl K")));
}

async function mountPage() {
  const host = document.getElementById("search-page");
  if (!host || (page?.host === host)) return;
  if (new URLSearchParams(location.search).get("q")) warm();
  const { SearchPage } = await import("./page.js");
  if (host.isConnected && page?.host !== host) page = new SearchPage(host);
}

async function mountMarks() {
  const terms = document.getElementById("search-page") ? null : landed();
  marks?.unmark();
  if (!terms?.trim() || !(article instanceof HTMLElement)) return;
  try {
    marks ??= await import("./marks.js");
    await marks.mark(article, terms);
  } catch (error) {
    console.info("search: the page is shown without marks", error);
  }
}

function mount() {
  mountButton();
  const now = document.querySelector("article") ?? document.querySelector("main");
  if (now === article) return;
  article = now;
  mountReading();
  mountPage();
  mountMarks();
}

/** @param {KeyboardEvent} event */
function key(event) {
  const { target } = event;
  if (event.isComposing || event.defaultPrevented || event.altKey || event.shiftKey) return;
  const writes = target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  const slash = event.key === "/" && single() && !writes && !event.ctrlKey && !event.metaKey;
  if (!command && !slash) return;
  event.preventDefault();
  event.stopPropagation();
  open();
}

addEventListener("keydown", key, true);
new MutationObserver(() => {
  if (!article?.isConnected || !document.querySelector("#search-slot button")) mount();
}).observe(document.documentElement, { childList: true, subtree: true });
mount();
