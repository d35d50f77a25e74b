// The project's own client, as an embedding page uses it.
let index;

export async function open() {
  const { open: start } = await import("/search/client.js");
  index = await start(new URL("/search/", location));
}

export async function search(query, limit) {
  const answer = await index.search(query, { limit });
  const { relaxed, total, groups } = answer;
  const sections = relaxed ? [] : groups.flatMap((group) => group.sections);
  return {
    shown: relaxed ? 0 : total.sections,
    unit: "sections",
    occurrences: relaxed ? 0 : total.occurrences,
    found: sections.map((section) => decodeURI(section.url)),
  };
}
