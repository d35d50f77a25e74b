/**
 * The marks that say how a value is known. The style sheet opens the evidence below a mark on hover
 * and focus; this says so to a screen reader, lets a click and Escape close it, and lets the lines of
 * the source that are named there lead to them.
 */

import { el } from "../ui/dom.js";

const KNOWN = ".facts dd > span";
const OPEN = `${KNOWN}:is(:hover, :focus-within)`;

/** @param {EventTarget | null} target */
function around(target) {
  return target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(KNOWN)) : null;
}

function tell() {
  for (const known of document.querySelectorAll(KNOWN)) {
    const shut = known.classList.contains("shut");
    known.querySelector("button")?.setAttribute("aria-expanded", String(known.matches(OPEN) && !shut));
  }
}

export function mountEvidence() {
  const source = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.facts a[href*="sources/view"]'));
  document.querySelectorAll(KNOWN).forEach((known, at) => {
    const [button, why] = known.children;
    const name = known.closest("div")?.querySelector("dt")?.textContent;
    why.id = `why-${at + 1}`;
    button.setAttribute("aria-controls", why.id);
    button.setAttribute("aria-label", `${button.textContent}：${name}的依据`);
    for (const line of source ? why.querySelectorAll("cite") : []) {
      const number = line.textContent;
      line.replaceChildren(el("a", { href: `${source?.getAttribute("href")}:${number}` }, `原文第 ${number} 行`));
    }
  });
  tell();
}

export function watchEvidence() {
  let before = false;
  addEventListener("pointerdown", ({ target }) => {
    before = Boolean(around(target)?.matches(":focus-within:not(.shut)"));
  });
  addEventListener("click", ({ target }) => {
    const known = around(target);
    if (!known || !(target instanceof Element) || !target.closest("button")) return;
    target.closest("button")?.focus();  // Safari gives a button that is tapped no focus
    known.classList.toggle("shut", before);
    tell();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const known of document.querySelectorAll(`${OPEN}:not(.shut)`)) known.classList.add("shut");
    tell();
  });
  for (const name of ["focusin", "focusout", "mouseover", "mouseout"]) {
    addEventListener(name, ({ target }) => {
      const known = around(target);
      if (!known) return;
      requestAnimationFrame(() => {
        if (!known.matches(OPEN)) known.classList.remove("shut");
        tell();
      });
    });
  }
}
