"""Built pages → the same pages without the white space and the codes that no browser needs.

What a template puts between its lines is a tenth of a page. Nothing within the article is touched,
where white space may mean something.
"""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from zongjie.site.slim import shorten

_ARTICLE = re.compile(r"(<article.*</article>)", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")
_JSON = re.compile(r'<script[^>]*type="?application/(?:ld\+)?json.*?</script>', re.DOTALL)
_CODED = re.compile(r"(?<!\\)((?:\\\\)*)\\u([3-9][0-9a-f]{3})")
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""Of Material's own template; the standard knows no such attribute of a check box."""
_WORTH_A_POOL = 500


def squeeze(html: str) -> str:
    """Give a page without the white space between its lines, and the characters of data as themselves.

    >>> squeeze('<p>\\n\\n  <b>\\n<article>\\n <pre>\\n</article>\\n\\n</p>')
    '<p>\\n<b>\\n<article>\\n <pre>\\n</article>\\n</p>'
    >>> squeeze('<i>\\\\u6e56</i><script type="application/json">"\\\\u6e56\\\\u003c"</script>')
    '<i>\\\\u6e56</i><script type="application/json">"湖\\\\u003c"</script>'
    """
    parts = _ARTICLE.split(html, maxsplit=1)
    for at in range(0, len(parts), 2):
        plain = _JSON.sub(lambda data: _CODED.sub(_decoded, data[0]), parts[at])
        parts[at] = shorten(_TOGGLE.sub(r"\1", _SPACE.sub("\n", plain)))
    return "".join(parts).strip()


def _decoded(code: re.Match[str]) -> str:
    return code[1] + chr(int(code[2], 16))


def squeeze_all(site: Path) -> None:
    """Squeeze each page of a site."""
    pages = sorted(site.rglob("*.html"))
    if len(pages) < _WORTH_A_POOL:
        for page in pages:
            squeeze_file(page)
        return
    with ProcessPoolExecutor() as pool:
        list(pool.map(squeeze_file, pages, chunksize=64))


def squeeze_file(page: Path) -> None:
    """Squeeze a page where it stands."""
    page.write_text(squeeze(page.read_text("utf-8")), "utf-8")
