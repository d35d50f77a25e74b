"""Signs that Word keeps as places in a font of symbols (`w:sym`) → characters."""

from __future__ import annotations

from zongjie.read.word.xml import Element, W

UNKNOWN = "\ufffd"


def _table(*rows: tuple[int, str]) -> dict[int, str]:
    """Make a table of rows, each the place of its first character and the characters from there."""
    return {
        first + step: char for first, row in rows for step, char in enumerate(row) if char != " "
    }


_FONTS = {
    "symbol": _table(
        (0x20, "\u00a0!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
        (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
        (0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
        (0xC4, "⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
        (0xF1, "〉∫"),
    ),
    "wingdings": _table(
        (0x21, "✏✂✁"), (0x28, "☎✆✉"), (0x46, "☞"), (0x4A, "☺ ☹"), (0x6C, "● ■□"), (0x71, "❑❒ ◆◆❖"),
        (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩ ❶❷❸❹❺❻❼❽❾❿"), (0x9F, "•"), (0xA1, "○"), (0xA7, "▪□"), (0xAB, "★"),
        (0xD8, "➢"), (0xDF, "←→↑↓"), (0xEF, "⇦⇨⇧⇩"), (0xFB, "✗✓☒☑"),
    ),
    "wingdings 2": _table((0x4F, "✗✓☒☑☒☒"), (0xA3, "□")),
}  # fmt: skip
"""Font → place in it → character, after Unicode's mapping tables of Symbol and Wingdings."""


def sign(element: Element) -> str:
    """Give the character of a `w:sym`; U+FFFD, which is reported, for one of no known font."""
    try:
        place = int(element.get(W + "char") or "", 16)
    except ValueError:
        return UNKNOWN
    if font := _FONTS.get((element.get(W + "font") or "").lower()):
        return font.get(place & 0xFF, UNKNOWN)
    private = place < 0x20 or 0xD800 <= place < 0xF900 or place > 0xFFFF
    return UNKNOWN if private else chr(place)
