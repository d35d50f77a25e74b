"""Grow the tree of sections of one summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from zongjie.models import Section
from zongjie.shapes import (
    RANK,
    Label,
    Line,
    Style,
    is_closing,
    is_signature,
    lines,
)
from zongjie.split.appended import appended
from zongjie.split.headings import heading_of
from zongjie.split.labels import Mark, begun_anew, find_labels
from zongjie.split.unnumbered import bracket_of, bracketed, joined, may_head, may_part, plain_heads

_ENDING = re.compile(
    r"(?:总之|综上|总的来[看说]|总体(?:上|来[看说])|以上(?:是|为|报告|汇报|总结)|特此(?:报告|汇报|总结)|回顾(?:过去|一年|半年|这一年|全年|[\d×]{4}年)|展望(?:未来|明年|新)|同志们[，,！]|谢谢大家)"
)
_OUTLOOK = re.compile(
    "(?:下半年|下一步|下一阶段|明年|来年|今后|新的一年|[\\d×]{4}年)，?.{0,20}(?:我们|我局|我校|将|要)"
)
_APART = re.compile(
    r"(?:存在的?(?:主要|突出)?(?:问题|困难|不足)|(?:下一?步|今后|明年|来年|下半年|[\d×]{4}年)的?(?:主要|重点)?(?:工作)?(?:计划|打算|思路|安排|设想|要点))(?=[：:])"
)
"""What begins a paragraph about all the numbered parts above."""
_ASKS = re.compile(r"(?:主持人|记者|网友|问)[：:]")
"""How a question of an interview begins."""
_INNERMOST: tuple[Style | None, ...] = (None, "numparen", "circled", "ordinal", "shi")


@dataclass(slots=True)
class _Node:
    """A section while it grows."""

    style: Style | None
    label: str
    value: int | None
    heading: str
    stop: str
    inline: bool
    start: int
    paragraphs: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    labelled: int = 0
    bare: int = 0
    """How many children have a label, and of these, how many a heading that no sign ends."""


class _Tree:
    """The sections met so far, and the path of open ones that leads to the place of the next."""

    def __init__(self, *, interview: bool) -> None:
        self.interview = interview
        """Whether what stands before a colon is who speaks."""
        self.apart: frozenset[int] = frozenset()
        """Where the paragraphs begin that are about all parts above."""
        self.root = _Node(None, "", None, "", "", inline=False, start=0)
        self.path = [self.root]

    @property
    def here(self) -> _Node:
        return self.path[-1]

    def add(self, node: _Node, depth: int) -> None:
        """Hang a node below the open section at a depth, and open it."""
        del self.path[depth + 1 :]
        self.here.children.append(node)
        self.here.labelled += bool(node.style)
        self.here.bare += bool(node.style) and not node.stop
        self.path.append(node)

    def close_inline(self) -> None:
        """Close the sections that were opened inside a paragraph: the paragraph has ended."""
        while self.here.inline:
            self.path.pop()

    def depth_for(self, label: Label, *, inline: bool) -> int:
        """Give the depth of the open section that a labelled one belongs to."""
        same = [d for d, node in enumerate(self.path) if node.style == label.style]
        if same and label.number is not None:
            fitting = [d for d in same if self.path[d].value == label.number - 1]
            if fitting:
                return fitting[-1] - 1
        if same and (label.number != 1 or not self._nests(label, same[-1])):
            return same[-1] - 1
        if label.style in RANK:
            rank = RANK[label.style]
            for depth, node in enumerate(self.path):
                if (
                    node.style
                    and RANK.get(node.style, -1) > rank
                    and not (inline and not node.inline)
                ):
                    return depth - 1
        return len(self.path) - 1

    def _nests(self, label: Label, depth: int) -> bool:
        """Tell whether a first item may open a list of its own inside an item of the same style."""
        signs = {node.label[-1:] for node in self.path if node.style == label.style}
        return label.text[-1:] not in signs and self.here is self.path[depth]


def grow(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """Read the preamble and the sections of the summary that stands at `text[start:end]`."""
    own = [Line(x.start + start, x.end + start, x.text) for x in lines(text[start:end])]
    found = list(joined(own))
    outside = appended(found)
    marks = _without_opening([[] if i in outside else x for i, x in enumerate(find_labels(found))])
    plain, in_brackets = plain_heads(found, marks), bracketed(found)
    if plain == {0} and not may_part(found[0].text):
        plain = frozenset()  # a name above the opening, such as the writer's
    tree = _Tree(interview=sum(bool(_ASKS.match(x.text)) for x in found) > 1)
    leads = [(x.start, m[0]) for x in found if (m := _APART.match(x.text))]
    once = Counter(lead for _, lead in leads)
    tree.apart = frozenset(start for start, lead in leads if once[lead] == 1)
    body_end = max(
        (i for i, x in enumerate(found) if i not in outside and not is_closing(x.text)), default=0
    )
    for index, line in enumerate(found):
        following = marks[index + 1] if index + 1 < len(found) else []
        if marks[index] and marks[index][0].label.start == 0:
            _labelled(tree, line, marks[index])
        elif index in in_brackets:
            _bracketed(tree, line)
        elif depth := _part_depth(tree, line, following, plain=index in plain):
            tree.add(_Node(None, "", None, line.text.rstrip("：:"), line.text[len(line.text.rstrip("：:")):],
                           inline=False, start=line.start), depth - 1)  # fmt: skip
        elif (
            tree.root.children
            and not marks[index]
            and (index in outside or _ends(tree, line, index - body_end))
        ):
            _close(tree, line, _goes_on(tree, marks, index + 1))
        else:
            _unlabelled(tree, line, marks, index)
    return tuple(tree.root.paragraphs), _frozen(tree.root.children, "")


def _without_opening(marks: Sequence[Sequence[Mark]]) -> list[Sequence[Mark]]:
    """Leave out the lists that a text's opening paragraphs hold, where it has parts of its own below.

    三个特点：一是…；二是… ahead of 一、 says what is to come.
    """
    first = next((i for i, x in enumerate(marks) if x and not x[0].inline), len(marks))
    parts = first < len(marks) and marks[first][0].label.style in ("part", "han", "paren")
    spoken = all(m.label.style in _INNERMOST for x in marks[:first] for m in x)
    return [[] if parts and spoken and i < first else x for i, x in enumerate(marks)]


def _bracketed(tree: _Tree, line: Line) -> None:
    """Take in a line that begins with a heading in brackets, beside those before it."""
    before = (d for d, node in enumerate(tree.path) if node.heading[:1] == "【")
    heading, rest = bracket_of(line.text)
    node = _Node(None, "", None, heading, "", inline=False, start=line.start)
    node.paragraphs += [rest] if rest else []
    tree.add(node, next(before, _block_depth(tree)) - 1)


def _labelled(tree: _Tree, line: Line, marks: Sequence[Mark]) -> None:
    """Take in a line that begins with a label."""
    first = marks[0].label
    # a whole run 一是…二是… inside one paragraph: its first label is no more a line's than the others
    spoken = first.style in ("shi", "ordinal") and any(
        m.label.style == first.style for m in marks[1:]
    )
    if not any(
        n.inline and n.style == first.style and n.value == (first.number or 0) - 1
        for n in tree.path
    ):
        tree.close_inline()
    if spoken:
        marks = [Mark(first, inline=True), *marks[1:]]
    _take(tree, line, marks)


def _take(tree: _Tree, line: Line, marks: Sequence[Mark]) -> None:
    """Open a section for each label of a line."""
    ends = [m.label.start for m in marks[1:]] + [len(line.text)]
    for mark, end in zip(marks, ends, strict=True):
        label = mark.label
        body = line.text[label.end : end]
        depth = tree.depth_for(label, inline=mark.inline)
        heading, stop, rest = heading_of(
            body, apart=not mark.inline and _set_apart(tree.path[depth])
        )
        block = not rest and mark is marks[-1] and _text_below(tree.path[depth], marks)
        node = _Node(label.style, label.text, label.number, heading, stop,
                     mark.inline and not block, line.start + label.start)  # fmt: skip
        if rest:
            node.paragraphs.append(rest)
        tree.add(node, depth)


def _text_below(parent: _Node, marks: Sequence[Mark]) -> bool:
    """Tell whether the last item of a line, all heading, has its text in the paragraphs below.

    So it is where a heading on the same line runs into it, where it is the first of its list, and
    where the item before it has a text: the paragraph was torn after the heading. In a list whose
    items are all heading, 1、抓党建；2、抓安全, the last one is nothing else.
    """
    label = marks[-1].label
    before = next((node for node in reversed(parent.children) if node.style == label.style), None)
    torn = label.number == 1 or (before and (before.paragraphs or before.children))
    return label.style in RANK and (not marks[0].inline or bool(torn))


def _set_apart(parent: _Node) -> bool:
    """Tell whether most labelled sections below a parent have their headings on their own lines."""
    return parent.labelled >= 2 and 2 * parent.bare > parent.labelled


def _ends(tree: _Tree, line: Line, behind: int) -> bool:
    """Tell whether a paragraph closes what stands above it, or signs it.

    It stands so many lines `behind` the last one that signs nothing.
    """
    # a section with nothing but its heading yet takes the plan as its own; 五是抓安全。 is no heading
    here = next(node for node in reversed(tree.path) if not node.inline)
    item = here.style in _INNERMOST and here.stop
    open_ended = bool(here.paragraphs or here.children or item)
    return bool(
        is_signature(line.text)
        or (behind > 0 and is_closing(line.text))
        or _ENDING.match(line.text)
        or (behind >= 0 and open_ended and _OUTLOOK.match(line.text))
    )


def _goes_on(tree: _Tree, marks: Sequence[Sequence[Mark]], index: int) -> int:
    """Give the depth of the innermost open section whose numbering goes on from a line, else 0."""
    open_ = {node.style for node in tree.path if node.style and node.value}
    following: dict[Style, int | None] = {}
    for mark in chain.from_iterable(marks[line] for line in range(index, len(marks))):
        if open_ <= following.keys():
            break
        style = mark.label.style
        following.setdefault(style, mark.label.number)
        for deeper in begun_anew(style):
            following.setdefault(deeper, None)
    for depth in range(len(tree.path) - 1, 0, -1):
        node = tree.path[depth]
        if node.style and node.value and following.get(node.style) == node.value + 1:
            return depth
    return 0


def _unlabelled(tree: _Tree, line: Line, labels: Sequence[Sequence[Mark]], index: int) -> None:
    """Take in a paragraph, the line `index`, that begins without a label but may hold labels.

    Where the numbering of a section inside the paragraph before goes on, that paragraph was torn,
    and this one goes on with that section's text.
    """
    marks = labels[index]
    on = _goes_on(tree, labels, index) if tree.here.inline else 0
    torn = tree.path[on].inline
    if torn:
        del tree.path[on + 1 :]
    else:
        tree.close_inline()
    intro = line.text[: marks[0].label.start] if marks else line.text
    if line.start in tree.apart:
        del tree.path[_goes_on(tree, labels, index + 1) + 1 :]
    here = tree.here
    if here.children or (marks and here.paragraphs and here is not tree.root and not torn):
        if here.style is None and here is not tree.root:
            tree.path.pop()
        heading, stop, rest = _lead(intro)
        if tree.interview or not (
            rest
            or marks
            or any(m.label.number == 1 for x in labels[index + 1 : index + 2] for m in x[:1])
        ):
            heading, stop, rest = "", "", intro
        node = _Node(None, "", None, heading, stop, inline=False, start=line.start)
        node.paragraphs += [rest] if rest else []
        tree.add(node, len(tree.path) - 1)
    else:
        here.paragraphs.append(intro)
    if marks:
        _take(tree, line, marks)


def _lead(text: str) -> tuple[str, str, str]:
    """Take a paragraph's first sentence for its heading where it is short and more follows."""
    heading, stop, rest = heading_of(text)
    return (heading, stop, rest) if heading and len(heading) <= 30 else ("", "", text)


