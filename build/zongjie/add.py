"""`zongjie add`: files → the corpus, with what is to be confirmed of them; the corpus' only writer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePath

from zongjie.errors import Problem
from zongjie.examine import Examined, examine
from zongjie.metadata.questions import questions
from zongjie.metadata.sidecar import sidecar_path
from zongjie.models import Cleaned, Summary
from zongjie.pipeline import Collection
from zongjie.read import SUFFIXES, held, is_hidden

_LINE_ENDS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(slots=True)
class Holdings:
    """What a corpus holds already: digest of the bytes, or of the cleaned text → file."""

    by_digest: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Collection) -> Holdings:
        """Take stock of a collection."""
        holdings = cls()
        for cleaned in found.sources:
            holdings.note(cleaned)
        return holdings

    def note(self, cleaned: Cleaned) -> None:
        """Remember a source."""
        for digest in _digests(cleaned):
            self.by_digest.setdefault(digest, cleaned.source.file)

    def same_as(self, cleaned: Cleaned) -> str | None:
        """Name the file of the same bytes or the same cleaned text."""
        return next(filter(None, map(self.by_digest.get, _digests(cleaned))), None)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file that was to be added."""

    sources: tuple[Examined, ...] = ()
    """What was understood of it; of an archive, of each file in it."""
    sidecars: tuple[Path, ...] = ()
    """Written for the publisher to confirm."""
    problems: tuple[Problem, ...] = ()
    taken: bool = False
    """Whether it is in the corpus now."""


def add(file: Path, corpus: Path, holdings: Holdings) -> Added:
    """Copy a file into a corpus unless its text is there already, and ask what is open.

    The corpus holds the whole file or nothing of it; what is there is never overwritten.
    """
    name = file.name
    if problem := _unfit(file, corpus):
        return Added(problems=(problem,))
    examined = tuple(examine(path, file.parent) for path in held(file))
    fresh, copies, own = [], [], Holdings()
    for source in examined:
        if source.cleaned is None:
            continue
        if other := holdings.same_as(source.cleaned) or own.same_as(source.cleaned):
            copies.append(
                Problem(source.file, 0, "内容已经在语料目录里", f"与 {other} 相同", "不必再放")
            )
        else:
            fresh.append(source)
            own.note(source.cleaned)
    if not fresh:
        found = (
            problem for source in examined if not source.cleaned for problem in source.problems
        )
        return Added(problems=(*copies, *found))
    try:
        sidecars = _put(file, fresh, corpus)
    except OSError as error:
        why = error.strerror or str(error)
        return Added(
            problems=(Problem(name, 0, "没有放进去", why, "腾出空间或检查权限，再试一次"),)
        )
    holdings.by_digest |= own.by_digest
    return Added(examined, sidecars, tuple(copies), taken=True)


def _unfit(file: Path, corpus: Path) -> Problem | None:
    """Say why a file cannot be added, judged from outside."""
    name = file.name
    if not file.is_file():
        why = "这是一个目录" if file.is_dir() else "路径不存在"
        return Problem(str(file), 0, "没有这个文件", why, "给出一个文件的路径")
    if file.suffix.lower() not in SUFFIXES:
        return Problem(
            name, 0, "不认识这种文件", f"能读的是 {'、'.join(SUFFIXES)}", "另存为其中一种"
        )
    if is_hidden(PurePath(name)):
        why = "名字是 README，或以“.”“~$”开头"
        return Problem(name, 0, "生成网站时不读这个文件", why, "确是总结就改名后再放")
    if file.resolve().is_relative_to(corpus.resolve()):
        return Problem(name, 0, "已经在语料目录里", "要放的就是它自己", "运行 zongjie build 即可")
    if clash := next((p for p in corpus.iterdir() if p.name.lower() == name.lower()), None):
        why = f"{clash.name} 是另一份文字，不能盖掉"
        return Problem(name, 0, "语料目录里已有同名文件", why, "改名后再放")
    return None


def _put(file: Path, fresh: list[Examined], corpus: Path) -> tuple[Path, ...]:
    """Copy a file and write its sidecars, all or nothing; give the sidecars."""
    sidecars: list[Path] = []
    try:
        _copy(file, corpus / file.name)
        for path, text in _sidecars(fresh, corpus):
            path.parent.mkdir(parents=True, exist_ok=True)
            sidecars.append(path)
            path.write_text(text, "utf-8")
    except OSError:
        for path in (corpus / file.name, *sidecars):
            path.unlink(missing_ok=True)
        raise
    return tuple(sidecars)


def _copy(file: Path, target: Path) -> None:
    """Copy a file under a hidden name, then give it its own: whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(file, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _sidecars(fresh: list[Examined], corpus: Path) -> Iterator[tuple[Path, str]]:
    """Give the open questions of each source as a sidecar, which says nothing until confirmed.

    Each is to be written before the next is asked for: two sources may want one name.
    """
    for source in fresh:
        path = sidecar_path(corpus / source.file)
        if path.exists():  # another source's of the same name
            path = path.with_name(f"{Path(source.file).name}.yml")
        if (text := draft(source)) and not path.exists():
            yield path, text


def draft(source: Examined) -> str:
    """Give a sidecar of comments that asks what is open about a source; empty where nothing is."""
    single = len(source.summaries) == 1
    asked = [
        (s, lines) for s in source.summaries if (lines := [*_asked(s, "" if single else "    ")])
    ]
    doubts = [f"# 第 {p.line} 行：{_line(p.what)}（{_line(p.remedy)}）" for p in source.problems]
    if not asked and not doubts:
        return ""
    head = [
        f"# {_line(source.file)}：待确认的事项。核对原文后，去掉那一行开头的“# ”并改正；",
        "# 不必更正的行删去。写法见说明页“添加总结”。",
    ]
    body = [line for _, lines in asked for line in lines] if single else ["# items:"] * bool(asked)
    if not single:
        for summary, lines in asked:
            body += [f"#   {summary.origin.item}:  # {_line(summary.title)}", *lines]
    return "\n".join([*head, *doubts, *body]) + "\n"


def _asked(summary: Summary, indent: str) -> Iterator[str]:
    for question in questions(summary):
        yield f"# {indent}{question.key}: {question.value}  # {_line(question.why)}"


def _line(text: str) -> str:
    """Keep a source's words on one line of a comment, where they can say nothing."""
    return text.translate(_LINE_ENDS)


def _digests(cleaned: Cleaned) -> tuple[str, str]:
    text = cleaned.text.encode("utf-8", "surrogatepass")
    return cleaned.source.sha256, sha256(text).hexdigest()
