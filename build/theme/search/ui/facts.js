/** What is known of a summary, in words. */

import { el } from "./dom.js";

/**
 * Year, region and period; what the text does not state bears the mark that it has in the lists too.
 * @param {Pick<import("../types.js").Group, "year" | "region" | "period" | "inferred">} known
 * @returns {(Node | string)[][]}
 */
export function facts({ year, region, period, inferred }) {
  const mark = (/** @type {"year" | "region"} */ fact) => (inferred.includes(fact) ? [el("i", {}, "推断")] : []);
  return [
    [year === null ? "年份不详" : `${year} 年`, ...mark("year")],
    [region?.replaceAll("/", "") ?? "地区不详", ...mark("region")],
    ...(period ? [[period]] : []),
  ];
}
