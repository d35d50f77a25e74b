"""Labels that number only in a run: `1 标题`, `1.1`, `一：`, `A.`, `亮点一：`, `首先，`.

Their form alone says nothing: `1.5亿元`, `3所学校` and `5.12防灾日` begin lines as well. So each
counts only as part of a run that begins with the first and has a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zongjie.shapes import FORMAL, HAN, NUMERAL, Label, Line, Style, finished, number

_BODY = f"(?=[{HAN}“‘《〈「（(])"
_GAP = "[ \u3000]"
_FORMS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("num", re.compile(rf"(\d{{1,2}})(){_GAP}*{_BODY}")),
    ("han", re.compile(rf"({NUMERAL}|{FORMAL})(?:([：:]){_GAP}*|(){_GAP}+{_BODY})")),
    ("paren", re.compile(rf"({NUMERAL})([）)])[、.．]?{_GAP}*")),
    ("roman", re.compile(rf"([\u2160-\u216b])([、.．：:]|(?={_GAP})){_GAP}*")),
    ("letter", re.compile(rf"([A-H])([、.．：:]){_GAP}*{_BODY}")),
    ("named", re.compile(rf"((?!星期)[{HAN}]{{2}}{NUMERAL})([：:]){_GAP}*")),
)
_IN_TURN = re.compile(rf"(首先|其次|再次|最后)([，,：:、]){_GAP}*")
_TURNS = {"首先": 1, "其次": 2, "再次": 3}
"""Words that number paragraphs; 最后 is whatever comes next."""
_LEVELS = re.compile(rf"(\d{{1,2}}(?:[.．]\d{{1,2}}){{1,2}})(?:([、.．])|(?!\d)){_GAP}*{_BODY}")
_MAYBE = re.compile(rf"[0-9A-H\u2160-\u216b]|{NUMERAL}[ \u3000：:）)]|{FORMAL}|..{NUMERAL}[：:]")
_UNIT = re.compile("万|亿|倍|个|元|米|吨|公里|平方")
_COUNTED = re.compile("[个项名所座类种人次处届期年月日时分元万亿千百位家台套篇场件条支批对户米班]")
"""What follows a figure: such a line counts something."""
_LONGEST = 40


def run_label_at(text: str) -> Label | None:
    """Read the label at the start of a line that counts only in a run.

    >>> [run_label_at(line).text for line in ("1.2.1 组织领导", "亮点一：集团化", "Ⅱ、安全")]
    ['1.2.1 ', '亮点一：', 'Ⅱ、']
    >>> run_label_at("其次，抓课堂").number, run_label_at("最后，抓民生").text, run_label_at("首先要明确")
    (2, '最后，', None)
    >>> run_label_at("1.5亿元专项资金"), run_label_at("2021年工作打算"), run_label_at("一、党建")
    (None, None, None)
    """
    if found := _IN_TURN.match(text):
        sign = {",": "，", ":": "："}.get(found[2], found[2])
        return Label("named", _TURNS.get(found[1]), found[1] + sign, 0, found.end())
    if not _MAYBE.match(text):
        return None
    if found := _LEVELS.match(text):
        if not found[2] and _UNIT.match(text, found.end()):
            return None
        parts = found[1].replace("．", ".").split(".")
        style: Style = "num2" if len(parts) == 2 else "num3"
        return Label(style, int(parts[-1]), ".".join(parts) + (found[2] or " "), 0, found.end())
    for style, form in _FORMS:
        if found := form.match(text):
            value = _value(style, found[1])
            sign = {":": "：", ")": "）", "．": "."}.get(found[2] or "", found[2] or " ")
            return Label(style, value, found[1] + sign, 0, found.end()) if value else None
    return None


def _value(style: Style, numeral: str) -> int:
    if style == "roman":
        return ord(numeral) - 0x215F
    if style == "letter":
        return ord(numeral) - 0x40
    return number(numeral[2:] if style == "named" else numeral)


def series(label: Label) -> tuple[str, str]:
    """Give what the labels of one series have in common: style and what stands with the number.

    >>> series(run_label_at("2.1 项目建设")), series(run_label_at("亮点二：集团化"))
    (('num2', '2'), ('named', '亮点'))
    """
    if label.style in ("num2", "num3"):
        return label.style, label.text.rpartition(".")[0]
    if label.style == "named":
        return label.style, "" if _IN_TURN.match(label.text) else label.text[:2]
    # 一是 and 一要 count apart
    return label.style, label.text[-1] if label.style == "shi" else ""


def in_runs(found: Sequence[Line], plain: Mapping[int, Label]) -> dict[int, Label]:
    """Give the labels of runs, by the index of the line that each begins.

    Args:
        found: The lines of a summary.
        plain: The labels that count by their own form, by the index of their line.
    """
    read = {
        index: label
        for index, line in enumerate(found)
        if index not in plain and (label := run_label_at(line.text))
    }
    kept = {
        index: read[index]
        for whole in _runs({i: x for i, x in read.items() if x.style not in ("num2", "num3")})
        if (run := whole if _ends_well(whole, read, plain) else whole[:-1])
        if len(run) > 1 and _sound([found[i].text for i in run], read[run[0]])
        for index in run
    }
    levels = {i: x for i, x in read.items() if x.style in ("num2", "num3")}
    return kept | _levelled(levels, {**plain, **kept}) if levels else kept


def _runs(read: Mapping[int, Label]) -> Iterator[list[int]]:
    """Yield the lines whose labels count upwards from 1, one series at a time."""
    open_runs: dict[tuple[str, str, str], list[int]] = {}
    for index, label in read.items():
        kind = (*series(label), label.text[-1])
        run = open_runs.get(kind)
        if label.number == 1:
            if run:
                yield run
            open_runs[kind] = [index]
        elif run and (last := read[run[-1]].number) and label.number in (None, last + 1):
            run.append(index)
    yield from open_runs.values()


def _ends_well(run: Sequence[int], read: Mapping[int, Label], plain: Mapping[int, Label]) -> bool:
    """Tell whether the last of a run belongs to it: 最后 needs two before it, and no label between."""
    if read[run[-1]].number is not None:
        return True
    return len(run) > 2 and not any(run[-2] < index < run[-1] for index in plain)


def _sound(run: Sequence[str], first: Label) -> bool:
    """Tell whether lines with a label that no sign ends are headings, and do not count things.

    `1所高中` / `2所初中` is a list of figures. One heading may begin like one: 2项目建设.
    """
    if first.text[-1] != " ":
        return True
    bodies = [re.sub(rf"^[\d{FORMAL[1:-1]}一二三四五六七八九十]+{_GAP}*", "", line) for line in run]
    formal = first.text[0] in FORMAL  # 壹 counts no things
    counting = 0 if formal else sum(bool(_COUNTED.match(body)) for body in bodies)
    heads = all(len(body) <= _LONGEST and not finished(body) for body in bodies)
    return heads and 2 * counting < len(bodies)


def _levelled(read: Mapping[int, Label], others: Mapping[int, Label]) -> dict[int, Label]:
    """Give the labels `1.1` and `1.1.1` that follow each other or the label above them.

    Dates and figures at the start of a line follow nothing: 5.12防灾日. In a text that has no
    second item (1.2) there are none: 五、 may speak of the 5.1假期. One item left out is let pass,
    so that the gap is reported.
    """
    kept: dict[int, Label] = {}
    last: tuple[int, ...] = ()
    above = 0
    for index, label in sorted({**others, **read}.items()):
        if index not in read:
            above = label.number or 0 if label.style in ("part", "han", "paren", "num") else above
            continue
        levels = tuple(int(level) for level in label.text.strip(" 、.").split("."))
        if _follows(levels, last, above):
            kept[index], last = label, levels
    return kept if any(label.number == 2 for label in kept.values()) else {}


def _follows(levels: tuple[int, ...], last: tuple[int, ...], above: int) -> bool:
    """Tell whether a number of several levels comes next after the last, or first below a label."""
    outer, own = levels[:-1], levels[-1]
    if len(last) >= len(levels) and last[: len(outer)] == outer and own != 1:
        return 0 < own - last[len(outer)] <= 2
    if own != 1:
        return False
    if len(outer) > 1:
        return outer == last[: len(outer)] or _follows(outer, last, above)
    return outer[0] in (1, above) or outer == (last[:1] and (last[0] + 1,))
