"""Sidecars: `NAME.yml` beside a source corrects what the tool made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from zongjie.errors import Problem
from zongjie.metadata.division import find_division
from zongjie.metadata.topics import topics
from zongjie.models import Region, Value, Year

LEVELS = ("省", "州", "市", "区", "县", "旗", "街道", "乡", "镇", "学校")
PERIODS = ("全年", "上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度", "前三季度",
           "第一学期", "第二学期", "学年", "月度", "计划")  # fmt: skip
_REGION = ("province", "city", "county", "town")
_UNKNOWN = "不详"
_KEYS = ("id", "title", "collection", "year", "period", "level", "region", "topics", "site",
         "uploaded", "accept_gaps")  # fmt: skip
_FORM = "每行写“项目: 内容”，冒号用半角，后面空一格，如 year: 2021"
_ID = re.compile(r"[\w-]{1,80}")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a sidecar says of one summary; None where it says nothing."""

    id: str | None = None
    title: str | None = None
    collection: str | None = None
    year: Year | None = None
    period: Value | None = None
    level: Value | None = None
    region: Region | None = None
    topics: tuple[str, ...] | None = None
    site: str | None = None
    uploaded: str | None = None
    accept_gaps: bool | None = None
    """Jumps in the numbering stand in the original and are not reported."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The overrides of a source: for all its items, and for single ones."""

    common: Overrides = field(default_factory=Overrides)
    items: Mapping[int, Overrides] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    file: str = ""
    """Path of the sidecar relative to the corpus, where there is one."""

    def of(self, item: int) -> Overrides:
        """Give what holds for an item: its own overrides, else the common ones."""
        own = self.items.get(item, Overrides())
        return Overrides(
            **{
                name: value
                if (value := getattr(own, name)) is not None
                else getattr(self.common, name)
                for name in Overrides.__slots__
            }
        )


def sidecar_path(source: Path) -> Path:
    """Give the path of a source's sidecar: `NAME.EXT.yml` where that is there, else `NAME.yml`.

    A file in an archive has its sidecar in a folder of the archive's name, as though it had been
    unpacked beside it.
    """
    if archive := next((parent for parent in source.parents if parent.is_file()), None):
        source = archive.with_suffix("") / source.relative_to(archive)
    own = source.with_name(f"{source.name}.yml")
    return own if own.is_file() else source.with_suffix(".yml")


def read_sidecar(source: Path, corpus: Path) -> Sidecar:
    """Read the sidecar of a source; an empty one where there is none.

    A bad entry is a problem with its line and is left out; the others hold.
    """
    path = sidecar_path(source)
    if not path.is_file():
        return Sidecar()
    reader = _Reader(path.relative_to(corpus).as_posix())
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        reader.report(line, "不是合法的 YAML", f"这一行附近读不通（{error.problem}）", _FORM)
        return Sidecar(problems=tuple(reader.problems), file=reader.file)
    except UnicodeError:
        reader.report(0, "更正文件读不出来", "它不是 UTF-8 编码", "另存为 UTF-8")
        return Sidecar(problems=tuple(reader.problems), file=reader.file)
    except (yaml.YAMLError, OSError) as error:
        reader.report(0, "更正文件读不出来", str(error).partition("\n")[0], "检查文件和权限")
        return Sidecar(problems=tuple(reader.problems), file=reader.file)
    common, items = reader.document(node)
    return Sidecar(common, items, tuple(reader.problems), reader.file)


