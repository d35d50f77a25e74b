"""The data for download: all records as JSON Lines, and the data package that describes them."""

from __future__ import annotations

import io
import json
import lzma
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from hashlib import sha256
from itertools import accumulate, chain
from typing import Any, TypeVar

from zongjie.drawn import NOTHING, Drawn
from zongjie.models import Summary
from zongjie.render import markdown
from zongjie.render.markdown import link
from zongjie.render.record import dumps, record

FOLDER = "data"
INDEX = f"{FOLDER}/index.md"
PACKAGE = "datapackage.json"
ROOM = 20_000_000
"""Bytes of a file of records; more of them go into several files, each packed. The same for raw
files, which stand by themselves only where they take less."""
_XZ = [{"id": lzma.FILTER_LZMA2, "preset": 2, "dict_size": 8 << 20}]
"""Summaries have much in common, also far apart: this sees it over 8 MB, and gzip over 32 KB."""

_RIGHTS = (
    "总结正文的权利属于原作者和原发布单位，网上流传的副本收在这里只供检索和研究；"
    "整理所加的元数据、章节划分和清洗台账可自由使用（CC0-1.0）。"
)

_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("id", "string", "稳定的编号，也是网址的一部分"),
    ("title", "string", "标题（已清洗）"),
    ("collection", "string", "所在合集的标题；不在合集中则为 null"),
    ("url", "string", "站内相对地址"),
    ("flags", "array", "质量提示"),
    ("topics", "array", "全文的主题"),
    ("source", "object", "file、sha256、item（第几篇）、site、uploaded"),
    ("year", "object", "value、range、basis、confidence、evidence、conflict"),
    ("region", "object", "province、city、county、town、code、basis、confidence、evidence"),
    ("level", "object", "value、basis、confidence、evidence"),
    ("period", "object", "value、basis、confidence、evidence"),
    ("preamble", "array", "第一节之前的段落"),
    ("sections", "array", "章节树：label、number、heading、anchor、topics、paragraphs、children"),
)


_AHEAD = 2
"""Files that wait to be packed, which bounds the memory."""
Files = dict[str, str | bytes]
Thing = TypeVar("Thing")


def begin(
    summaries: Sequence[Summary],
    packed: Mapping[str, bytes] | None = None,
    room: int = ROOM,
    name: str = "",
    drawn: Drawn = NOTHING,
) -> Callable[[], Files]:
    """Begin to make the files under `data/`, the same bytes for the same summaries.

    All records are in `summaries.jsonl`, or where that would take more bytes than there is room, in
    `summaries-001.jsonl.xz` and so on.

    Args:
        summaries: All summaries.
        packed: Raw files, by the files of their sources, that go into `originals-001.tar.xz` and so
            on, as they do not stand by themselves.
        room: Bytes of each file before it is packed.
        name: Of the site.
        drawn: What was packed already.

    Returns:
        What waits for the files, which are packed while other things are done, and gives them.
    """
    records, originals = _Records(drawn), _Originals(packed or {}, drawn)
    parts = _parts(sorted(summaries, key=lambda item: item.id), records.size, room)
    first, second = next(parts, []), next(parts, None)
    several = chain((first, second), parts) if second is not None else ()
    packing = _Packing(drawn)
    packing.begin(
        "summaries-{:03}.jsonl.xz",
        ((records.name("records", part), partial(records.lines, part)) for part in several),
    )
    packing.begin(
        "originals-{:03}.tar.xz",
        (
            (originals.name("archive", part), partial(originals.archive, part))
            for part in _parts(sorted(originals.files), originals.size, room)
        ),
    )

    def finish() -> Files:
        whole = {} if several else {"summaries.jsonl": records.lines(first)}
        files = whole | packing.files()
        package = json.dumps(_package(files, name), ensure_ascii=False, indent=2) + "\n"
        files[PACKAGE] = package.encode()
        return {f"{FOLDER}/{name}": data for name, data in files.items()} | {INDEX: _index(files)}

    return finish


def alone(originals: Mapping[str, bytes], room: int = ROOM, drawn: Drawn = NOTHING) -> bool:
    """Say whether raw files are few enough to stand by themselves."""
    return all(
        total <= room for total in accumulate(map(_Originals(originals, drawn).size, originals))
    )


def _pack(make: Callable[[], bytes], _: bytes) -> bytes:
    return lzma.compress(make(), filters=_XZ)


