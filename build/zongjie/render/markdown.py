"""Untrusted text as Markdown and HTML that shows it literally and lets nothing in it act."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}
_NOT_A_CHARACTER = "\ufffd"
_UNPRINTABLE = _PICTURES | {0x7F: "\u2421"} | dict.fromkeys(range(0x80, 0xA0), _NOT_A_CHARACTER)
_UNPRINTABLE |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), _NOT_A_CHARACTER)
_UNPRINTABLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _NOT_A_CHARACTER)

_LINE_END = re.compile(r"\r\n?|\x85")
_ACTIVE = re.compile(
    r"(?P<number>(?<=[0-9])[.:-](?=[0-9]))"
    r"|[!-/:-@\[-`{-~\t\n\u2028\u2029]"
    r"|^\s+|\s+$"
)
_INERT = frozenset(",%")


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""What JSON may hold as it stands and YAML may not, or reads as a line end."""


def printable(text: str) -> str:
    r"""Stand in for what no page can show: control characters, lone surrogates, bidi overrides.

    >>> printable("甲\x02乙\r\n丙\u202e丁")
    '甲␂乙\n丙�丁'
    """
    if text.isprintable():  # as nearly all is, and far sooner known
        return text
    return _LINE_END.sub("\n", text).translate(_UNPRINTABLE)


@lru_cache(maxsize=1 << 14)
def escape(text: str) -> str:
    """Write text as Markdown in which every character that could act is a numeric reference.

    Harmful sides: none known; the source of the page is harder to read.

    >>> escape("1. {{ x }} <b> 3.5%")
    '1&#46; &#123;&#123; x &#125;&#125; &#60;b&#62; 3.5%'
    """
    return _ACTIVE.sub(_reference, printable(text))


def _reference(match: re.Match[str]) -> str:
    found = match.group()
    if match["number"] or found in _INERT:
        return found
    return "".join(f"&#{ord(char)};" for char in found)


def escape_html(text: str) -> str:
    """Write text as the content or a quoted attribute of a raw HTML element.

    >>> escape_html('<a href="x">')
    '&lt;a href=&quot;x&quot;&gt;'
    """
    return html.escape(printable(text)).replace("\n", "&#10;")


def link(text: str, address: str) -> str:
    """Write a Markdown link; `text` is untrusted, `address` comes from `address.relative`."""
    return f"[{escape(text)}]({address})"


def paragraph(markdown: str, *, css: str = "", anchor: str = "") -> str:
    """Write one paragraph of Markdown with a class, an id, or both."""
    marks = " ".join(sign + name for sign, name in (("#", anchor), (".", css)) if name)
    return f"{markdown}\n{{: {marks} }}"


def block(markdown: str, *, css: str, tag: str = "div") -> str:
    """Wrap Markdown blocks in an element whose content is still Markdown."""
    return f'<{tag} class="{css}" markdown="1">\n\n{markdown}\n\n</{tag}>'


def front_matter(data: Mapping[str, Any]) -> str:
    """Write a page's YAML front matter, which parses back to the same data.

    The values are written as JSON, which YAML includes but for a few characters; PyYAML's own
    writer is forty times as slow. Lists of mappings have a line for each.

    >>> print(front_matter({"title": "---", "sections": [{"number": "1"}]}), end="")
    ---
    title: "---"
    sections:
    - {"number": "1"}
    ---
    """
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"{key}:", *(f"- {_yaml(item)}" for item in value)]
        else:
            lines.append(f"{key}: {_yaml(value)}")
    return "\n".join(["---", *lines, "---\n"])


def _yaml(value: object) -> str:
    return _NOT_IN_YAML.sub(
        lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False)
    )


def page(data: Mapping[str, Any], blocks: list[str]) -> str:
    """Join front matter and blocks of Markdown to a page; empty blocks are left out."""
    return front_matter(data) + "\n" + "\n\n".join(b for b in blocks if b) + "\n"
