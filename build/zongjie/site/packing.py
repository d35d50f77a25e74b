"""Built pages of sources → the same pages with their texts packed beside them.

The raw ⇄ cleaned text of a source is by far the largest kind of page, as each change carries its
mark, and it packs ten to one. In a collection that would not fit its host otherwise, the texts
stand in files beside their pages, deflated, and `search/reading/packed.js` puts them in place.
"""

from __future__ import annotations

import zlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOM = 50_000_000
"""Bytes that the pages of sources may take as they are."""
_OPEN = '<div class="ledger-text">'
_CLOSE = "</div>\n</div>"
_WAITING = '<p class="ledger-waiting">这里的对照打包存放，要用到脚本；也可以下载原始文件来看。</p>'
TEXT = "text.bin"


def pack(site: Path, room: int = ROOM) -> None:
    """Pack the texts of all sources of a site if their pages take more bytes than there is room."""
    pages = sorted((site / "sources").rglob("index.html"))
    if sum(page.stat().st_size for page in pages) <= room:
        return
    with ProcessPoolExecutor() as pool:
        list(pool.map(_pack, pages, chunksize=64))


def _pack(page: Path) -> None:
    html = page.read_text("utf-8")
    start, end = html.find(_OPEN), html.rfind(_CLOSE)
    if start < 0 or end < start:
        return
    text = html[start + len(_OPEN) : end]
    page.with_name(TEXT).write_bytes(zlib.compress(text.encode(), 9))
    opening = f'{_OPEN[:-1]} data-packed="{TEXT}">'
    page.write_text(f"{html[:start]}{opening}{_WAITING}{html[end:]}", "utf-8")
