/** What a page of this site does besides being read and searched; it can be read without. */

import { mountPicking, watchPicks } from "../compare/tray.js";
import { mountCitation } from "./cite.js";
import { mountNotes, watchNotes } from "./notes.js";
import { mountEvidence, watchEvidence } from "./why.js";

async function mountCompare() {
  const host = document.getElementById("compare-page");
  if (!host) return;
  const { ComparePage } = await import("../compare/page.js");
  new ComparePage(host);
}

async function mountSource() {
  const host = document.getElementById("source-view");
  if (!host) return;
  const { SourceView } = await import("../source/view.js");
  new SourceView(host);
}

/** Equip the article in view; once for each that takes the place of another. */
export function mountReading() {
  mountCitation();
  mountEvidence();
  mountPicking();
  mountNotes();
  mountCompare();
  mountSource();
}

watchEvidence();
watchPicks();
watchNotes();
