"""Source and ledger → the raw ⇄ cleaned page: the whole source with every change marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import NamedTuple

from zongjie.models import Cleaned, Fate, Stretch, Summary
from zongjie.render import address, markdown, words
from zongjie.render.lines import Lines
from zongjie.render.lists import entries, paging
from zongjie.render.markdown import escape, escape_html, link
from zongjie.render.tally import RuleTally, Tally, tally

_FOLD_FROM = 6
"""So many removed lines in a row are folded away."""
_PAGE = 80_000
"""Bytes of HTML on a page of a source, as estimated; a page has at least one line."""
_FRAME, _MARK = 90, 120
"""Bytes of HTML of a line's frame, and of the mark of a change in it."""


_Key = tuple[str, Fate]


class _Piece(NamedTuple):
    """The part of a stretch that lies on one line: source offsets."""

    stretch: Stretch
    start: int
    end: int


@dataclass(slots=True)
class _Line:
    number: int
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def gone(self) -> bool:
        """Whether nothing of the line is left, its line end included."""
        return bool(self.pieces) and all(
            piece.stretch.fate == "removed" and not piece.stretch.text.strip()
            for piece in self.pieces
        )


def lines(cleaned: Cleaned) -> Lines:
    """Give the lines of a source and how they are shared out among pages.

    What a line takes is estimated: three bytes for a character, and its frame and marks.
    """
    found, starts, size = Lines(cleaned.source.text), [1], 0
    for line in _split(cleaned, found):
        length = sum(piece.end - piece.start for piece in line.pieces)
        own = 3 * length + _FRAME + _MARK * sum(p.stretch.fate != "kept" for p in line.pieces)
        if size and size + own > _PAGE:
            starts.append(line.number)
            size = 0
        size += own
    return Lines(cleaned.source.text, starts)


def pages(
    cleaned: Cleaned,
    summaries: Sequence[Summary],
    descriptions: Mapping[str, str],
    *,
    original: bool,
) -> dict[str, str]:
    """Give the pages of a source: what became of it, its summaries, and its whole text."""
    file, counted, places = cleaned.source.file, tally([cleaned]), lines(cleaned)
    numbers = {(rule.rule, rule.fate): n for n, rule in enumerate(counted.rules, 1)}
    draw = partial(_draw, text=cleaned.source.text, numbers=numbers, descriptions=descriptions)
    total, result = len(places.pages), {}
    for number, group in groupby(_split(cleaned, places), lambda line: places.page(line.number)):
        here = address.ledger(file, number)
        title = file if number == 1 else f"{file}（第 {number} 页）"
        data = {
            "title": title,
            "sha256": cleaned.source.sha256,
            "encoding": cleaned.source.encoding,
            "characters": dict(counted.fates),
        }
        turn = paging.turn(address.ledger(file), number, total)
        about = _about(cleaned, summaries, here, original)
        above = [*about, bar(counted)] if number == 1 else [turn]
        legend = _legend(_Legend(file, counted, numbers, descriptions, places, number))
        head = [_crumbs(here, file, number), f"# {escape(title)}", *above, legend]
        result[here] = markdown.page(data, [*head, _text(list(group), draw), turn])
    return result


def bar(counted: Tally) -> str:
    """Give the shares of kept, repaired and removed characters as a bar with its figures."""
    parts = "".join(
        f'<li class="fate--{fate}"><b>{words.FATE[fate]}</b> {words.count(number)} 字'
        f" <small>{counted.share(fate):.1%}</small></li>"
        for fate, number in counted.fates.items()
    )
    shares = ";".join(f"--{fate}:{counted.share(fate):.4f}" for fate in counted.fates)
    return f'<ul class="fates" aria-label="清洗结果" style="{shares}">{parts}</ul>'


def _crumbs(here: str, file: str, number: int) -> str:
    trail = [("首页", address.HOME), ("来源", address.SOURCES)]
    trail += [(file, address.ledger(file))] if number > 1 else []
    return entries.crumbs(trail, here)


def _about(cleaned: Cleaned, summaries: Sequence[Summary], here: str, original: bool) -> list[str]:
    source = cleaned.source
    parts = [f"源文件的全部 {words.count(len(source.text))} 个字符，一个不少"]
    if original:
        to_file = address.relative(address.original(source.file), here)
        parts.append(f"{link('下载原始文件', to_file)}{{: download }}")
    parts.append(f"读作 {escape(source.encoding)}，SHA-256 `{_digest(source.sha256)}`")
    head = markdown.paragraph(" · ".join(parts), css="lede")
    return [head, entries.listing(summaries, here)] if summaries else [head]


