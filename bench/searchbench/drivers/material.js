// Material's own worker and index, asked with the messages that its page sends.
import { ask } from "./worker.js";

let worker;

export async function open(options) {
  worker = new Worker(new URL(`/${options.worker}`, location));
  const { config, docs } = await (await fetch("/search/search_index.json")).json();
  await ask(worker, { type: 0, data: { config, docs, options: { suggest: false } } }, 1);
}

export async function search(query) {
  const { items } = await ask(worker, { type: 2, data: query }, 3);
  // a group is a page; its page entry is added to each group with score 0 if it does not match
  const found = items.flat().filter((item) => item.score > 0).map((item) => item.location);
  return { shown: items.length, found, complete: true };
}
