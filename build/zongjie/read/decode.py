"""Find out the encoding of a text and decode it."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("gb18030", "big5hkscs", "utf_16_le", "utf_16_be")
_SAMPLE = 200_000
_TOLERATED = 0.005
"""Share of undecodable characters up to which a damaged text is still taken."""
_STRAY = 4
"""Control characters that a short text may hold and be text."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """Decode the bytes of a text file.

    A byte order mark decides; then strict UTF-8; then, by what reads like Chinese, GB18030, Big5 or
    UTF-16 without a mark. A few damaged bytes are tolerated and become U+FFFD.

    Returns:
        The text, line ends untouched, and the encoding's Python name.

    Raises:
        ValueError: no encoding fits; the bytes are no text.

    >>> decode("教育局工作总结".encode("gb18030"))
    ('教育局工作总结', 'gb18030')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    try:
        return _text(data.decode("utf-8")), "utf-8"
    except ValueError:
        pass
    best = from_bytes(data[: _SAMPLE - _SAMPLE % 4], cp_isolation=list(_LEGACY)).best()
    guesses = (best.encoding,) if best else ()
    for encoding in (*guesses, "utf_8", *_LEGACY):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= max(2, _TOLERATED * len(text)) and _reads_chinese(text):
            return _text(text), encoding.replace("_", "-")
    raise ValueError("no encoding fits")


def _text(text: str) -> str:
    """Give the text back unless control characters show that it is binary data."""
    if len(_CONTROL.findall(text[:_SAMPLE])) > max(_STRAY, 0.01 * len(text[:_SAMPLE])):
        raise ValueError("binary data")
    return text


def _reads_chinese(text: str) -> bool:
    """Tell whether most characters beyond ASCII are common Han characters or CJK punctuation."""
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f"]
    common = sum(
        1
        for c in beyond
        if "\u4e00" <= c <= "\u9fa5"
        or "\u3000" <= c <= "\u3015"
        or "\uff01" <= c <= "\uff5e"
        or c in "“”‘’—…·×"
    )
    return common >= 0.8 * len(beyond)
