"""The page that shows any source, raw ⇄ cleaned: a place for the client, and what the rules do."""

from __future__ import annotations

from collections.abc import Mapping

from zongjie.render import address, markdown, words
from zongjie.render.lists import entries
from zongjie.render.markdown import escape_html, link
from zongjie.render.tally import Tally


def page(descriptions: Mapping[str, str], *, originals: bool = False) -> str:
    """Give the page; the client, `search/source/view.js`, takes the place of what it says.

    Args:
        descriptions: Name of a cleaning rule → what it does, in Chinese.
        originals: Whether each raw file is published by itself.
    """
    here = address.VIEW
    to_sources = link("来源", address.relative(address.SOURCES, here))
    waiting = markdown.paragraph(
        f"对照由脚本画出，现在没有打开。原始文件可从{to_sources}下载。", css="search-waiting"
    )
    rules = "".join(
        f"<dt>{escape_html(name)}</dt><dd>{escape_html(said)}</dd>"
        for name, said in descriptions.items()
    )
    alone = ' data-originals=""' if originals else ""
    host = f'<div class="source-view" id="source-view"{alone} markdown="1">\n\n{waiting}\n\n</div>'
    table = f'<dl class="source-rules" hidden>{rules}</dl>'
    trail = [("首页", address.HOME), ("来源", address.SOURCES)]
    return entries.page("原文 ⇄ 清洗对照", trail, here, [host, table], contents=False)


def bar(counted: Tally) -> str:
    """Give the shares of kept, repaired and removed characters as a bar with its figures."""
    parts = "".join(
        f'<li class="fate--{fate}"><b>{words.FATE[fate]}</b> {words.count(number)} 字'
        f" <small>{counted.share(fate):.1%}</small></li>"
        for fate, number in counted.fates.items()
    )
    shares = ";".join(f"--{fate}:{counted.share(fate):.4f}" for fate in counted.fates)
    return f'<ul class="fates" aria-label="清洗结果" style="{shares}">{parts}</ul>'
