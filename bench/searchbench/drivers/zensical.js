// Zensical's own worker and index, asked with the messages that its page sends.
import { ask } from "./worker.js";

const filter = {
  input: { type: "operator", data: { operator: "and", operands: [] } },
  aggregation: { input: [{ type: "term", data: { field: "tags" } }] },
};
let worker;

export async function open(options) {
  worker = new Worker(new URL(`/${options.worker}`, location));
  const index = await (await fetch("/search.json")).json();
  await ask(worker, { type: 0, data: index }, 1);
}

export async function search(query, limit) {
  const send = (page) => ask(worker, { type: 2, data: { input: query, filter, page } }, 3);
  let answer = await send();
  const shown = answer.pagination.total;
  if (limit === Infinity && answer.pagination.next) {
    // the rest in one piece: the worker keeps the answer and cuts pages out of it
    const rest = await send({ ...answer.pagination.next, size: shown });
    answer = { items: [...answer.items, ...rest.items] };
  }
  const found = answer.items.map((item) => String(item.id));
  return { shown, unit: "sections", found, complete: found.length === shown };
}
