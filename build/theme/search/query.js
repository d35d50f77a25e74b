/**
 * What a reader types → terms, exclusions and restrictions, exactly as in `query.py`.
 *
 * @typedef {import("./types.js").Parsed} Parsed
 */

const SPACE = "\\x00-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
/** @type {Record<string, "title" | "year" | "region" | "topic">} */
const FIELDS = {
  标题: "title", 標題: "title", 年份: "year", 地区: "region", 地區: "region", 主题: "topic", 主題: "topic",
};
const TOKEN = new RegExp(
  `(?<sign>[-－]?)(?:(?<field>${Object.keys(FIELDS).join("|")})[:：])?` +
    `(?:["＂](?<quoted>[^"＂]+)["＂](?![^${SPACE}])|(?<plain>[^${SPACE}]+))`,
  "uy",
);
const WORD = new RegExp(`[^${SPACE}]+`, "gu");
const YEARS = /^([0-9]{4})年?(?:(?:[-~—–至到]|--|——)([0-9]{4})年?)?$/u;

/**
 * @param {string} text
 * @returns {Parsed}
 */
export function parse(text) {
  /** @type {Parsed} */
  const query = { terms: [], excluded: [], restrictions: [] };
  let alone = false;
  for (let at = 0; ; ) {
    const next = take(text, at);
    if (!next) return query;
    at = next.end;
    if (next.field) {
      query.restrictions.push({ field: next.field, value: next.value, exclude: next.sign });
    } else if (next.sign) {
      query.excluded.push(next.value);
    } else if (next.single && alone) {
      query.terms[query.terms.length - 1] += next.value;
    } else {
      query.terms.push(next.value);
    }
    alone = next.single;
  }
}

/**
 * @param {string} text
 * @param {number} at
 */
function take(text, at) {
  WORD.lastIndex = at;
  const word = WORD.exec(text);
  if (!word) return null;
  TOKEN.lastIndex = word.index;
  const token = TOKEN.exec(text)?.groups;
  if (!token || !sound(token)) {
    return { value: word[0], end: WORD.lastIndex, field: null, sign: false, single: isSingle(word[0]) };
  }
  const value = token.quoted ?? token.plain;
  const field = token.field ? FIELDS[token.field] : null;
  const single = !field && !token.sign && token.quoted === undefined && isSingle(value);
  return { value, end: TOKEN.lastIndex, field, sign: Boolean(token.sign), single };
}

/** @param {string} text */
function isSingle(text) {
  return [...text].length === 1;
}

/** @param {Record<string, string>} token */
function sound(token) {
  if (token.sign && !token.field && token.plain && !/[^"＂\-－]/u.test(token.plain)) return false;
  return token.field !== "年份" || years(token.quoted ?? token.plain) !== null;
}

/**
 * Read a year or a span of years.
 *
 * @param {string} value
 * @returns {[number, number] | null}
 */
export function years(value) {
  const match = YEARS.exec(value.normalize("NFKC"));
  return match && [Number(match[1]), Number(match[2] ?? match[1])];
}
