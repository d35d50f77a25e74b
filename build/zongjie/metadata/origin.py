"""Where a copy was taken from, as the chrome around it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zongjie.models import Cleaned, Origin

_HOST = re.compile(
    r"(?<![a-z0-9_.@-])(?:https?://)?((?:www\.)?(?:[a-z0-9-]{2,40}\.){1,3}(?:com|net|org|gov|edu|cn|cc|top))(?![a-z0-9_-]|\.[a-z0-9])",
    re.IGNORECASE,
)
_CHROME = frozenset(
    (
        "web-furniture",
        "title-field",
        "title-mentions",
        "site-lines",
        "screen-lines",
        "bylines",
        "head",
        "foot",
        "tails",
        "preview-limit",
        "file-suffix",
        "running-heads",
    )
)
"""The rules that remove what a site has put around a text, and never what its author wrote."""
_SENTENCE = re.compile("[。；！？]|，.*，")
_OWN_VOICE = re.compile(
    "本站|本网|文库|下载|版权|来源|转载|网址|访问|上传|搜索|收藏|侵权|https?://|发布(?:时间|日期)|发表于|浏览"
)
_FURNITURE = 40
"""Characters of a line that is too short for a sentence."""
_NAMED = re.compile(
    r"请?(?:在|到|上(?!传))([\u4e00-\u9fff]{2,10}?(?:文库|文档|范文网|文秘网|资料网|网))"
)
_DATE = r"(20\d\d)[-/.年](0?[1-9]|1[0-2])[-/.月](3[01]|[12]\d|0?[1-9])(?!\d)"
_TIME = re.compile(
    rf"(?:(?:(?:上传|更新|发布|发表|创建|添加|(?<![一-鿿]))(?:时间|日期)\s*[：:\s][\s|]*|(?:上传|发布|发表|更新)(?:于|[：:]))\s*{_DATE}"
    rf"|{_DATE}日?(?:\s+\d\d?:\d\d(?::\d\d)?)?\s*(?:上传|发布|发表)(?!会|的))"
)
"""When a copy was put on the web: 发布时间：…, 上传于 …, or … 发表于江苏."""


def find_origin(cleaned: Cleaned, item: int) -> Origin:
    """Read site and date of a copy from the lines that a site has put around it.

    The first host name counts, else the name under which the site speaks of itself; of several dates
    the first. A host in a sentence of the author's (教育部网站 www.moe.gov.cn) is none of the copy's.
    """
    return Origin(cleaned.source.file, cleaned.source.sha256, item, *_traces(cleaned))


@lru_cache(maxsize=1)
def _traces(cleaned: Cleaned) -> tuple[str | None, str | None]:
    """Give the site and the date."""
    chrome = "\n".join(_chrome_lines(cleaned))
    host, named, time = _HOST.search(chrome), _NAMED.search(chrome), _TIME.search(chrome)
    site = host[1].lower() if host else named[1] if named else None
    if not time:
        return site, None
    year, month, day = (part for part in time.groups() if part)
    return site, f"{year}-{int(month):02}-{int(day):02}"


def _chrome_lines(cleaned: Cleaned) -> Iterator[str]:
    """Yield the removed lines that are a site's: short ones, and those in which it speaks of itself."""
    for start, end, fate, rule, _ in cleaned.ledger:
        if rule in _CHROME and fate == "removed":
            for line in cleaned.source.text[start:end].splitlines():
                prose = len(line.strip()) > _FURNITURE or _SENTENCE.search(line)
                if not prose or _OWN_VOICE.search(line):
                    yield line
