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
from zongjie.render.markdown import escape, escape_html, link
from zongjie.render.tally import Tally, tally

_FOLD_FROM = 6
"""So many removed lines in a row are folded away."""


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


def page(
    cleaned: Cleaned,
    summaries: Sequence[Summary],
    descriptions: Mapping[str, str],
    *,
    original: bool,
) -> str:
    """Give the page of a source: what became of it, its summaries, and its whole text."""
    file = cleaned.source.file
    here = address.ledger(file)
    counted = tally([cleaned])
    numbers = {(rule.rule, rule.fate): n for n, rule in enumerate(counted.rules, 1)}
    lines = Lines(cleaned.source.text)
    data = {
        "title": file,
        "sha256": cleaned.source.sha256,
        "encoding": cleaned.source.encoding,
        "characters": dict(counted.fates),
    }
    return markdown.page(
        data,
        [
            _crumbs(here),
            f"# {escape(file)}",
            _about(cleaned, summaries, here, original),
            bar(counted),
            _legend(counted, numbers, descriptions, lines),
            _text(cleaned, lines, numbers, descriptions),
        ],
    )


def bar(counted: Tally) -> str:
    """Give the shares of kept, repaired and removed characters as a bar with its figures."""
    parts = "".join(
        f'<li class="fate--{fate}"><b>{words.FATE[fate]}</b> {words.count(number)} 字'
        f" <small>{counted.share(fate):.1%}</small></li>"
        for fate, number in counted.fates.items()
    )
    shares = ";".join(f"--{fate}:{counted.share(fate):.4f}" for fate in counted.fates)
    return f'<ul class="fates" aria-label="清洗结果" style="{shares}">{parts}</ul>'


def _crumbs(here: str) -> str:
    home = link("首页", address.relative(address.HOME, here))
    sources = link("来源", address.relative(address.SOURCES, here))
    return markdown.paragraph(f"<span>{home}</span> <span>{sources}</span>", css="crumbs")


def _about(cleaned: Cleaned, summaries: Sequence[Summary], here: str, original: bool) -> str:
    source = cleaned.source
    parts = [f"源文件的全部 {words.count(len(source.text))} 个字符，一个不少"]
    if original:
        to_file = address.relative(address.original(source.file), here)
        parts.append(f"{link('下载原始文件', to_file)}{{: download }}")
    parts.append(f"读作 {escape(source.encoding)}，SHA-256 `{_digest(source.sha256)}`")
    items = "\n".join(
        f"{number}. {link(item.title, address.relative(address.summary(item), here))}"
        f" <small>{words.facts(item)}</small>"
        for number, item in enumerate(summaries, 1)
    )
    head = markdown.paragraph(" · ".join(parts), css="lede")
    return head + (f"\n\n{markdown.block(items, css='entries')}" if items else "")


def _digest(sha256: str) -> str:
    """Give a digest in the short form that tells files apart; anything else is dropped."""
    return "".join(char for char in sha256 if char in "0123456789abcdef")[:16]


def _legend(
    counted: Tally,
    numbers: Mapping[_Key, int],
    descriptions: Mapping[str, str],
    lines: Lines,
) -> str:
    if not counted.rules:
        return ""
    rows = "\n".join(
        f"| {numbers[rule.rule, rule.fate]} | {words.FATE[rule.fate]} "
        f"| {escape(descriptions.get(rule.rule, rule.rule))} | {words.count(rule.times)} "
        f"| {words.count(rule.before)} | {words.count(rule.after)} "
        f"| [第 {lines.number(rule.first)} 行](#L{lines.number(rule.first)}) |"
        for rule in counted.rules
    )
    table = (
        f"| 号 | 处理 | 规则 | 处 | 原字数 | 现字数 | 首处 |\n|--:|---|---|--:|--:|--:|---|\n{rows}"
    )
    return (
        '<details class="legend" markdown="1" open>\n'
        f"<summary>用到的规则（{len(counted.rules)} 条）</summary>\n\n{table}\n\n</details>"
    )


def _text(
    cleaned: Cleaned,
    lines: Lines,
    numbers: Mapping[_Key, int],
    descriptions: Mapping[str, str],
) -> str:
    draw = partial(_draw, text=cleaned.source.text, numbers=numbers, descriptions=descriptions)
    rows: list[str] = []
    for gone, run in groupby(_split(cleaned, lines), key=lambda line: line.gone):
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
