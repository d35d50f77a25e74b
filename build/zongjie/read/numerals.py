"""Counting in the number formats of Word (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, form: str) -> str:
    """Write a number in one of Word's formats; one that is not known counts in Arabic digits.

    >>> [numeral(n, "chineseCounting") for n in (1, 10, 12, 20, 35, 105)]
    ['一', '十', '十二', '二十', '三十五', '一〇五']
    >>> numeral(105, "chineseCountingThousand"), numeral(3, "ideographTraditional")
    ('一百零五', '丙')
    >>> numeral(21, "decimalEnclosedCircle"), numeral(3, "decimalEnclosedParen"), numeral(9, "none")
    ('㉑', '⑶', '')
    """
    write = _FORMS.get(form, str)
    return write(number) if number >= 0 else str(number)


def _han(number: int) -> str:
    """Write a number with 十, 百 and 千."""
    if not 0 < number < 10_000:
        return _digits(number)
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += "零" * gap + _DIGITS[digit] + name
        gap = bool(text) and not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    return _han(number) if number < 100 else _digits(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value and len(text) < 40:
            text, number = text + letters, number - value
    return text


def _letters(number: int) -> str:
    """Write a number as Word does: a … z, aa, bb and so on."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9) if number else "0"


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _block(first: int, count: int) -> str:
    return "".join(chr(first + index) for index in range(count))


_CIRCLES = _block(0x2460, 20) + _block(0x3251, 15) + _block(0x32B1, 15)
_FULL_WIDTH = str.maketrans("0123456789", _block(0xFF10, 10))

_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _counting,
    "chineseCountingThousand": _han,
    "chineseLegalSimplified": lambda number: _han(number).translate(_LEGAL),
    "ideographLegalTraditional": lambda number: _han(number).translate(_LEGAL),
    "ideographDigital": _digits,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "japaneseCounting": _han,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _han,
    "taiwaneseDigital": _digits,
    "decimalEnclosedCircle": _of(_CIRCLES),
    "decimalEnclosedCircleChinese": _of(_CIRCLES),
    "decimalEnclosedParen": _of(_block(0x2474, 20)),
    "decimalEnclosedFullstop": _of(_block(0x2488, 20)),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
}
