"""What a reader takes out of a file that is more than plain text."""

from __future__ import annotations

from dataclasses import dataclass, field

from zongjie.models import Doubt, Stretch


class RefusedError(ValueError):
    """A file that is not read; says what, why and what to do about it, in Chinese."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(what, why, remedy)


NO_TEXT = ("读不出文字", "里面只有图片，没有文字层", "先做文字识别，再放入识别后的文件")
DAMAGED = ("文件打不开", "已经损坏或没有下载完整", "重新下载，或用原来的程序打开后另存一份")
LOCKED = ("文件加了密码", "没有密码打不开", "用原来的程序打开，去掉密码后另存一份")


@dataclass(slots=True)
class Extract:
    """The text of a file, written piece by piece; what the reader leaves out stays in the ledger."""

    kind: str
    """The encoding of the text, or the format where the format settles it."""
    doubts: list[Doubt] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _changes: list[Stretch] = field(default_factory=list)
    _length: int = 0

    def put(self, text: str) -> None:
        """Write text that belongs to the document."""
        self._pieces.append(text)
        self._length += len(text)

    def drop(self, text: str, rule: str) -> None:
        """Write text that stands in the file and is left out of the cleaned text by a rule."""
        if text:
            start = self._length
            self.put(text)
            self._changes.append(Stretch(start, self._length, "removed", rule, ""))

    def write(self, text: str, rule: str = "") -> None:
        """Write text; it is left out where a rule is named."""
        if rule:
            self.drop(text, rule)
        else:
            self.put(text)

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    @property
    def changes(self) -> tuple[Stretch, ...]:
        """What was left out, in order."""
        return tuple(self._changes)


READING_RULES = {
    "word-headers": "不收 Word 的页眉、页脚",
    "word-deletions": "不收修订中已删去的文字",
    "word-hidden": "不收 Word 里设为隐藏的文字",
    "word-comments": "不收 Word 的批注",
    "word-contents": "不收 Word 自动生成的目录",
    "md-front-matter": "不收 Markdown 文件开头的属性栏",
    "md-emphasis": "不收 Markdown 里表示强调的星号",
    "ruby": "不收标在字上的注音",
    "web-title": "不收网页的窗口标题，正文里另有标题",
    "web-hidden": "不收网页上不显示的文字",
    "web-furniture": "不收网页正文之外的导航、侧栏和页脚",
    "pdf-heads": "不收 PDF 每页重复的页眉、页脚",
    "pdf-page-numbers": "不收 PDF 的页码",
    "pdf-lines": "接上 PDF 排版时折断的行",
}
"""What readers leave out, by the name under which the ledger gives it, for the reader of the site."""
