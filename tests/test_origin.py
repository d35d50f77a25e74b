"""Where a copy was taken from: only what a site has put around a text tells."""

import pytest

from zongjie.metadata.origin import find_origin
from zongjie.models import Cleaned, Source, Stretch


def site(removed: str, rule: str) -> str | None:
    source = Source("x.txt", "0" * 64, "utf-8", removed)
    cleaned = Cleaned(source, (Stretch(0, len(removed), "removed", rule, ""),))
    return find_origin(cleaned, 1).site


@pytest.mark.parametrize(
    ("removed", "rule", "expected"),
    [
        ("来源：www.xxjy.gov.cn访问量：23\n", "site-lines", "www.xxjy.gov.cn"),
        ("首页\n文章来源www.fanwen.com\n", "head", "www.fanwen.com"),
        (
            "本站（www.fanwen.com）所有资料来源于网络，如有侵权，请联系删除。",
            "foot",
            "www.fanwen.com",
        ),
        ("更多范文请到优知文库下载", "tails", "优知文库"),
        ("《总结》由会员分享,更多请在优知文库上搜索。", "title-mentions", "优知文库"),
        ("即用户上传的文档直接被用户下载,本站只是平台", "foot", None),
        ("在教育部网站www.moe.gov.cn公布信息，各校落实，社会满意。", "foot", None),
        (
            "我局在www.moe.gov.cn上公布信息，各校认真落实要求，社会各界反映良好，家长满意",
            "head",
            None,
        ),
        ("www.moe.gov.cn", "blurbs", None),
        ("www.moe.gov.cn", "repeated-titles", None),
        ("联系邮箱：abc@fanwen.com", "foot", None),
    ],
)
def test_site(removed: str, rule: str, expected: str | None) -> None:
    assert site(removed, rule) == expected


@pytest.mark.parametrize(
    ("removed", "rule", "expected"),
    [
        (
            "发布时间：2023-02-09 16:20 浏览次数： 1024 次 【字体：大 中 小】",
            "bylines",
            "2023-02-09",
        ),
        ("原创 江宁教育 江宁教育 2024-01-05 18:00 发表于江苏", "head", "2024-01-05"),
        ("6.0 金币 | 4.5分 | 6页 | 上传于 2021-11-30 | 湖北", "head", "2021-11-30"),
        ("发布机构\t甲县教育局\t发布日期\t2023-02-09", "head", "2023-02-09"),
        ("文号： |  | 发布日期： | 2023-02-09", "web-furniture", "2023-02-09"),
        ("成文日期： | 2023-02-09", "web-furniture", None),
        ("更新时间：2020年1月5日", "foot", "2020-01-05"),
        ("2019-03-04 教育局2018年工作总结", "tails", None),
        ("2019-03-04 发布会召开", "foot", None),
        ("上传于 2021-11-30", "repeated-titles", None),
    ],
)
def test_uploaded(removed: str, rule: str, expected: str | None) -> None:
    source = Source("x.txt", "0" * 64, "utf-8", removed)
    cleaned = Cleaned(source, (Stretch(0, len(removed), "removed", rule, ""),))
    assert find_origin(cleaned, 1).uploaded == expected
