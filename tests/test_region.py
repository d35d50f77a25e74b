"""Regions: stated by the text, inferred from the places it names, or left empty."""

from __future__ import annotations

import pytest

from tests.passages import passage
from zongjie.metadata.gazetteer import load
from zongjie.metadata.region import find_region
from zongjie.models import Region

DISTRICT = "我区教育工作。全区。区教育局。"
COUNTY = "我县教育工作。全县。县教育局。"
CITY = "我市教育工作。全市。市教育局。"


def region(text: str, *titles: str) -> Region:
    return find_region(passage(text), titles)


def test_the_gazetteer_has_names_of_today_and_old_ones() -> None:
    gazetteer = load()
    assert gazetteer.label("510118") == "四川省成都市新津区"
    assert [p.unit for p in gazetteer.full["新津县"]] == ["510118"]
    assert [p.unit for p in gazetteer.full["灵昆街道"]] == ["330305"]
    assert gazetteer.villages["南答"] == ["130926"]


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("110108", ("北京市", None, "海淀区")),
        ("429004", ("湖北省", None, "仙桃市")),
        ("441900", ("广东省", "东莞市", None)),
        ("420100", ("湖北省", None, None)),
    ],
)
def test_levels_that_a_division_does_not_have_are_empty(
    code: str, path: tuple[str | None, ...]
) -> None:
    if code == "420100":
        code = "42"
    assert load().path(code) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("20××年，昆山市教育局坚持立德树人。" + CITY, ("江苏省", "苏州市", "昆山市")),
        (
            DISTRICT + "温江区荣获先进称号。20××年温江区中考成绩提高。",
            ("四川省", "成都市", "温江区"),
        ),
        (COUNTY + "制定《莘县学前三年行动计划》。莘县教育成效显著。", ("山东省", "聊城市", "莘县")),
        (CITY + "20××年，东莞市教育局坚持立德树人。", ("广东省", "东莞市")),
        (DISTRICT + "20××年，海淀区教委坚持首善标准。", ("北京市", "海淀区")),
        (DISTRICT + "我区（钟楼区）完成任务。", ("江苏省", "常州市", "钟楼区")),
    ],
)
def test_a_region_that_the_text_states(text: str, path: tuple[str, ...]) -> None:
    found = region(text)
    assert (found.path, found.basis, found.confidence) == (path, "stated", 1.0)
    assert found.evidence


def test_a_region_that_only_the_title_states_quotes_the_title() -> None:
    text = "江夏区教育局2021年工作总结\n全区教育工作取得成效。"
    title, _, _ = text.partition("\n")
    found = find_region(passage(text, start=len(title) + 1), [title])
    assert found.path == ("湖北省", "武汉市", "江夏区")
    assert [(e.start, e.end, e.quote) for e in found.evidence] == [(0, 3, "江夏区")]


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        (COUNTY + "新津县教育局坚持立德树人。", ("四川省", "成都市", "新津区"), "510118"),
        (DISTRICT + "崇文区教委坚持立德树人。", ("北京市", "东城区"), "110101"),
        (DISTRICT + "渝北区教委坚持立德树人。", ("重庆市", "两江新区"), "500157"),
    ],
)
def test_an_old_name_gives_the_name_of_today(text: str, path: tuple[str, ...], code: str) -> None:
    found = region(text)
    assert (found.path, found.code) == (path, code)
    assert any("旧名" in e.note for e in found.evidence)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (DISTRICT + "大门镇小、东屏社区学校创评。元觉义校完工。", ("浙江省", "温州市", "洞头区")),
        (DISTRICT + "五津幼儿园开园，花源镇、普兴学校改造。", ("四川省", "成都市", "新津区")),
        (COUNTY + "规划窝北中学、南答中学。", ("河北省", "沧州市", "肃宁县")),
        (
            DISTRICT + "荷花池街道值守。推进课程游戏化。获苏教名家称号。",
            ("江苏省", "常州市", "钟楼区"),
        ),
        (CITY + "城厢区、涵江区、秀屿区通过督导。", ("福建省", "莆田市")),
        (DISTRICT + "鼓楼区教育局。福州市。鼓西街道、洪山镇。", ("福建省", "福州市", "鼓楼区")),
    ],
)
def test_places_lead_to_a_region(text: str, path: tuple[str, ...]) -> None:
    found = region(text)
    assert (found.path, found.basis) == (path, "inferred")
    assert 0.9 <= found.confidence < 1
    for evidence in found.evidence:
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.note.startswith(evidence.quote)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "共建平安校园，加强家校合作，和平发展，团结协作。新建学校3所，城关小学、实验小学、光明幼儿园获奖。",
        "推进全县教育，提高县域质量，召开县教育会议，市和县教育局联合检查。县教育局响应县委号召。",
        "在××区教育局领导下，××镇中心小学、三所学校、县直学校、各乡镇学区通过验收。",
        "赴深圳培训，邀请江苏省特级教师，与北京师范大学合作，学习杭州经验。",
        "对口支援巴塘县、越西县，选派教师赴九龙县支教，与温江区结对。",
        "与龙湾区开展模拟联考，双流区教育局一行来我区考察。",
        "鼓楼区教育局坚持立德树人。鼓楼区荣获先进。",
        "城关镇、新平镇、龙王镇。",
        "窝北中学。",
    ],
)
def test_no_region_from_words_partners_or_a_single_hint(text: str) -> None:
    assert region(DISTRICT + text, "区教育局工作总结").path == ()


