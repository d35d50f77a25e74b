"""How a summary is cited: a line after GB/T 7714-2015, and a BibTeX entry.

Neither names an author or a year of publication, which the copies do not state. GB/T 7714-2015
allows to leave an unknown author out where references are numbered (8.1.4), and an online source
(EB/OL) to have the date of the copy, where stated, in round brackets and that of reading in square
ones. Address and day of reading are left to the page, which knows them; `reading/cite.js` fills them in.
"""

from __future__ import annotations

import re
from hashlib import sha256

from zongjie.models import Summary
from zongjie.render import words
from zongjie.render.markdown import escape_html

_TEX = re.compile(r"[\\{}#$%&_~^]")
_TEX_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_ADDRESS = '<span data-cite="address">（本页网址）</span>'
_DAY = '<span data-cite="day">引用日期</span>'


def block(summary: Summary) -> str:
    """Give both forms, folded away; the page's script adds the buttons that copy them."""
    return (
        '<details class="cite" markdown="1">\n<summary>引用这一篇</summary>\n\n'
        f'<p class="cite__form" id="cite-gbt" data-cite="GB/T 7714">{_gbt(summary)}</p>\n\n'
        f'<pre class="cite__form" id="cite-bibtex" data-cite="BibTeX">{_bibtex(summary)}</pre>\n\n'
        "原作者和发布时间多已不可考，这里不代拟；标题和正文以清洗后的为准。\n\n</details>"
    )


def _gbt(summary: Summary) -> str:
    title = escape_html(" ".join(summary.title.split()) or "无题名")
    uploaded = summary.origin.uploaded
    dated = f"({escape_html(uploaded)})" if uploaded else ""
    return f"{title}[EB/OL].{dated}[{_DAY}].{_ADDRESS}."


def _bibtex(summary: Summary) -> str:
    key = f"zongjie-{sha256(summary.id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    fields = {"title": f"{{{tex(' '.join(summary.title.split()))}}}"}
    if summary.origin.uploaded:
        fields["date"] = tex(summary.origin.uploaded)
    fields["note"] = tex(f"报告的年度：{words.year(summary.year)}")
    lines = [f"  {name} = {{{escape_html(value)}}}," for name, value in fields.items()]
    lines += [f"  url = {{{_ADDRESS}}},", f"  urldate = {{{_DAY}}},", "  langid = {chinese},"]
    return "\n".join([f"@online{{{key},", *lines, "}"])


def tex(text: str) -> str:
    r"""Write text for TeX, in which none of it acts.

    >>> tex("50% {a_b} \\x")
    '50\\% \\{a\\_b\\} \\textbackslash{}x'
    """
    return _TEX.sub(lambda found: _TEX_WORDS.get(found.group(), "\\" + found.group()), text)
