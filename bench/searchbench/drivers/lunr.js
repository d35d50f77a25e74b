// lunr.js in a worker; the query comes as words.
import { ask } from "./worker.js";

let worker;

export async function open() {
  worker = new Worker("/worker.js");
  await ask(worker, { type: 0 }, 1);
}

export async function search(words) {
  const found = await ask(worker, { type: 2, data: words }, 3);
  return { shown: found.length, unit: "sections", found, complete: true };
}