def test_two_candidates_give_no_county() -> None:
    text = DISTRICT + "灵昆街道、北岙街道、西航港街道、五津街道、花源街道、东升街道。"
    assert region(text).county is None


def test_a_city_that_names_itself_is_not_narrowed_to_one_of_its_counties() -> None:
    text = "承德市教育局坚持立德树人。" + CITY + "平泉市、承德县通过国家督导认定。"
    found = region(text)
    assert (found.path, found.basis) == (("河北省", "承德市"), "stated")


def test_partners_in_joint_research_give_the_autonomous_region_only() -> None:
    text = COUNTY + "自治区级、市级培训。举行南宁二中、德保高中联合教研活动。"
    assert region(text).path == ("广西壮族自治区",)


def test_a_partner_beside_the_own_region_changes_nothing() -> None:
    text = DISTRICT + "双流区教育系统。双流区各校。对口支援巴塘县，与乐至县、青白江区合作。"
    assert region(text).path == ("四川省", "成都市", "双流区")


def test_a_town_that_reports_is_given_with_its_code() -> None:
    text = "姚渡镇教育工作总结\n我镇教育，全镇。光明村、龙王镇三方村办学点，大弯中学协助。"
    found = region(text, "姚渡镇教育工作总结")
    assert found.path == ("四川省", "成都市", "青白江区", "姚渡镇")
    assert found.code == "510113106"


def test_a_masked_name_is_no_place() -> None:
    assert region(DISTRICT + "×龙王镇、××津幼儿园、×州、××区教育局。").path == ()


def headed(title: str, text: str) -> Region:
    whole = f"{title}\n{text}"
    return find_region(passage(whole, start=len(title) + 1), [title])


PARTNERS = "\n".join(
    (
        "全县学校稳步发展。",
        "二、协作",
        "福建省厦门市同安区选派教师20名，同安一中与我县中学结对。",
        "接受上海市闵行区的对口支援。浙江省金华市援疆指挥部投入500万元，义乌中学、萧山中学教师来县讲学。",
    )
)


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("临夏县教育局2019年工作总结", ("甘肃省", "临夏回族自治州", "临夏县")),
        ("温宿县教育局2025年工作总结", ("新疆维吾尔自治区", "阿克苏地区", "温宿县")),
        ("凤庆县2003年教育工作总结", ("云南省", "临沧市", "凤庆县")),
        ("2008年绵竹市教育局工作总结", ("四川省", "德阳市", "绵竹市")),
        ("登封市职教中心2019年工作总结", ("河南省", "郑州市", "登封市")),
        ("江西省上饶市广丰县教育局工作总结", ("江西省", "上饶市", "广丰区")),
        ("合作市教育局2019年工作总结", ("甘肃省", "甘南藏族自治州", "合作市")),
        ("西吉县教育局2020年东西部协作工作总结", ("宁夏回族自治区", "固原市", "西吉县")),
    ],
)
def test_the_title_outweighs_all_partners(title: str, path: tuple[str, ...]) -> None:
    found = headed(title, PARTNERS)
    assert (found.path, found.basis, found.confidence) == (path, "stated", 1.0)


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("恩施州教育局2020年工作总结", ("湖北省", "恩施土家族苗族自治州")),
        ("黔西南州教育局2020年工作总结", ("贵州省", "黔西南布依族苗族自治州")),
        ("融水县教育局2020年工作总结", ("广西壮族自治区", "柳州市", "融水苗族自治县")),
        (
            "积石山保安族东乡族撒拉族自治县教育局2020年工作总结",
            ("甘肃省", "临夏回族自治州", "积石山保安族东乡族撒拉族自治县"),
        ),
    ],
)
def test_autonomous_divisions_are_known_by_customary_and_by_long_names(
    title: str, path: tuple[str, ...]
) -> None:
    found = region("各项工作稳步推进。", title)
    assert (found.path, found.basis) == (path, "stated")


