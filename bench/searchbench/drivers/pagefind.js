// Pagefind's JavaScript API.
let pagefind;

export async function open() {
  pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
}

export async function search(query, limit) {
  const { results } = await pagefind.search(query);
  if (limit !== Infinity) await Promise.all(results.slice(0, limit).map((result) => result.data()));
  return { shown: results.length, found: results.map(({ id }) => id), complete: true };
}