class _Reader:
    """Read the YAML nodes of a sidecar, collecting problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, line: int, what: str, why: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, what, why, remedy))

    def document(self, node: yaml.Node | None) -> tuple[Overrides, dict[int, Overrides]]:
        """Read the whole sidecar."""
        items: dict[int, Overrides] = {}
        if node is None:
            return Overrides(), items
        pairs = dict(self._pairs(node, "整个文件"))
        if entry := pairs.pop("items", None):
            for key, value in self._pairs(entry, "items"):
                if key.isdecimal() and int(key) > 0:
                    items[int(key)] = self._overrides(dict(self._pairs(value, f"第 {key} 篇")))
                else:
                    self.report(value.start_mark.line + 1, f"items 里的“{key}”不是篇号", "篇号从 1 数起", "写成 1、2、3 …")  # fmt: skip
        return self._overrides(pairs), items

    def _pairs(self, node: yaml.Node, what: str) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.report(node.start_mark.line + 1, f"{what}不是“项目: 内容”的形式", "读不出键和值", "每行写一个“键: 值”")  # fmt: skip
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + 1
                self.report(line, f"“{name}”写了两次", "后一次会盖过前一次", "只留一个")
            seen.add(name)
            yield name, value

    def _overrides(self, pairs: Mapping[str, yaml.Node]) -> Overrides:
        values: dict[str, object] = {}
        for key, node in pairs.items():
            line = node.start_mark.line + 1
            if key not in _KEYS:
                self.report(
                    line,
                    f"不认识的项目“{key}”",
                    f"可用的是 {'、'.join(_KEYS)}、items",
                    "改正或删去它",
                )
                continue
            try:
                value = yaml.SafeLoader("").construct_object(node, deep=True)
                values[key] = getattr(self, f"_read_{key}", _text)(value)
            except (ValueError, TypeError, yaml.YAMLError) as error:
                why = str(error).partition("\n")[0]
                self.report(
                    line, f"“{key}”的值不对", why, "按上面说的格式改正，例子见说明页“添加总结”"
                )
        return Overrides(**values)  # type: ignore[arg-type]

    @staticmethod
    def _read_id(value: object) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise ValueError("id 只能用文字、数字、-、_，至多 80 个字符")
        return value

    @staticmethod
    def _read_year(value: object) -> Year:
        if value == _UNKNOWN:
            return Year(None, None, "override", 1.0)
        if isinstance(value, bool) or not isinstance(value, int) or not 1949 <= value <= 2100:
            raise ValueError("年份是 1949 到 2100 之间的四位整数，或“不详”")
        return Year(value, (value, value), "override", 1.0)

    @staticmethod
    def _read_period(value: object) -> Value:
        if value == _UNKNOWN:
            return Value(None, "override", 1.0)
        if value not in PERIODS:
            raise ValueError(f"时段是 {'、'.join(PERIODS)} 之一，或“不详”")
        return Value(str(value), "override", 1.0)

    @staticmethod
    def _read_level(value: object) -> Value:
        if value == _UNKNOWN:
            return Value(None, "override", 1.0)
        if value not in LEVELS:
            raise ValueError(f"层级是 {'、'.join(LEVELS)} 之一，或“不详”")
        return Value(str(value), "override", 1.0)

    @staticmethod
    def _read_region(value: object) -> Region:
        if value == _UNKNOWN:
            return Region(None, None, None, None, None, "override", 1.0)
        if not isinstance(value, dict) or not value or not set(value) <= set(_REGION):
            raise ValueError(
                f"地区写作 {{province: 浙江省, city: 温州市}} 这样，各级是 {'、'.join(_REGION)}"
            )
        if not all(v is None or isinstance(v, str) for v in value.values()):
            raise ValueError("地区的每一级是一个名称")
        names = find_division(value.get("province"), value.get("city"), value.get("county"))
        province, city, county, code = names
        return Region(province, city, county, value.get("town"), code, "override", 1.0)

    @staticmethod
    def _read_topics(value: object) -> tuple[str, ...]:
        known = [topic.name for topic in topics()]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise ValueError("主题是一个列表，如 [党建, 教师队伍]")
        if strange := [v for v in value if v not in known]:
            raise ValueError(f"没有主题“{'、'.join(strange)}”；可用的是 {'、'.join(known)}")
        return tuple(value)

    @staticmethod
    def _read_uploaded(value: object) -> str:
        return date.fromisoformat(str(value)[:10]).isoformat()

    @staticmethod
    def _read_accept_gaps(value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueError("写 true 或 false")
        return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("这里应当是一段文字")
    return value.strip()