class _Packing:
    """Packs files in a thread of its own; LZMA lets others work meanwhile."""

    def __init__(self, drawn: Drawn) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._drawn = drawn
        self._begun: dict[str, Future[bytes]] = {}

    def begin(self, name: str, parts: Iterable[tuple[bytes, Callable[[], bytes]]]) -> None:
        """Begin to pack some parts, which are numbered in the name: what they follow from, and they."""
        begun: list[Future[bytes]] = []
        for given, make in parts:
            begun.append(self._pool.submit(self._drawn.packed, given, partial(_pack, make)))
            wait(begun[:-_AHEAD])
        self._begun |= {name.format(number): one for number, one in enumerate(begun, 1)}

    def files(self) -> dict[str, bytes]:
        """Wait for all, and give them by their names."""
        self._pool.shutdown()
        return {name: one.result() for name, one in self._begun.items()}


def _parts(
    things: Iterable[Thing], size: Callable[[Thing], int], room: int
) -> Iterator[list[Thing]]:
    """Part things, so many at a time as there is room for."""
    part, total = list[Thing](), 0
    for thing in things:
        own = size(thing)
        if part and total + own > room:
            yield part
            part, total = [], 0
        part.append(thing)
        total += own
    if part:
        yield part


def _named(what: str, labels: Iterable[str]) -> bytes:
    return "\n".join((what, *labels)).encode("utf-8", "surrogatepass")


class _Records:
    """The records of summaries, made only where it is not known what they come to."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self._made: dict[str, bytes] = {}

    def name(self, what: str, part: Iterable[Summary]) -> bytes:
        """Name something that follows from the records of summaries."""
        return _named(what, map(self._drawn.label, part))

    def size(self, item: Summary) -> int:
        """Give the bytes of a record."""
        return self._drawn.packed(self.name("size", [item]), lambda _: self._size(item))

    def lines(self, part: Iterable[Summary]) -> bytes:
        """Give the records as lines."""
        return b"".join(self._made.pop(item.id, b"") or _line(item) for item in part)

    def _size(self, item: Summary) -> int:
        self._made[item.id] = _line(item)
        return len(self._made[item.id])


class _Originals:
    """Raw files, read only where it is not known what they come to."""

    def __init__(self, files: Mapping[str, bytes], drawn: Drawn) -> None:
        self.files = files
        self._drawn = drawn

    def name(self, what: str, part: Iterable[str]) -> bytes:
        """Name something that follows from raw files."""
        return _named(what, map(self._drawn.edition, part))

    def size(self, file: str) -> int:
        """Give the bytes of a file."""
        return self._drawn.packed(self.name("original", [file]), lambda _: len(self.files[file]))

    def archive(self, part: Iterable[str]) -> bytes:
        """Give an archive, the same bytes for the same files."""
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w") as archive:
            for file in part:
                data = self.files[file]
                entry = tarfile.TarInfo(file)
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
        return target.getvalue()


def _line(item: Summary) -> bytes:
    return (dumps(record(item)) + "\n").encode("utf-8", "replace")


def _index(files: Mapping[str, bytes]) -> str:
    rows = "\n".join(
        f"| [{name}]({name}){{: download }} | {len(data):,} | `{sha256(data).hexdigest()}` |"
        for name, data in files.items()
    )
    lede = markdown.paragraph(
        f"每行一篇总结，UTF-8 编码的 JSON；各字段的意思写在 {link(PACKAGE, PACKAGE)} 里。",
        css="lede",
    )
    table = f"| 文件 | 字节 | SHA-256 |\n|---|--:|---|\n{rows}"
    return markdown.page({"title": "数据文件"}, ["# 数据文件", lede, table])


def _package(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """Describe the data by Frictionless Data Package v1 (https://specs.frictionlessdata.io)."""
    return {
        "profile": "data-package",
        "name": "zongjie",
        "title": name,
        "description": _RIGHTS,
        "licenses": [{"name": "notspecified", "title": _RIGHTS}],
        "resources": [_resource(name, data) for name, data in files.items() if "jsonl" in name],
    }


def _resource(name: str, data: bytes) -> dict[str, Any]:
    fields = [
        {"name": field, "type": kind, "description": description}
        | ({"constraints": {"required": True, "unique": True}} if field == "id" else {})
        for field, kind, description in _FIELDS
    ]
    return {
        "name": name.split(".", maxsplit=1)[0],
        "path": name,
        "profile": "tabular-data-resource",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        **({"compression": "xz"} if name.endswith(".xz") else {}),
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": "id"},
    }
