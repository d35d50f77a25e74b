/** Results as elements: summaries, their sections, snippets, totals. */

import { at } from "./engine.js";
import { el } from "./dom.js";
import { facts } from "./facts.js";
import { landing } from "./landing.js";
import { pickButton } from "../compare/button.js";
import { keyOf } from "../compare/picks.js";

/**
 * @typedef {import("../types.js").Answer} Answer
 * @typedef {import("../types.js").Group} Group
 * @typedef {import("../types.js").FoundSection} FoundSection
 * @typedef {import("../types.js").Snippet} Snippet
 */

/**
 * The totals in words: `3 篇 · 7 节 · 12 处`.
 * @param {import("../types.js").Total} total
 */
export function totals(total) {
  const number = (/** @type {number} */ n) => n.toLocaleString("en");
  return `${number(total.summaries)} 篇 · ${number(total.sections)} 节 · ${number(total.occurrences)} 处`;
}

/**
 * What the terms are that the answer's matches hold: those of the query, or of what was found in
 * its place.
 * @param {Answer} answer
 * @param {string} query
 */
export function marked(answer, query) {
  return answer.relaxed ? answer.relaxed.words.join(" ") : query;
}

/**
 * List the groups of an answer.
 * @param {Answer} answer
 * @param {string} query As typed; it is carried to the page that a result leads to.
 * @param {number} most Sections of a summary to show before the rest is folded away.
 * @returns {HTMLOListElement}
 */
export function list(answer, query, most) {
  const terms = marked(answer, query);
  return el("ol", { class: "found" }, ...answer.groups.map((group) => summary(group, terms, most)));
}

/** @param {Group} group @param {string} terms @param {number} most */
function summary(group, terms, most) {
  const known = [...facts(group), ...(group.site ? [[group.site]] : []), [`${group.occurrences.toLocaleString("en")} 处`]];
  const { title, sections } = head(group);
  const shown = sections.slice(0, most);
  const rest = sections.slice(most);
  return el("li", { class: "found__summary" },
    el("h2", { class: "found__title" }, el("a", { href: landing(at(group.url), terms) }, ...title)),
    el("p", { class: "found__facts" }, ...known.map((fact) => el("span", {}, ...fact))),
    shown.length > 0 && el("ol", { class: "found__sections" }, ...shown.map((section) => item(section, terms))),
    rest.length > 0 && more(rest, terms),
  );
}

/**
 * The title, and the sections to list below it. Where the snippet of a summary's head is its title,
 * the title is marked and does not stand there twice.
 * @param {Group} group
 * @returns {{title: (Node | string)[], sections: FoundSection[]}}
 */
function head({ title, sections }) {
  const first = sections.find((section) => section.anchor === "");
  const found = first?.snippet;
  if (!first || !found || found.text !== title) return { title: [title || "（无标题）"], sections };
  const rest = first.occurrences > found.marks.length ? [{ ...first, snippet: null }] : [];
  return { title: marks(title, found.marks), sections: sections.flatMap((section) => (section === first ? rest : [section])) };
}

/** @param {FoundSection[]} sections @param {string} terms */
function more(sections, terms) {
  const button = el("button", { type: "button", class: "found__more", click: unfold }, `另有 ${sections.length} 节`);
  return button;

  function unfold() {
    const rows = sections.map((section) => item(section, terms));
    button.previousElementSibling?.append(...rows);
    button.remove();
    rows[0].querySelector("a")?.focus();
  }
}

/** @param {FoundSection} section @param {string} terms */
function item(section, terms) {
  const trail = section.trail.length ? section.trail : [section.anchor ? "（无标题）" : "开头"];
  const own = trail[trail.length - 1];
  const [heading, rest] = apart(own, section.snippet);
  return el("li", { class: "found__section" },
    el("a", { href: landing(at(section.url), terms) },
      el("span", { class: "found__trail" },
        ...trail.slice(0, -1).map((heading) => el("span", {}, heading)),
        el("b", {}, ...heading),
        ...(section.occurrences > 1 ? [" ", el("span", { class: "found__count" }, `${section.occurrences.toLocaleString("en")} 处`)] : []),
      ),
      rest && snippet(rest),
    ),
    pickButton({ key: keyOf(section.url) ?? "", name: own || "（无标题）" }),
  );
}

/**
 * Set a heading apart from a snippet that begins with it, so that it stands there once.
 * @param {string} own @param {Snippet | null} found
 * @returns {[(Node | string)[], Snippet | null]} The heading, marked, and what is left.
 */
function apart(own, found) {
  const cut = own.length;
  const begins = found && !found.before && cut > 0 && found.text.startsWith(own);
  if (!found || !begins || found.marks.some(([start, end]) => start < cut && end > cut)) return [[own || "（无标题）"], found];
  const within = found.marks.filter(([, end]) => end <= cut);
  const text = found.text.slice(cut);
  const rest = found.marks.slice(within.length).map(([start, end]) => /** @type {[number, number]} */ ([start - cut, end - cut]));
  return [marks(own, within), /[\p{L}\p{N}]/u.test(text) ? { ...found, text, marks: rest } : null];
}

/** @param {Snippet} found */
function snippet({ text, marks: places, before, after }) {
  return el("span", { class: "found__snippet" }, before && "…", ...marks(text, places), after && "…");
}

/** @param {string} text @param {[number, number][]} places @returns {(Node | string)[]} */
function marks(text, places) {
  const parts = [];
  let position = 0;
  for (const [start, end] of places) {
    parts.push(text.slice(position, start), el("mark", {}, text.slice(start, end)));
    position = end;
  }
  return [...parts, text.slice(position)];
}
