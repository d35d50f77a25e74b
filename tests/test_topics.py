"""Topics of sections and of summaries."""

from pathlib import Path

import pytest

from zongjie.data.tables import extend
from zongjie.metadata.topics import summary_topics, topics, with_topics
from zongjie.models import Section

FILLER = "各项工作稳步推进，取得了明显成效，得到了社会各界的好评。"


def section(heading: str, *paragraphs: str, children: tuple[Section, ...] = ()) -> Section:
    return Section("一、", "1", heading, "", False, 0, paragraphs, children)


def section_topics(of: Section) -> tuple[str, ...]:
    return with_topics([of])[0].topics


@pytest.mark.parametrize(
    ("heading", "body", "first"),
    [
        ("加强党的建设，凝聚发展合力", FILLER, "党建"),
        ("推进党风廉政建设", FILLER, "党风廉政与作风"),
        ("打造过硬教师队伍", FILLER, "教师队伍"),
        ("维护校园安全稳定", FILLER, "校园安全与稳定"),
        ("发展学前教育", FILLER, "学前教育"),
        ("探索集团化办学", FILLER, "集团化办学"),
        ("“双减”落地见效", FILLER, "双减与校外培训治理"),
        ("全力抗击疫情", FILLER, "疫情防控"),
        ("改善办学条件", FILLER, "办学条件与项目建设"),
        (
            "",
            "投入资金120万元，资助贫困学生300人，发放助学金、补助寄宿生生活费，落实资助政策。",
            "经费与资助",
        ),
        (
            "",
            "开展消防、防溺水、食品安全教育和应急演练，排查安全隐患，落实校车管理。",
            "校园安全与稳定",
        ),
    ],
)
def test_the_first_topic(heading: str, body: str, first: str) -> None:
    assert section_topics(section(heading, body))[:1] == (first,)


def test_what_is_about_nothing_has_no_topic() -> None:
    assert section_topics(section("工作回顾", FILLER)) == ()
    assert section_topics(section("", "")) == ()


def test_a_word_in_passing_makes_no_topic() -> None:
    body = (FILLER * 8) + "会上还通报了疫情。" + (FILLER * 8)
    assert section_topics(section("召开年度工作会议", body)) == ()


def test_three_topics_at_most() -> None:
    body = "党建引领，师德师风建设，校园安全，学前教育，职业教育，特殊教育，民办教育，教育督导。"
    assert len(section_topics(section("党建、德育、招生考试、教育督导", body))) == 3


def test_a_heading_word_stands_beside_a_long_text_on_something_else() -> None:
    body = "新建校舍、教学楼，校舍改造竣工，基础设施建设开工，办学条件改善。" * 3
    assert "义务教育均衡" in section_topics(section("推进义务教育均衡发展", body))


@pytest.mark.parametrize(
    ("heading", "body", "topic", "not_of"),
    [
        ("推广普通话，规范使用汉字", "举办推普周活动，组织普通话水平测试。", "语言文字", "群团与后勤"),
        ("铸牢中华民族共同体意识", "开展民族团结进步教育，铸牢中华民族共同体意识。", "民族团结与民族教育", "集团化办学"),
        ("", "与各校签订责任书，签订安全责任状，落实校园安全责任。", "校园安全与稳定", "对外开放与合作"),
        ("组建城乡教育共同体", "以集团化办学为抓手，组建教育共同体12个。", "集团化办学", "民族团结与民族教育"),
        ("深化校地合作", "与师范大学签订战略合作框架协议。", "对外开放与合作", "校园安全与稳定"),
    ],
)  # fmt: skip
def test_a_word_that_several_topics_might_claim(
    heading: str, body: str, topic: str, not_of: str
) -> None:
    found = section_topics(section(heading, body))
    assert found[:1] == (topic,)
    assert not_of not in found


def test_a_section_that_only_holds_others_takes_what_they_share() -> None:
    parts = (
        section("推进党建工作", FILLER),
        section("党支部建设", FILLER),
        section("平安校园", FILLER),
    )
    assert section_topics(section("工作回顾", children=parts)) == ("党建",)


def test_a_summary_is_about_its_longest_sections() -> None:
    parts = [
        section("推进党建工作", FILLER * 9),
        section("平安校园", FILLER * 3),
        section("其他", FILLER),
    ]
    assert summary_topics(with_topics(parts)) == ("党建", "校园安全与稳定")
    assert summary_topics([]) == ()


def test_a_publisher_adds_words_and_topics(tmp_path: Path) -> None:
    rows = "- {topic: 海岛教育, strong: [海岛教育]}\n- {topic: 党建, strong: [海霞红]}\n"
    (tmp_path / "topics.yml").write_text(rows, "utf-8")
    known = len(topics())
    assert extend(tmp_path) == ()
    assert section_topics(section("海岛教育", FILLER)) == ("海岛教育",)
    assert section_topics(section("打造海霞红品牌", FILLER)) == ("党建",)
    assert 20 <= known == len(topics()) - 1 <= 40


def test_a_topic_without_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / "topics.yml").write_text("- {topic: 海岛教育}\n", "utf-8")
    (problem,) = extend(tmp_path)
    assert "没有词" in problem.what
