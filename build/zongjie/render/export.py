"""The data for download: all records as JSON Lines, and the data package that describes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from zongjie.models import Summary
from zongjie.render.record import dumps, record

SUMMARIES = "data/summaries.jsonl"
PACKAGE = "data/datapackage.json"

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


def pages(summaries: Sequence[Summary]) -> dict[str, str | bytes]:
    """Give the files under `data/`, the same bytes for the same summaries."""
    ordered = sorted(summaries, key=lambda item: item.id)
    lines = "".join(dumps(record(item)) + "\n" for item in ordered)
    data = lines.encode("utf-8", "replace")
    package = json.dumps(_package(data), ensure_ascii=False, indent=2) + "\n"
    return {SUMMARIES: data, PACKAGE: package.encode()}


def _package(data: bytes) -> dict[str, Any]:
    """Describe the data by Frictionless Data Package v1 (https://specs.frictionlessdata.io)."""
    fields = [
        {"name": name, "type": kind, "description": description}
        | ({"constraints": {"required": True, "unique": True}} if name == "id" else {})
        for name, kind, description in _FIELDS
    ]
    resource = {
        "name": "summaries",
        "path": "summaries.jsonl",
        "profile": "tabular-data-resource",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": "id"},
    }
    return {
        "profile": "data-package",
        "name": "zongjie",
        "title": "教育局工作总结",
        "description": _RIGHTS,
        "licenses": [{"name": "notspecified", "title": _RIGHTS}],
        "resources": [resource],
    }
