"""The page that shows sections side by side: a place for the client, and a way on without it."""

from __future__ import annotations

from zongjie.render import address, markdown
from zongjie.render.lists import entries
from zongjie.render.markdown import link

PATH = "compare/index.md"
_HOME = ("首页", address.HOME)


def page() -> str:
    """Give the page; the client, `search/compare/page.js`, takes the place of what it says."""
    topics = link("主题", address.relative(address.TOPICS, PATH))
    waiting = markdown.paragraph(
        f"并排要用到脚本，现在没有打开。也可以从{topics}的页面逐节去看。", css="search-waiting"
    )
    host = f'<div class="compare-page" id="compare-page" markdown="1">\n\n{waiting}\n\n</div>'
    return entries.page("对照", [_HOME], PATH, [host], contents=False)
