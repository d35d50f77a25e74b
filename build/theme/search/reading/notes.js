/**
 * What every page would else say hundreds of times: links of headings to themselves and of topics
 * to their pages, the look of masks, and what their signs and that of an inferred value mean.
 */

import { el } from "../ui/dom.js";

const HEADINGS = ".md-content :is(h2, h3, h4, h5, h6)[id]";
const NOTES = { ".prose i": "原文此处被遮去", "small i, .found__facts i": "推断，非原文写明" };

/** What stands for what was blanked out, or before it a times sign between figures. */
const MASKS = /([0-9](?: × |×)(?=[0-9]))|×+/g;

/** Set the masks of a text apart. @param {Text} text */
export function setApart(text) {
  for (const mask of [...text.data.matchAll(MASKS)].filter(([, times]) => !times).reverse()) {
    text.splitText(mask.index + mask[0].length);
    const sign = text.splitText(mask.index);
    sign.replaceWith(el("i", {}, sign.data));
  }
}

/** Let the topics of a section lead where the same ones in the card of facts do. @param {Text} text */
export function leadOn(text) {
  const links = [...document.querySelectorAll(".facts a")];
  text.replaceWith(...text.data.split(/(?=#)/).flatMap((name) => {
    const link = links.find(({ textContent }) => `#${textContent}` === name.trim());
    return link ? [link.cloneNode(true), " "] : name;
  }));
}

function mountTexts() {
  const prose = document.querySelector(".prose");
  if (!prose) return;
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    if (text.parentElement?.matches(".topics")) leadOn(text);
    else if (text.data.includes("×") && !text.parentElement?.closest("details")) setApart(text);
  }
}

export function mountNotes() {
  mountTexts();
  for (const heading of document.querySelectorAll(HEADINGS)) {
    heading.append(el("a", { class: "headerlink", href: `#${heading.id}`, title: "本节的链接" }, "#"));
  }
}

export function watchNotes() {
  addEventListener("mouseover", ({ target }) => {
    if (!(target instanceof HTMLElement) || target.title) return;
    for (const [signs, note] of Object.entries(NOTES)) if (target.matches(signs)) target.title = note;
  });
}
