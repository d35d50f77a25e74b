"""How a summary is cited: a line after GB/T 7714-2015.

It names no author and no year of publication, which the copies do not state. GB/T 7714-2015 allows to
leave an unknown author out where references are numbered (8.1.4), and an online source (EB/OL) to have
the date of the copy, where stated, in round brackets and that of reading in square ones. Address and day
of reading are left to the page, which knows them; `reading/cite.js` fills them in, and makes a BibTeX
entry of the same.
"""

from __future__ import annotations

from hashlib import sha256

from zongjie.models import Summary
from zongjie.render.markdown import escape_html


def block(summary: Summary) -> str:
    """Give the line, folded away, with what the key of a BibTeX entry ends in."""
    key = sha256(summary.id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return (
        f'<details class="cite" data-key="{key}">\n<summary>引用这一篇</summary>\n'
        f'<p class="cite__form">{_gbt(summary)}</p>\n</details>'
    )


def _gbt(summary: Summary) -> str:
    title = escape_html(" ".join(summary.title.split()) or "无题名")
    uploaded = summary.origin.uploaded
    dated = f"({escape_html(uploaded)})" if uploaded else ""
    return f"{title}[EB/OL].{dated}[引用日期].（本页网址）."