def _close(tree: _Tree, line: Line, depth: int) -> None:
    """Take in a closing paragraph or signature: it belongs to the section at a depth as a whole.

    Where the numbering goes on below, that is the part before: 同志们，… ahead of 第二部分.
    """
    del tree.path[depth + 1 :]
    last = tree.here.children[-1] if tree.here.children else None
    if last and (last.label or last.heading or last.children):
        tree.add(_Node(None, "", None, "", "", inline=False, start=line.start), depth)
    elif last:
        tree.path.append(last)
    tree.here.paragraphs.append(line.text)


def _part_depth(tree: _Tree, line: Line, following: Sequence[Mark], *, plain: bool) -> int:
    """Give the depth of the new part if a line is an unnumbered heading, else 0."""
    label = following[0].label if following and following[0].label.start == 0 else None
    if label and label.number == 1 and may_head(line.text):
        return _list_depth(tree, label)
    return _block_depth(tree) if plain else 0


def _list_depth(tree: _Tree, label: Label) -> int:
    """Give the depth of a part below which a list begins anew with this label."""
    same = [d for d, node in enumerate(tree.path) if node.style == label.style]
    if same:
        depth = same[0]
        while depth > 1 and tree.path[depth - 1].style is None:
            depth -= 1  # a part beside the unnumbered part that the list before belongs to
        return depth
    rank = RANK.get(label.style, len(RANK))
    inner = [d for d, n in enumerate(tree.path) if n.style and RANK.get(n.style, -1) > rank]
    return inner[0] if inner else _block_depth(tree)


def _block_depth(tree: _Tree) -> int:
    """Give the depth right below the labelled section that is open outside of paragraphs.

    The innermost items of a list, ③ and 一是, have no parts under headings of their own.
    """
    open_ = enumerate(tree.path)
    return 1 + max((d for d, x in open_ if x.style not in _INNERMOST and not x.inline), default=0)


def _frozen(nodes: Sequence[_Node], prefix: str) -> tuple[Section, ...]:
    """Number the sections and make them records."""
    times: dict[str, int] = {}
    sections = []
    for position, node in enumerate(nodes, 1):
        own = "p" if node.style is None else str(node.value or position)
        times[own] = time = times.get(own, 0) + 1
        # an unnumbered part counts as p1, p2; a number that comes again as 3r2
        again = f"r{time}" if time > 1 else ""
        path = prefix + (f"p{time}" if own == "p" else own + again)
        children = _frozen(node.children, path + ".") if node.children else ()
        sections.append(
            Section(
                node.label, path, node.heading, node.stop, node.inline, node.start,
                tuple(node.paragraphs), children,
            )
        )  # fmt: skip
    return tuple(sections)