@pytest.mark.parametrize("name", ["绵竹市", "义乌市", "诸暨市", "荥阳市"])
def test_a_county_level_city_is_not_the_city_above_it(name: str) -> None:
    title, text = f"{name}教育局2008年工作总结", "我市党员3000名。全市学校稳步发展。"
    for body in (text, f"{text}\n{name}教育局", f"{text}\n{name}教育局\n2008年12月30日"):
        assert headed(title, body).county == name
        assert (
            headed("2008年工作总结", f"{name}教育局努力。{name}教育成绩优异。{body}").county == name
        )


@pytest.mark.parametrize(
    ("line", "county"),
    [
        ("文安县文教体局局长 王强", "文安县"),
        ("岳西县教育局党委书记、局长 李四", "岳西县"),
        ("宿州市埇桥区实验中学", "埇桥区"),
        ("（仙居县教育局办公室）", "仙居县"),
        ("会泽县金钟镇中心学校", "会泽县"),
        ("昌乐县教育局2019年12月30日", "昌乐县"),
    ],
)
def test_a_byline_or_a_signature_names_the_region(line: str, county: str) -> None:
    for text in (f"{line}\n同志们：\n各项工作稳步推进。", f"各项工作稳步推进。\n{line}"):
        if line.startswith("（") and text.startswith(line):
            continue
        found = headed("在教育工作会议上的讲话", text)
        assert (found.county, found.basis) == (county, "stated")


@pytest.mark.parametrize(
    "line",
    ["2020年重点建设龙岗区实验学校", "一、龙岗区实验学校", "感谢龙岗区教育局", "赴龙岗区实验学校"],
)
def test_a_line_that_says_more_is_no_signature(line: str) -> None:
    assert headed("2019年工作总结", f"全县稳步发展。\n{line}").path == ()


def test_two_signatures_give_no_region() -> None:
    text = "各项工作稳步推进。\n永嘉县教育局\n缙云县教育局"
    assert headed("2019年工作总结", text).path == ()


@pytest.mark.parametrize(
    "text",
    [
        "浙江省绍兴市柯桥区选派教师12名，柯桥中学与县一中结对。",
        "江苏省南通市海门区教体局到我县送教，海门中学名师上课。南通市教育局组团式帮扶。",
        "与宁波市鄞州区签订山海协作协议，鄞州中学托管县一中。鄞州区每年投入资金200万元。",
        "上海市普陀区派出的援藏教师到岗。普陀区教育局捐赠电脑50台。普陀区教育局还资助学生20名。",
        "（五）东西部协作\n青岛市崂山区投入资金300万元，建成崂山希望小学。崂山区教师到县任教。",
        "天津市北辰区双街中学与我县学校手拉手。北辰区教育局提供课程。天津市教委安排专项资金。",
        "北京市海淀区教师走进我县课堂。海淀区教师进修学校提供资源，海淀区教委领导指导工作。",
        "深圳市龙岗区援建学校2所。龙岗中学教师来县交流。广州市番禺区资助50万元。",
        "赴杭州市上城区学军小学参观，上城区教育局介绍经验。上城区名师来县讲学。",
        "常熟市、张家港市教育局大力支持，常熟中学提供课堂，张家港市实验小学接纳我县教师。",
    ],
)
def test_a_partner_is_never_the_region(text: str) -> None:
    said = "我县学校稳步发展，全县教育成绩优异，县教育局督导。\n"
    for title in ("××县教育局2020年工作总结", "2020年工作总结"):
        assert headed(title, said + text).path == ()


@pytest.mark.parametrize(
    "title",
    [
        "上海市闵行区对口支援凤庆县教育工作总结",
        "赴杭州市上城区跟岗学习总结",
        "教育局工作总结范文：永嘉县工作总结三篇",
    ],
)
def test_a_title_about_partners_or_of_a_compilation_states_nothing(title: str) -> None:
    assert headed(title, "全县学校稳步发展。").path == ()


def test_names_in_a_row_say_one_thing() -> None:
    assert region(DISTRICT + "江苏省常州市钟楼区。").path == ()


def test_a_visitor_is_no_rival() -> None:
    text = "2016年，德清县教育局努力工作。德清县与青川县结对，青川县教育局来访。"
    assert region("全县学校稳步发展。" + text).county == "德清县"


def test_a_division_that_goes_abroad_is_the_own_one() -> None:
    text = (
        "2018年，温江区教育局坚持立德树人。温江区教育成绩显著。"
        "温江区选派教师赴九龙县支教，温江区学校与巴塘县学校结对。"
    )
    assert region(DISTRICT + text).county == "温江区"
