/**
 * What every page would else say hundreds of times: links of headings to themselves, and what the
 * signs of a mask and of an inferred value mean.
 */

import { el } from "../ui/dom.js";

const HEADINGS = ".md-content :is(h2, h3, h4, h5, h6)[id]";
const NOTES = { ".prose i": "原文此处被遮去", "small i, .found__facts i": "推断，非原文写明" };

export function mountNotes() {
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
