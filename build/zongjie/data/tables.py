"""YAML tables of facts: those that come with the package, and a publisher's own beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from zongjie.errors import InputError, Problem
from zongjie.shapes import forget

_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""LibYAML's, ten times as fast, where PyYAML was built with it."""
_UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a table, and where it stands."""

    fields: Mapping[str, object]
    file: str
    line: int
    own: bool = True
    """Whether it comes with the package."""

    def fail(self, what: str, why: str, remedy: str) -> NoReturn:
        """Raise the problem that this row has."""
        raise InputError(Problem(self.file, self.line, what, why, remedy))

    def text(self, key: str, default: str | None = None) -> str:
        """Give a field that must be a string that is not empty, or the default where it is absent."""
        value = self.fields.get(key, default)
        if not isinstance(value, str) or not value:
            self.fail(f"“{key}”不是文字", "此项必须是非空文字", f"补上“{key}: …”")
        return value

    def whole(self, key: str) -> int | None:
        """Give a field that is an integer, or None where it is absent."""
        value = self.fields.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            self.fail(f"“{key}”不是整数", f"写作了“{value}”", "改为整数，或删去此项")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Give a field that is a list of strings; a single string counts as a list of one."""
        value = self.fields.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(w, str) and w for w in listed):
            self.fail(f"“{key}”不是文字的列表", "此项应为若干非空文字", f"改为“{key}: [甲, 乙]”")
        return tuple(listed)

    def pattern(self, key: str, *, bounded: bool = True) -> re.Pattern[str]:
        """Compile the alternatives of a field into one pattern; each must be bounded in length.

        A table of the package whose patterns are tried on single lines only may ask for less.
        """
        parts = self.words(key)
        if not parts:
            self.fail(f"缺“{key}”", "没有它就无从匹配", f"补上“{key}: [正则式]”")
        for part in parts:
            if (bounded or not self.own) and _UNBOUNDED.search(part):
                self.fail(f"正则式“{part}”不限长度", "* + {n,} 可能使匹配极慢", "改用 {m,n} 或 ?")
        try:
            return re.compile("|".join(f"(?:{part})" for part in parts))
        except re.error as error:
            self.fail(f"“{key}”不是合法的正则式", str(error), "按 Python re 的语法改正")

    def only(self, *allowed: str) -> None:
        """Refuse a field that is not known, which is nearly always a slip of the pen."""
        for key in self.fields:
            if key not in allowed:
                self.fail(f"不认识的字段“{key}”", f"可用的是：{'、'.join(allowed)}", "改正字段名")


Load = TypeVar("Load", bound=Callable[[], object])


@dataclass(slots=True)
class _Beside:
    """The publisher's tables that are in force."""

    folder: Path | None = None
    unread: set[str] = field(default_factory=set)
    """Names of tables that are no list of entries."""
    bad: set[tuple[str, int]] = field(default_factory=set)
    """Names of tables and lines of entries that are left out."""


_beside = _Beside()
_loaders: dict[str, Callable[[], object]] = {}


def loader(name: str) -> Callable[[Load], Load]:
    """Keep what a function makes of the table `name`, until a publisher's own tables change it."""

    def keep(load: Load) -> Load:
        _loaders[name] = cache(load)
        return _loaders[name]  # type: ignore[return-value]

    return keep


def extend(folder: Path) -> tuple[Problem, ...]:
    """Let the tables of a folder follow the package's own, from now on and wherever they are read.

    Where there is no such folder, the package's own hold alone.

    Returns:
        What is wrong with the publisher's tables. A bad entry is left out, the others hold.
    """
    if not folder.is_dir() and _beside.folder is None:
        return ()
    _beside.folder = folder if folder.is_dir() else None
    _beside.unread, _beside.bad = set(), set()
    _forget()
    return tuple(problem for path in sorted(folder.glob("[!.]*")) for problem in _check(path))


def _check(path: Path) -> Iterator[Problem]:
    """Try a publisher's table, again and again until no entry of it is bad."""
    name, shown = path.name, f"{path.parent.name}/{path.name}"
    if name not in _loaders:
        why = f"可以补充的是 {'、'.join(sorted(_loaders))}"
        yield Problem(shown, 0, "没有叫这个名字的表", why, "改正文件名，或移走它")
        return
    while True:
        try:
            _loaders[name]()
            return
        except InputError as error:
            key = (name, error.problem.line)
            if error.problem.file != shown or key in _beside.bad:
                raise
            yield error.problem
            _beside.bad.add(key)
            _forget()


def _forget() -> None:
    for load in _loaders.values():
        load.cache_clear()  # type: ignore[attr-defined]
    forget()


def rows(name: str) -> tuple[Row, ...]:
    """Read the table `name` (such as `topics.yml`), each row with its line.

    A table is a list of mappings; or a mapping of lists, each entry of which is a row with the
    fields `list` and `entry`. A publisher's own rows follow the package's.

    Raises:
        InputError: A table is neither.
    """
    own = resources.files("zongjie").joinpath("data", name).read_text("utf-8")
    found = tuple(_parse(own, f"data/{name}", own=True))
    path = _beside.folder / name if _beside.folder and name in _loaders else None
    if path is None or name in _beside.unread or not path.is_file():
        return found
    shown = f"{path.parent.name}/{name}"
    try:
        further = tuple(_parse(path.read_text("utf-8"), shown, own=False))
    except (InputError, OSError, UnicodeError) as error:
        _beside.unread.add(name)
        if isinstance(error, InputError):
            raise
        problem = Problem(
            shown, 0, "这张表读不出来", "它不是 UTF-8 文本，或没有权限", "另存为 UTF-8"
        )
        raise InputError(problem) from error
    return found + tuple(row for row in further if (name, row.line) not in _beside.bad)


def _parse(text: str, file: str, *, own: bool) -> Iterator[Row]:
    """Yield the rows of one YAML text."""
    loads = _FAST if own else yaml.SafeLoader  # which says better what is wrong
    try:
        node = yaml.compose(text, Loader=loads)
        values = yaml.load(text, Loader=loads)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = str(getattr(error, "problem", None) or error).partition("\n")[0]
        problem = Problem(
            file, mark.line + 1 if mark else 0, "不是合法的 YAML", why, "检查缩进、引号与冒号"
        )
        raise InputError(problem) from error
    if node is None:
        return
    if isinstance(node, yaml.MappingNode) and all(isinstance(v, list) for v in values.values()):
        for (key, items), listed in zip(node.value, values.values(), strict=True):
            for item, entry in zip(items.value, listed, strict=True):
                line = item.start_mark.line + 1
                yield Row({"list": str(key.value), "entry": entry}, file, line, own)
        return
    if not isinstance(node, yaml.SequenceNode):
        raise InputError(Problem(file, 1, "表不是列表", "每条应以“- ”开头", "改为列表"))
    for item, value in zip(node.value, values, strict=True):
        line = item.start_mark.line + 1
        if not isinstance(value, dict):
            raise InputError(
                Problem(file, line, "此条不是键值", f"写作了“{value}”", "写作“键: 值”")
            )
        yield Row({str(key): entry for key, entry in value.items()}, file, line, own)
