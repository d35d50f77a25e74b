"""YAML tables of facts: those that come with the package, and a publisher's own beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import NoReturn

import yaml

from zongjie.errors import InputError, Problem

_UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a table, and where it stands."""

    fields: Mapping[str, object]
    file: str
    line: int

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

    def pattern(self, key: str) -> re.Pattern[str]:
        """Compile the alternatives of a field into one pattern; each must be bounded in length."""
        parts = self.words(key)
        if not parts:
            self.fail(f"缺“{key}”", "没有它就无从匹配", f"补上“{key}: [正则式]”")
        for part in parts:
            if _UNBOUNDED.search(part):
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


def rows(name: str, beside: Path | None = None) -> tuple[Row, ...]:
    """Read the table `name` (such as `topics.yml`), each row with its line.

    Where `beside` names a folder that holds a file of the same name, its rows follow the package's
    own: a publisher extends a table without touching the package.

    Raises:
        InputError: A table is not a list of mappings.
    """
    own = resources.files("zongjie").joinpath("data", name).read_text("utf-8")
    found = tuple(_parse(own, f"data/{name}"))
    if beside is not None and (beside / name).is_file():
        found += tuple(_parse((beside / name).read_text("utf-8"), name))
    return found


def _parse(text: str, file: str) -> Iterator[Row]:
    """Yield the rows of one YAML text."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problem = Problem(file, line, "不是合法的 YAML", str(error.problem), "检查缩进、引号与冒号")
        raise InputError(problem) from error
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise InputError(Problem(file, 1, "表不是列表", "每条应以“- ”开头", "改为列表"))
    for item, value in zip(node.value, values, strict=True):
        line = item.start_mark.line + 1
        if not isinstance(value, dict):
            raise InputError(
                Problem(file, line, "此条不是键值", f"写作了“{value}”", "写作“键: 值”")
            )
        yield Row({str(key): entry for key, entry in value.items()}, file, line)
