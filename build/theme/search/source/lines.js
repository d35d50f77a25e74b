/** A ledger → rows, one for each line of the source, and what each rule did. */

import { el } from "../ui/dom.js";

/**
 * @typedef {import("./decode.js").Stretch} Stretch
 * @typedef {import("./view.js").Tally} Tally
 * @typedef {{stretch: Stretch, old: string, text: string}} Piece  the part of a stretch on one line
 * @typedef {Map<string | null, string | null | undefined>} Names  of rules: what they do
 */

/** So many removed lines in a row are folded away. */
const FOLD_FROM = 6;
const DONE = { kept: "保留", repaired: "修复", removed: "删去" };

/**
 * @param {Stretch[]} found
 * @param {Names} names
 */
export function drawn(found, names) {
  const lines = split(found);
  const tallies = tally(lines);
  const number = new Map(tallies.map((one, place) => [`${one.rule} ${one.fate}`, place + 1]));
  const mark = (/** @type {Stretch} */ { rule, fate }) => ({
    title: `${DONE[fate]}：${names.get(rule) ?? rule}`, "data-rule": number.get(`${rule} ${fate}`),
  });
  /** @type {HTMLElement[]} */
  const rows = [];
  for (let first = 0, last = 0; first < lines.length; first = last) {
    const away = gone(lines[first]);
    while (last < lines.length && gone(lines[last]) === away) last += 1;
    const drawn = lines.slice(first, last).map((line, place) => row(line, first + place + 1, mark));
    if (away && last - first >= FOLD_FROM) {
      rows.push(el("details", { class: "fold" },
        el("summary", {}, `第 ${first + 1}—${last} 行：整段删去，共 ${last - first} 行`), ...drawn));
    } else rows.push(...drawn);
  }
  return { rows, tallies };
}

/** Cut stretches at the ends of lines; a line end belongs to its line. @param {Stretch[]} found */
function split(found) {
  /** @type {Piece[][]} */
  const lines = [[]];
  let ended = "";
  for (const stretch of found) {
    const parts = stretch.old.match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+/g) ?? [""];
    parts.forEach((old, place) => {
      const joined = ended === "\r" && old.startsWith("\n");
      if (ended && !joined) lines.push([]);
      const text = stretch.fate === "kept" ? old : place ? "" : stretch.text;
      lines[lines.length - 1].push({ stretch, old, text });
      ended = /[\r\n]$/.exec(old)?.[0] ?? (old ? "" : ended);
    });
  }
  if (ended) lines.push([]);
  return lines;
}

/** Whether nothing of a line is left, its end included. @param {Piece[]} line */
function gone(line) {
  return line.length > 0 && line.every(({ stretch }) => stretch.fate === "removed" && !stretch.text.trim());
}

/** @param {Piece[]} line @param {number} number @param {(stretch: Stretch) => Record<string, any>} mark */
function row(line, number, mark) {
  const pieces = line.flatMap((piece) => draw(piece, mark));
  return el("div", { class: gone(line) ? "row row--gone" : "row" },
    el("a", { class: "no", id: `L${number}`, href: `#L${number}` }, number), el("span", { class: "line" }, ...pieces));
}

/** @param {Piece} piece @param {(stretch: Stretch) => Record<string, any>} mark @returns {(Node | string)[]} */
function draw({ stretch, old, text }, mark) {
  if (stretch.fate === "kept") return [printable(old)];
  const blank = stretch.text.trim() || old.trim() ? null : "blank";
  const how = { class: blank, ...mark(stretch) };
  return [...(old ? [el("del", how, ...ends(old, ""))] : []), ...(text ? [el("ins", how, ...ends(text, "\n"))] : [])];
}

/** @param {string} text @param {string} after  what follows the sign of a line's end */
function ends(text, after) {
  return printable(text).split("\n").flatMap((part, place) => (place ? [el("span", { class: "nl" }, "↵"), after, part] : [part])).filter(Boolean);
}

/** Stand in for what no page can show, as `printable` of the Python does. @param {string} text */
function printable(text) {
  return text.replace(/\r\n?|\u0085/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/\u007f/g, "\u2421")
    .replace(/[\u0080-\u009f\ufffe\uffff\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** Count what each rule did, the one that touched most first. @param {Piece[][]} lines @returns {Tally[]} */
function tally(lines) {
  /** @type {Map<string, Tally>} */
  const found = new Map();
  /** @type {Stretch | null} */
  let former = null;
  lines.forEach((line, place) => {
    for (const { stretch } of line) {
      if (stretch === former || stretch.fate === "kept") continue;
      former = stretch;
      const { rule, fate, old, text } = stretch;
      const key = `${rule} ${fate}`;
      const one = found.get(key) ?? { rule, fate, times: 0, before: 0, after: 0, first: place + 1 };
      one.times += 1;
      one.before += Array.from(old).length;
      one.after += Array.from(text).length;
      found.set(key, one);
    }
  });
  return [...found.values()].sort((a, b) => b.before - a.before || b.times - a.times || (a.rule < b.rule ? -1 : 1));
}
