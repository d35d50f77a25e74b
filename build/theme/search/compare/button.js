/** The button that picks a section, or lets go of it. */

import { el } from "../ui/dom.js";
import { MOST, picks, toggle, watch } from "./picks.js";

/** @typedef {import("./picks.js").Pick} Pick */

let watching = false;

/** @param {Pick} pick */
export function pickButton(pick) {
  if (!watching) {
    watch(redraw);
    watching = true;
  }
  const made = el("button", { type: "button", class: "compare-pick", "data-key": pick.key, "data-name": pick.name, click: () => toggle(pick) });
  draw(made, picks());
  return made;
}

/** @param {HTMLButtonElement} button @param {Pick[]} chosen */
function draw(button, chosen) {
  const { key, name } = button.dataset;
  const taken = chosen.some((pick) => pick.key === key);
  const full = !taken && chosen.length >= MOST;
  button.textContent = taken ? "已加入" : "加入对照";
  button.setAttribute("aria-pressed", String(taken));
  button.setAttribute("aria-label", `加入对照：${name}`);
  button.setAttribute("aria-disabled", String(full));
  button.title = full ? `最多并排 ${MOST} 节，先移出一节` : "";
}

function redraw() {
  const chosen = picks();
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".compare-pick"))) draw(button, chosen);
}
