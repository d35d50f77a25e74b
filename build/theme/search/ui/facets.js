/** The filters: what years, regions, levels, periods and topics the matches have, with counts. */

import { el, icon } from "./dom.js";
import { FACETS, UNKNOWN } from "./state.js";

/**
 * @typedef {import("./state.js").FacetName} FacetName
 * @typedef {import("./state.js").State} State
 * @typedef {import("../types.js").Facets} Counts
 * @typedef {(name: FacetName, value: string, chosen: boolean) => void} OnChoice
 * @typedef {{value: string, count: number, below: Node[]}} Node
 */

/** @type {Record<FacetName, string>} */
export const NAMES = { year: "年份", region: "地区", level: "层级", period: "时段", topic: "主题" };

/** Values of a facet that are shown before the rest is asked for. */
const SHORT = 8;
/** A tree of regions of at most this many names is shown open. */
const SMALL = 14;

/**
 * A value as a reader says it.
 * @param {FacetName} name @param {string} value
 */
export function spoken(name, value) {
  if (value === UNKNOWN) return `${NAMES[name]}不详`;
  if (name === "year") return `${value} 年`;
  if (name === "region") return value.replaceAll("/", " › ");
  return name === "level" && value.length === 1 ? `${value}级` : value;
}

export class Facets {
  /** @param {OnChoice} onChoice */
  constructor(onChoice) {
    /** @private */ this.onChoice = onChoice;
    /** Lists that are shown whole. @private @type {Set<string>} */
    this.whole = new Set();
    /** Regions that a reader has opened or closed. @private @type {Map<string, boolean>} */
    this.open = new Map();
    /** @private */ this.latest = /** @type {{counts: Counts, state: State} | null} */ (null);
    this.element = el("div", { class: "facets" });
  }

  /** @param {Counts} counts @param {State} state */
  show(counts, state) {
    this.latest = { counts, state };
    const focused = document.activeElement;
    const key = focused instanceof HTMLElement && this.element.contains(focused) ? focused.dataset.key : "";
    this.element.replaceChildren(...FACETS.map((name) => this.facet(name, counts, state)).filter((facet) => facet !== null));
    if (key) {
      /** @type {HTMLElement | null} */ (this.element.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
    }
  }

  /** @private */
  again() {
    if (this.latest) this.show(this.latest.counts, this.latest.state);
  }

  /** @private @param {FacetName} name @param {Counts} counts @param {State} state */
  facet(name, counts, state) {
    const nodes = name === "region" ? tree(values(name, counts, state)) : values(name, counts, state);
    if (!nodes.length) return null;
    const whole = this.whole.has(name) || nodes.length <= SHORT + 1;
    const shown = whole ? nodes : nodes.filter((node, at) => at < SHORT || state.filters[name].includes(node.value));
    const few = count(nodes) <= SMALL;
    return el("fieldset", { class: "facet" },
      el("legend", {}, NAMES[name]),
      el("ul", {}, ...shown.map((node) => this.row(name, node, state, few))),
      nodes.length > shown.length && el("button", {
        type: "button", class: "facet__more", "data-key": `more:${name}`,
        click: () => {
          this.whole.add(name);
          this.again();
          /** @type {HTMLElement | null} */ (this.element.querySelector(`[data-key="${CSS.escape(`${name}:${nodes[SHORT].value}`)}"]`))?.focus();
        },
      }, `全部 ${nodes.length} 项`),
    );
  }

  /** @private @param {FacetName} name @param {Node} node @param {State} state @param {boolean} few @returns {HTMLLIElement} */
  row(name, node, state, few) {
    const { value, below } = node;
    const chosen = state.filters[name].includes(value);
    const inside = state.filters[name].some((other) => other.startsWith(`${value}/`));
    const open = below.length > 0 && (this.open.get(value) ?? (few || chosen || inside));
    const said = spoken(name, value);
    const label = name === "region" && value !== UNKNOWN ? value.slice(value.lastIndexOf("/") + 1) : said;
    const box = el("input", { type: "checkbox", "data-key": `${name}:${value}`, checked: chosen });
    box.addEventListener("change", () => this.onChoice(name, value, box.checked));
    return el("li", {},
      el("div", { class: "facet__row" },
        el("label", {}, box, el("span", { class: "facet__name" }, label), el("span", { class: "facet__count" }, node.count.toLocaleString("en"))),
        below.length > 0 && el("button", {
          type: "button", class: "facet__toggle", "aria-expanded": String(open), "aria-label": `${said}的下级`,
          "data-key": `open:${value}`,
          click: () => {
            this.open.set(value, !open);
            this.again();
          },
        }, icon("down")),
      ),
      open && el("ul", {}, ...below.map((child) => this.row(name, child, state, few))),
    );
  }
}

/**
 * The values of a facet with their counts; those that are chosen and match nothing are there too.
 * @param {FacetName} name @param {Counts} counts @param {State} state
 * @returns {Node[]}
 */
function values(name, counts, state) {
  const found = counts[name].map(([value, number]) => ({ value: String(value ?? UNKNOWN), count: number, below: [] }));
  const known = new Set(found.map((node) => node.value));
  const others = state.filters[name].filter((value) => !known.has(value));
  return [...found, ...others.map((value) => ({ value, count: 0, below: [] }))];
}

/** @param {Node[]} nodes Paths, in the order in which they are to stand. @returns {Node[]} */
function tree(nodes) {
  const byPath = new Map(nodes.map((node) => [node.value, node]));
  /** @type {Node[]} */
  const top = [];
  for (const node of nodes) {
    const above = byPath.get(node.value.slice(0, Math.max(0, node.value.lastIndexOf("/"))));
    (above ? above.below : top).push(node);
  }
  return top;
}

/** @param {Node[]} nodes @returns {number} */
function count(nodes) {
  return nodes.reduce((sum, node) => sum + 1 + count(node.below), 0);
}