def _digest(sha256: str) -> str:
    """Give a digest in the short form that tells files apart; anything else is dropped."""
    return "".join(char for char in sha256 if char in "0123456789abcdef")[:16]


@dataclass(frozen=True, slots=True)
class _Legend:
    file: str
    counted: Tally
    numbers: Mapping[_Key, int]
    descriptions: Mapping[str, str]
    lines: Lines
    page: int


def _legend(legend: _Legend) -> str:
    rules = legend.counted.rules
    if not rules:
        return ""
    rows = "\n".join(_rule(rule, legend) for rule in rules)
    table = (
        f"| 号 | 处理 | 规则 | 处 | 原字数 | 现字数 | 首处 |\n|--:|---|---|--:|--:|--:|---|\n{rows}"
    )
    first = " open" if legend.page == 1 else ""
    return (
        f'<details class="legend" markdown="1"{first}>\n'
        f"<summary>用到的规则（{len(rules)} 条）</summary>\n\n{table}\n\n</details>"
    )


def _rule(rule: RuleTally, legend: _Legend) -> str:
    line = legend.lines.number(rule.first)
    here = address.ledger(legend.file, legend.page)
    page = address.ledger(legend.file, legend.lines.page(line))
    return (
        f"| {legend.numbers[rule.rule, rule.fate]} | {words.FATE[rule.fate]} "
        f"| {escape(legend.descriptions.get(rule.rule, rule.rule))} | {words.count(rule.times)} "
        f"| {words.count(rule.before)} | {words.count(rule.after)} "
        f"| [第 {line} 行]({address.relative(f'{page}#L{line}', here)}) |"
    )


def _text(group: list[_Line], draw: partial[str]) -> str:
    rows: list[str] = []
    for gone, run in groupby(group, key=lambda line: line.gone):
        drawn = list(run)
        shown = [_row(line, draw) for line in drawn]
        if gone and len(drawn) >= _FOLD_FROM:
            name = f"第 {drawn[0].number}—{drawn[-1].number} 行：整段删去，共 {len(drawn)} 行"
            shown = [f'<details class="fold"><summary>{name}</summary>', *shown, "</details>"]
        rows += shown
    text = "".join(rows)  # white space between rows would show where lines are joined
    frame = f'<div class="ledger">\n{_SWITCH}\n<div class="ledger-text">'
    return f"{frame}{text}</div>\n</div>"


_SWITCH = (
    "\n".join(
        f'<input type="radio" name="ledger-view" id="view-{key}"{" checked" * (key == "both")}>'
        f'<label for="view-{key}">{name}</label>'
        for key, name in (("both", "对照"), ("clean", "只看清洗后"), ("raw", "只看原文"))
    )
    + '\n<input type="checkbox" id="view-rules"><label for="view-rules">标出规则号</label>'
)


def _split(cleaned: Cleaned, lines: Lines) -> Iterator[_Line]:
    ledger, length, position = cleaned.ledger, len(cleaned.source.text), 0
    for number, (start, end) in enumerate(lines, 1):
        line = _Line(number)
        while position < len(ledger) and (ledger[position].start < end or end == length):
            stretch = ledger[position]
            line.pieces.append(_Piece(stretch, max(start, stretch.start), min(end, stretch.end)))
            if stretch.end > end:
                break
            position += 1
        yield line


def _row(line: _Line, draw: partial[str]) -> str:
    drawn = "".join(draw(piece) for piece in line.pieces)
    number = f'<a class="no" id="L{line.number}" href="#L{line.number}">{line.number}</a>'
    css = "row row--gone" if line.gone else "row"
    return f'<div class="{css}">{number}<span class="line">{drawn}</span></div>'


def _draw(
    piece: _Piece, *, text: str, numbers: Mapping[_Key, int], descriptions: Mapping[str, str]
) -> str:
    stretch = piece.stretch
    old = text[piece.start : piece.end]
    if stretch.fate == "kept":
        return escape_html(old)
    rule = f"{words.FATE[stretch.fate]}：{descriptions.get(stretch.rule, stretch.rule)}"
    blank = "" if stretch.text.strip() or old.strip() else 'class="blank" '
    mark = f'{blank}title="{escape_html(rule)}" data-rule="{numbers[stretch.rule, stretch.fate]}"'
    new = stretch.text if piece.start == stretch.start else ""
    struck = f"<del {mark}>{_visible(old, line_break='')}</del>" if old else ""
    return struck + (f"<ins {mark}>{_visible(new, line_break='&#10;')}</ins>" if new else "")


def _visible(text: str, *, line_break: str) -> str:
    return escape_html(text).replace("&#10;", f'<span class="nl">↵</span>{line_break}')
