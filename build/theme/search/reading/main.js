/** What a page of this site does besides being read and searched; it can be read without. */

import { mountPicking } from "../compare/tray.js";
import { mountCitation } from "./cite.js";
import { unpack } from "./packed.js";
import { watchEvidence } from "./why.js";

async function mountCompare() {
  const host = document.getElementById("compare-page");
  if (!host) return;
  const { ComparePage } = await import("../compare/page.js");
  new ComparePage(host);
}

mountCitation();
watchEvidence();
mountPicking();
mountCompare();
unpack();
