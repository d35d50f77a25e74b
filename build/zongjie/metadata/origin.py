"""Where a copy was taken from, as the chrome around it says."""

from __future__ import annotations

import re

from zongjie.models import Cleaned, Origin

_HOST = re.compile(
    r"(?<![\w.@-])(?:https?://)?((?:www\.)?(?:[a-z0-9-]{2,40}\.){1,3}(?:com|net|org|gov|edu|cn|cc|top))(?![\w-])",
    re.IGNORECASE,
)
_NAMED = re.compile(r"请?[在到上]([\u4e00-\u9fff]{2,10}?(?:文库|文档|范文网|文秘网|资料网|网))")
_TIME = re.compile(
    r"(?:上传|更新|发布|发表|创建|添加)?(?:时间|日期)\s*[：:]\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})"
)


def find_origin(cleaned: Cleaned, item: int) -> Origin:
    """Read site and date of a copy from what cleaning removed of the source.

    The first host name counts, else the name under which the site speaks of itself; of several dates
    the first.
    """
    chrome = "\n".join(
        cleaned.source.text[s.start : s.end] for s in cleaned.ledger if s.fate == "removed"
    )
    host, named, time = _HOST.search(chrome), _NAMED.search(chrome), _TIME.search(chrome)
    site = host[1].lower() if host else named[1] if named else None
    uploaded = f"{time[1]}-{int(time[2]):02}-{int(time[3]):02}" if time else None
    return Origin(cleaned.source.file, cleaned.source.sha256, item, site, uploaded)
