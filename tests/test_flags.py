"""Notes on the quality of a text."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.passages import Part, passage
from zongjie.metadata.flags import find_flags, flags
from zongjie.metadata.fold import fold
from zongjie.metadata.spun import is_spun, replaced
from zongjie.models import UNKNOWN_YEAR, Outline, Passage, Section

LONG = "全县教育工作稳步推进，各级各类学校协调发展，取得了明显成效。" * 20


def outline(count: int = 1, preamble: str = "") -> Outline:
    numerals = "一二三四五六七八九"
    parts = tuple(
        Section(f"{numerals[n]}、", str(n + 1), "工作", "", False, 0, ("稳步推进。",))
        for n in range(count)
    )
    return Outline(
        item=1, title="工作总结", collection=None, title_span=None, collection_span=None, start=0, end=0,
        preamble=(preamble,), sections=parts,
    )  # fmt: skip


def found(*parts: str | Part, tree: Outline | None = None) -> tuple[str, ...]:
    return find_flags(passage(*parts), tree or outline(), UNKNOWN_YEAR)


def test_a_sound_text_has_no_flag() -> None:
    assert found(LONG) == ()


@pytest.mark.parametrize(
    "end",
    [
        "在原有集团化办学的基础", "发放助学金65400元", "一是加强", "二、加强学校",
        "参加人员有王小明、李大力、赵", "各校共印发宣传材料", "截至2016 年 12 月 20 日 共", "一是教师队伍 结构不合理",
    ],
)  # fmt: skip
def test_what_breaks_off_is_truncated(end: str) -> None:
    assert found(LONG + "\n" + end) == ("truncated",)


@pytest.mark.parametrize(
    "end",
    [
        "甲县教育局", "二〇一九年十二月三日", "2019年12月3日", "（此件公开发布）。",
        "二OO八年十二月卅日", "2019.12.30", "甲县文教体局局长 王强", "抄送：县委办公室、县政府办公室",
        "王小明 李大力 赵国庆", "王小明、李大力、赵国庆", "学校 人数 班级\n一中 2000 40\n二中 1800 36",
        "（甲县教育局）", "2016 年 12 月 20 日", "甲县教育局办公室  2024年1月12日印发\n共印60份", "（共印120份）",
    ],
)  # fmt: skip
def test_a_signature_is_an_end(end: str) -> None:
    assert found(LONG + "\n" + end) == ()


def test_parts_announced_and_not_reached() -> None:
    said = "我们主要做了以下5个方面的工作。"
    assert found(LONG, tree=outline(2, said)) == ("truncated",)
    assert found(LONG, tree=outline(5, said)) == ()
    assert found(LONG, tree=outline(2, "重点抓好五项工作，成效明显。")) == ()


@pytest.mark.parametrize("rule", ["contents", "word-contents"])
def test_contents_list_longer_than_the_text(rule: str) -> None:
    pieces = ("目录\n一", "、", "党建1\n二、", "师资3\n", "三、安全5\n")
    listed: list[Part] = [(piece, "removed", rule, "") for piece in pieces]
    assert found(*listed, LONG, tree=outline(2)) == ("truncated",)
    assert found(*listed, LONG, tree=outline(3)) == ()
    assert found(*listed, *listed, LONG, tree=outline(2)) == ()


def test_a_list_of_attachments_is_an_end() -> None:
    assert found(LONG + "\n附件：1.经费表\n2.学校名册") == ()
    assert found(LONG + "\n1.经费表\n2.学校名册") == ("truncated",)


def test_a_signature_glued_to_the_last_sentence_is_an_end() -> None:
    assert found(LONG + " 仁和乡初级中学 2012年12月25日") == ()
    assert found(LONG + " 仁和乡初级中学将进一步") == ("truncated",)


def test_a_preview_limit_cuts_the_last_summary_only() -> None:
    limit: Part = ("已超出免费预览范围", "removed", "preview-limit", "")
    assert found(limit, LONG) == ("truncated",)
    whole = passage(limit, LONG + "\n" + LONG)
    first = Passage(whole.cleaned, 0, len(LONG))
    assert find_flags(first, outline(), UNKNOWN_YEAR) == ()


def test_what_the_ledger_tells() -> None:
    assert found(("!耙", "repaired", "shifted-gbk", "“一"), LONG) == ("mojibake-repaired",)
    assert found(("平\ue264", "repaired", "open-shift", "平学"), LONG) == ("mojibake-repaired",)
    assert found(("縣" * 200, "repaired", "traditional", "县" * 200), LONG) == ("traditional",)
    assert found(("後", "repaired", "traditional", "后"), LONG) == ()


def test_masks_and_rubbish() -> None:
    assert found("×县" + LONG) == ("masked",)
    assert found("××××人，" * 40 + LONG) == ("masked", "heavily-masked")
    assert found("\ufffd县" + LONG) == ("mojibake-left",)


def test_no_sections_short_and_conflict() -> None:
    bare = replace(outline(), sections=())
    year = replace(UNKNOWN_YEAR, conflict="标题与正文不合。")
    codes = find_flags(passage("工作稳步推进。"), bare, year)
    assert codes == ("conflicting-year", "no-sections", "short")


SPUN = [
    "训练局坚持学前训练普惠进展，义务训练均衡进展，训练系统平安隐患排查到位，训练惠民政策准时兑现。",
    "乐观开展师德建设，仔细贯彻会议精神，宽阔老师坚固树立服务意识，其次学期开展学问竞赛，特地会议争辩部署。",
    "各校注重根底设施建设，稳固提高普九成果，标准办学行为，催促学校整改，局部学校效劳意识不强，办学程度有待进步。",
    "对学校平安工作特别注重，营建良好氛围，工作情况在会上进展汇报，辍学率操纵在1%以内，一旦发觉严格处分，制定施行方案。",
]
SOUND = [
    "组织教师培训12期，开展校长培训、岗前训练和军事训练，职业训练基地建成，运动队坚持训练，训练成绩优异。",
    "老师们辛勤工作，同学们积极参与，校内活动丰富，工程进展顺利，各项工作进展情况良好，试验田种植体验课程开设。",
    "学前教育均衡发展，及时兑现惠民政策，认真贯彻落实会议精神，牢固树立服务意识，加强基础设施建设。",
    "开展平安校园创建，邀请专家研究部署，提供有力保障，规范办学行为，督促学校整改，各级领导特别重视。",
]


@pytest.mark.parametrize("text", SPUN)
def test_machine_spun(text: str) -> None:
    assert is_spun(fold(passage(text))), replaced(fold(passage(text)))


@pytest.mark.parametrize("text", SOUND)
def test_not_spun(text: str) -> None:
    assert not replaced(fold(passage(text)))


def test_a_slip_or_two_is_not_spinning() -> None:
    text = LONG + "训练局组织学前训练活动，训练局再次部署。"
    assert not is_spun(fold(passage(text)))


def test_each_code_is_explained() -> None:
    for code, flag in flags().items():
        assert flag.code == code
        assert flag.label and flag.note


def test_the_guide_explains_each_flag() -> None:
    guide = (Path(__file__).parent.parent / "docs/guide/use.md").read_text("utf-8")
    shown = [line.split("|")[1].strip() for line in guide.splitlines() if line.startswith("|")]
    labels = [flag.label for flag in flags().values()]
    assert [cell for cell in shown if cell in labels] == labels
