/** The address that leads to a result and carries the terms to be marked there. */

const NAME = "q";
/** Longer terms stay out of the address; they are kept for this tab. */
const LONGEST = 2000;
const KEPT = "zongjie.landing";

/** @param {string} terms */
function written(terms) {
  return new URLSearchParams({ [NAME]: terms }).toString();
}

/**
 * @param {URL} url Address of a summary or a section.
 * @param {string} terms
 */
export function landing(url, terms) {
  const target = new URL(url);
  const said = written(terms);
  target.search = said.length > LONGEST ? `${NAME}=` : said;
  return target.href;
}

/**
 * Keep terms that are too long for an address for the page that is opened next.
 * @param {string} terms
 */
export function keep(terms) {
  if (written(terms).length <= LONGEST) return;
  try {
    sessionStorage.setItem(KEPT, terms);
  } catch {
    // without storage the page is opened without marks
  }
}

/** The terms that the page in view was opened with; null if no result led to it. */
export function landed() {
  const terms = new URLSearchParams(location.search).get(NAME);
  if (terms !== "") return terms;
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
