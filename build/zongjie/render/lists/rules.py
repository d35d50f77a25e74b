"""The cleaning rules: what each does, and how much it did in this collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from zongjie.models import Cleaned
from zongjie.render import address, words
from zongjie.render.lists import entries
from zongjie.render.markdown import escape
from zongjie.render.tally import tally

_TRAIL = (("首页", address.HOME), ("来源", address.SOURCES))


def page(sources: Sequence[Cleaned], rule_descriptions: Mapping[str, str]) -> str:
    """Give the page of the rules, in the order in which they run."""
    times: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for rule in tally(sources).rules:
        times[rule.rule] += rule.times
        characters[rule.rule] += rule.before
    rows = ["| 次序 | 规则 | 名称 | 处 | 字 |", "|---:|---|---|---:|---:|"]
    for order, (name, description) in enumerate(rule_descriptions.items(), 1):
        done = f"{words.count(times[name])} | {words.count(characters[name])}"
        rows.append(f"| {order} | {escape(description)} | {escape(name)} | {done} |")
    blocks = [
        entries.lede(
            "清洗规则按这个次序运行，一遍一遍直到不再有改动。后两栏是本站全部源文件的合计。"
        ),
        "\n".join(rows),
    ]
    return entries.page("清洗规则", _TRAIL, address.RULES, blocks, contents=False)
