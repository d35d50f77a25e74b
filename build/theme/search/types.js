/**
 * The shapes that go in and out of the search. Types only: this module has no code.
 *
 * @typedef {object} Filters  within a field any of the values will do; all fields must agree
 * @property {(number | null)[]} [year]  null stands for “unknown”, here and in the other fields
 * @property {(string | null)[]} [region]  paths such as `"四川省/成都市"`; all below it is included
 * @property {(string | null)[]} [level]
 * @property {(string | null)[]} [period]
 * @property {(string | null)[]} [topic]  topics of the section itself
 *
 * @typedef {object} Options
 * @property {Filters} [filters]
 * @property {"relevance" | "newest" | "oldest"} [sort]  default `"relevance"`
 * @property {number} [offset]  groups to skip, default 0
 * @property {number} [limit]  groups to give, default 10; `Infinity` for all, 0 for counts alone
 * @property {boolean} [snippets]  whether to load texts and give snippets; by default unless
 *     `limit` is `Infinity`
 *
 * @typedef {object} Snippet  plain text: put it on the page as text, never as markup
 * @property {string} text  as written, of one paragraph or heading; `…` is not included
 * @property {[number, number][]} marks  matches in `text`, UTF-16 offsets, in order, disjoint
 * @property {boolean} before  whether text was left out before it
 * @property {boolean} after
 *
 * @typedef {object} FoundSection
 * @property {string} anchor  its id on the page, without `#`; empty for the head of a summary,
 *     which is its title with all that stands before the first section
 * @property {string} url  relative to the site's root (the folder above `search/`), anchor included
 * @property {string[]} trail  headings from the outermost down to the section's own, with their
 *     labels; empty for the head of a summary
 * @property {number} occurrences  in the section itself, its subsections not included
 * @property {Snippet | null} snippet  null without `snippets`
 *
 * @typedef {object} Group  one summary with its matching sections, the best first
 * @property {string} id
 * @property {string} title
 * @property {string} url  relative to the site's root
 * @property {number | null} year
 * @property {string | null} region  path such as `"四川省/成都市"`
 * @property {string | null} level
 * @property {string | null} period
 * @property {("year" | "region")[]} inferred  what of these the text does not state
 * @property {string} [site]  name of the site that has it, where several are searched; then its url
 *     and those of its sections are whole
 * @property {number} occurrences  of all its matching sections
 * @property {FoundSection[]} sections
 *
 * @typedef {object} Section  a section with its text, for those who show it beside others
 * @property {string} title  of the summary
 * @property {string} url  of the section, relative to the site's root
 * @property {number | null} year
 * @property {string | null} region
 * @property {string | null} level
 * @property {string | null} period
 * @property {("year" | "region")[]} inferred  what of these the text does not state
 * @property {string[]} trail  as of a FoundSection
 * @property {import("./store.js").Part[]} parts  the section and all below it
 *
 * @typedef {object} Total
 * @property {number} summaries
 * @property {number} sections
 * @property {number} occurrences
 *
 * @typedef {object} Facets  `[value, n]`: n summaries have a matching section with this value. The
 *     filters of all the other fields count, those of the field itself do not, so that a reader
 *     sees what each further choice would give. Only values with n > 0 are listed; years newest
 *     first and null last, all else by n.
 * @property {[number | null, number][]} year
 * @property {[string | null, number][]} region  a path for each province, city, county, town
 * @property {[string | null, number][]} level
 * @property {[string | null, number][]} period
 * @property {[string | null, number][]} topic
 *
 * @typedef {object} Relaxed  what was loosened because nothing matched the query as typed; then
 *     `total`, `groups` and `facets` are those of the loosened query
 * @property {string[]} words  the words that the query was cut into and that occur
 * @property {string[]} dropped  parts of the query that occur nowhere
 * @property {number} needed  how many of `words` each result holds at least
 * @property {{query: string, why: "character" | "synonym"}[]} alternatives  queries that do match:
 *     one character changed, or a word in place of a word of like meaning
 *
 * @typedef {object} Answer
 * @property {Total} total
 * @property {Group[]} groups
 * @property {Facets} facets
 * @property {Relaxed | null} relaxed
 * @property {Failed[]} [failed]  sites that did not answer, where several are searched
 * @property {Parsed} query  how the query was understood
 *
 * @typedef {object} Failed
 * @property {string} name
 * @property {string} url
 * @property {string} code  of the `IndexError`, or empty
 *
 * @typedef {object} Parsed
 * @property {string[]} terms  what is searched for and marked, as typed
 * @property {string[]} excluded
 * @property {{field: "title" | "year" | "region" | "topic", value: string, exclude: boolean}[]} restrictions
 */

export {};
