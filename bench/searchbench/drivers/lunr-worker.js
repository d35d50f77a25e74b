// Loads an index made by Python's lunr and answers with the references of all matches, best first.
importScripts("lunr.js");

let index;

onmessage = async ({ data }) => {
  if (data.type === 0) {
    index = lunr.Index.load(await (await fetch("lunr.json")).json());
    postMessage({ type: 1 });
  } else {
    const found = index.query((query) => {
      for (const word of data.data)
        query.term(word, { presence: lunr.Query.presence.REQUIRED, usePipeline: false });
    });
    postMessage({ type: 3, data: found.map(({ ref }) => ref) });
  }
};
