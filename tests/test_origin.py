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
