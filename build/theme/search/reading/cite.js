/** The citation: puts the page's address and the day into it, and adds buttons that copy it. */

import { el } from "../ui/dom.js";

/** How long a button says that it has copied, in milliseconds. */
const SAID = 2500;

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

/** @param {HTMLElement} form */
function button(form) {
  const said = el("span", { role: "status", class: "cite__said" });
  const press = el("button", { type: "button", class: "cite__copy", click: run }, `复制 ${form.dataset.cite}`);
  return el("p", { class: "cite__buttons" }, press, said);

  async function run() {
    await copy(form);
    said.textContent = "已复制";
    setTimeout(() => said.replaceChildren(), SAID);
  }
}

export function mountCitation() {
  for (const box of document.querySelectorAll(".cite")) {
    for (const place of box.querySelectorAll('[data-cite="address"]')) place.textContent = address();
    for (const place of box.querySelectorAll('[data-cite="day"]')) place.textContent = today();
    for (const form of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll(".cite__form"))) form.after(button(form));
  }
}
