"""Make a lunr index of documents cut by jieba: `lunr_index.py DOCUMENTS INDEX`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from lunr.builder import Builder

sys.path.insert(0, str(Path(__file__).parent.parent))
from searchbench.engines.lunr import words


def make(documents: list[dict[str, str]]) -> str:
    """Build and serialise the index."""
    builder = Builder()
    builder.ref("ref")
    builder.field("title", boost=10)
    builder.field("body")
    for document in documents:
        cut = {field: words(document[field]) for field in ("title", "body")}
        builder.add({"ref": document["ref"], **cut})
    return json.dumps(builder.build().serialize(), ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    texts = json.loads(source.read_text(encoding="utf-8"))
    words("预热")
    start, before = time.perf_counter(), time.process_time()
    target.write_text(make(texts), encoding="utf-8")
    spent = time.perf_counter() - start, time.process_time() - before
    source.with_suffix(".spent").write_text("{:.3f} {:.3f}".format(*spent), encoding="utf-8")
