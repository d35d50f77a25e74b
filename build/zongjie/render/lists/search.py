"""The page of the search: a place for the client, and a way on where no script runs."""

from __future__ import annotations

from zongjie.render import address, markdown
from zongjie.render.lists import entries
from zongjie.render.markdown import link

PATH = "find/index.md"
"""`search/` holds the index and its client."""

_WAYS = (("年份", address.YEARS), ("地区", address.REGIONS), ("主题", address.TOPICS))


def page() -> str:
    """Give the page; the client, `search/ui/page.js`, takes the place of what it says."""
    ways = "、".join(link(name, address.relative(path, PATH)) for name, path in _WAYS)
    waiting = markdown.paragraph(
        f"搜索没有打开，它要用到脚本。也可以按{ways}来找。", css="search-waiting"
    )
    host = f'<div class="search-page" id="search-page" markdown="1">\n\n{waiting}\n\n</div>'
    return entries.page("搜索", [], PATH, [host], contents=False)
