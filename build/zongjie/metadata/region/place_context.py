"""Whose place it is: whether a phrase speaks of the text's own division or of someone else's."""

from __future__ import annotations

import re
from typing import Literal

from zongjie.shapes import HAN

Context = Literal["own", "neighbour", "partner"]
"""`neighbour`: a partner in joint examinations or research, who is mostly of the same province."""

_TIE = (
    "联考|联合|结对|合作|签订|签约|共建|交流|互动|联盟|协作|考察|学习|培训|参观|跟岗|研修|支教|帮扶|支援"
    "|友好|牵手|携手|跨省|送教"
)
_AID = (
    "对口|帮扶|支援|援[建助疆藏青宁滇黔川派]|受援|协作|前方指挥部|前指|指挥部|工作组|捐[赠资款建助]|无偿|组团式|结对"
    "|挂职|支教|送教|跟岗|资助|讲学|介绍经验|传经|作报告|来访|到访|一行[^，。]{0,6}[来到莅]|来[县区市校镇乡](?!里|内|直)|选派|派出|派遣|派来|名师团|专家团|来我|为我[省市县区旗校局]|给我[省市县区旗校局]|与我[省市县区旗校局]"
)
_PARTNER_BEFORE = re.compile(
    "对口|帮扶|支援|援助|援建|协作|结对|支教|挂职|赴|前往|奔赴|考察|来自|特邀|聘请|借鉴|取经|联谊|姊妹"
    "|友好|牵手|走进|毕业于|外出|学习|邀请|感谢|争取"
)
_WITH = re.compile(
    f"(?:(?:与|和|同|跟|向|对)[{HAN}×、]{{0,20}}|(?:到|往|由|从|在)(?:[{HAN}×]{{2,8}}、){{0,3}})$"
)
_TIE_AFTER = re.compile(f".{{0,30}}?(?:{_TIE})")
_VISIT_AFTER = re.compile(
    ".{0,3}?(?:考察|学习|培训|跟岗|研修|取经|参观|支教|挂职|结对|联考)|.{0,12}?来我[省市县区旗校局]"
)
_AID_AFTER = re.compile(f"[^，。；]{{0,24}}?(?:{_AID})")
_ABROAD = re.compile(
    f"赴|前往|奔赴|到[{HAN}]{{2,8}}[省市区县州旗]|[^，。；]{{0,16}}[与和同向为给对](?!我|本)[{HAN}]{{2,8}}[省市区县州旗]"
)
"""Who goes abroad, or helps another place by its name, is the text's own division."""
_HOST = re.compile("[与和同跟为给对来到]我[省市县区旗校局园]")
_ALLIANCE = re.compile("联盟|区域合作|合作协议|互动|教育合作|联考|联合教研|联合开展")
_NEIGHBOUR = re.compile("联考|联合|教研|联盟|同课异构|联谊")
_FAR = re.compile("对口(?:支援|帮扶|协作)|赴|东西部")
_JOINT = re.compile("联合|联考")
_CLAUSE = re.compile("[。！？；;!?，,\n]")
_HEADING = re.compile(
    "(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[、.．])(?P<words>[^。，；\n]{2,24})"
)
_PARTNERS = re.compile(
    "对口|援[疆藏青宁]|东西部?协作|东西部|山海协作|沪滇|闽宁|鲁渝|浙川|粤[黔桂]|京蒙|苏陕|津甘|受援|^协作$|结对帮扶|区域合作"
)
_REACH = 40
"""Characters on either side that are looked at."""

_BUREAU = re.compile(
    "教育局|教育体育局|教育和体育局|教体局|教育科技局|教育科学技术局|教科局|教科体局|教文体局|教委|教育委员会"
    "|委教育工委|教育工委|教育工作委员会|教育党委|教育系统"
)
_SELF_AFTER = re.compile(
    "(?:区|县|市|旗)?委?(?:教育|教体|教科|教委|人民政府|政府|委(?!员|托|派)|初中|小学|中小学|中学|幼儿园"
    "|学前|义务|高中|中考|高考|荣获|获得|获评|获批|被|成功|位居|作为|是|成立|出台|制定|召开|举办|全域"
    "|电视台|校长|教师|师生|学校|各|所有|入选|率先|第[一二三四五六七八九十]+|20|××|属|籍|境内|创建|推进"
    "|实施|校园|深化|青少年|未成年|名师|学业|优质)"
)
_SELF_BEFORE = re.compile("(?:我[省市县区旗局]?|本[市县区旗]|《|全|学[到在]|在|的)[（(]?$")
_APPOSITION = re.compile("[我本全][省市县区旗][（(]$")


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and after a stretch in its clause."""
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    return before, _CLAUSE.split(text[end : end + _REACH])[0]


def of_division(text: str, start: int, end: int) -> Context:
    """Tell whose a county, city or province is that a phrase names.

    >>> of_division("与龙湾区开展模拟联考", 1, 4), of_division("选派教师赴越西县支教", 5, 8)
    ('neighbour', 'partner')
    >>> of_division("与广西百色市田阳区、汕尾市的3所小学结对", 6, 9)
    'partner'
    >>> of_division("温江区荣获先进单位", 0, 3)
    'own'
    """
    before, after = around(text, start, end)
    told = (
        (_WITH.search(before) and _TIE_AFTER.match(after))
        or _PARTNER_BEFORE.search(before)
        or _VISIT_AFTER.match(after)
        or _ALLIANCE.search(before + after)
        or (_AID_AFTER.match(after) and not _ABROAD.search(after))
        or _under_partners(text, start)
    )
    return _whose(before + after) if told else "own"


def of_town(text: str, start: int, end: int) -> Context:
    """Tell whose a town or village is; teachers go to poor villages of their own county, too.

    >>> of_town("选派教师到姚渡镇支教", 5, 8), of_town("对口帮扶九龙县汤古镇", 7, 10)
    ('own', 'partner')
    """
    before, after = around(text, start, end)
    return _whose(before + after) if _FAR.search(before) else "own"


def of_school(text: str, start: int, end: int) -> Context:
    """Tell whose a school is; one that joins in research may be of elsewhere.

    >>> of_school("举行南宁二中、德保高中联合教研活动", 7, 11)
    'neighbour'
    """
    before, after = around(text, start, end)
    if _HOST.search(after):
        return "neighbour" if _NEIGHBOUR.search(after) else "partner"
    told = _FAR.search(before) or _JOINT.search(before + after)
    return _whose(before + after) if told else "own"


def _whose(clause: str) -> Context:
    return "neighbour" if _NEIGHBOUR.search(clause) else "partner"


def _under_partners(text: str, position: int) -> bool:
    """Tell whether a position stands in a section whose heading speaks of partners alone."""
    first, end = max(0, position - 600), position
    while end > first:
        start = text.rfind("\n", first - 1 if first else 0, end) + 1
        if (start or not first) and (heading := _HEADING.match(text, start, position)):
            return bool(_PARTNERS.search(heading["words"]))
        end = start - 1
    return False


def is_self(text: str, start: int, end: int) -> bool:
    """Tell whether the text speaks here of the division as its own: `温江区荣获…`, `《江夏区…`."""
    before, _ = around(text, start, end)
    return bool(_SELF_BEFORE.search(before) or _SELF_AFTER.match(text, end))


def is_bureau(text: str, start: int, end: int) -> bool:
    """Tell whether the text calls its own office so: `江夏区教育局`, `我区（江夏区）`."""
    before, _ = around(text, start, end)
    return bool(_BUREAU.match(text, end) or _APPOSITION.search(before))
