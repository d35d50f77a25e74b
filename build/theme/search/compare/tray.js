/**
 * What has been picked, in a tray at the foot of every page; and the buttons beside the headings of
 * a summary and the sections of a list.
 */

import { el, icon } from "../ui/dom.js";
import { pickButton } from "./button.js";
import { address, clear, keyOf, picks, toggle, watch } from "./picks.js";

const HEADINGS = ".prose > :is(h2, h3, h4, h5, h6)[id]";
const LISTED = ".entries--sections li > a:first-child";

/** @type {HTMLElement | null} */
let tray = null;

export function mountPicking() {
  if (document.getElementById("compare-page")) return;
  for (const heading of document.querySelectorAll(HEADINGS)) {
    const key = keyOf(location.href.replace(/[?#].*/, "") + `#${heading.id}`);
    const name = [...heading.childNodes].filter((node) => !(node instanceof Element && node.matches(".headerlink"))).map((node) => node.textContent).join("");
    // beside the heading, not in it: what names a section to a screen reader stays as it is
    if (key) heading.after(el("div", { class: "compare-at" }, pickButton({ key, name })));
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(LISTED))) {
    const key = keyOf(link.href);
    if (key && link.hash) link.after(pickButton({ key, name: link.textContent ?? "" }));
  }
  draw();
}

export function watchPicks() {
  watch(draw);
}

function draw() {
  const chosen = picks();
  if (chosen.length === 0) {
    tray?.remove();
    tray = null;
    return;
  }
  const within = tray?.contains(document.activeElement) ?? false;
  const before = tray;
  tray = el("section", { class: "compare-tray", "aria-label": "对照" },
    el("ol", { class: "compare-tray__picks" }, ...chosen.map(row)),
    el("p", { class: "compare-tray__do" },
      el("span", { role: "status" }, `${chosen.length} 节`),
      chosen.length > 1
        ? el("a", { class: "compare-tray__go", href: address(chosen.map(({ key }) => key)) }, "并排对照")
        : el("span", { class: "compare-tray__wait" }, "再加一节就可并排"),
      el("button", { type: "button", class: "search-button", click: clear }, "清空"),
    ),
  );
  if (before) before.replaceWith(tray);
  else document.body.append(tray);
  if (within) /** @type {HTMLElement | null} */ (tray.querySelector("a, button"))?.focus();
}

/** @param {import("./picks.js").Pick} pick */
function row(pick) {
  return el("li", {}, el("span", {}, pick.name),
    el("button", { type: "button", "aria-label": `移出 ${pick.name}`, click: () => toggle(pick) }, icon("close")));
}
