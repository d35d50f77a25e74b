/** What a page of this site does besides being read; without scripts all of it can be done without. */

import { mountCitation } from "./cite.js";
import { watchEvidence } from "./why.js";

mountCitation();
watchEvidence();
