"""The figures as a Markdown table for the guide."""

from __future__ import annotations

from pathlib import Path

from damage.floors import Measured

KINDS = {
    "intact": "完好",
    "masks": "掩码",
    "contents": "粘连目录",
    "labels": "编号错认",
    "widths": "全半角混排",
    "previews": "预览分段",
    "pages": "分页",
    "chrome": "网站杂项",
    "markdown": "标记残留",
    "traditional": "繁体夹拼音",
    "shifted": "错位编码",
    "glued": "多篇粘连",
    "mixed": "混合",
}
STRENGTHS = {"light": "轻", "middle": "中", "strong": "重"}
_FIGURES = {
    "restored": ("还原 %", ".2f"),
    "lost": ("误删 %", ".2f"),
    "noise": ("残留 %", ".2f"),
    "left": ("杂质未除 %", ".1f"),
    "tree": ("章节树 F1", ".3f"),
    "starts": ("篇界 F1", ".3f"),
}
BEGIN, END = "<!-- 以下由 bench/recover.py 写成 -->\n", "<!-- 以上由 bench/recover.py 写成 -->\n"


def table(measured: Measured) -> str:
    """Give the figures of both sets of wordings, known before unseen, a row for each damage."""
    heads = [head for head, _ in _FIGURES.values()]
    lines = [f"| 损坏 | 程度 | {' | '.join(heads)} |", "|---|---|" + "---|" * len(heads)]
    for row in measured["known"]:
        kind, strength = row.split()
        cells = [KINDS[kind], STRENGTHS[strength]]
        for figure, (_, digits) in _FIGURES.items():
            cells.append(
                " / ".join(format(rows[row][figure], digits) for rows in measured.values())
            )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def write(path: Path, measured: Measured) -> None:
    """Put the table into the page, between its marks."""
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{table(measured)}\n{END}{after}", "utf-8")
