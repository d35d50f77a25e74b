"""Reading: encodings found out, and files that are refused with a reason."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from zongjie.clean import clean
from zongjie.errors import InputError
from zongjie.read import read_file, sources
from zongjie.read.decode import decode
from zongjie.read.file import MAX_BYTES

SIMPLE = "县教育局2021年工作总结\r\n今年，我局深入推进“双减”，全县义务教育学校课后服务全覆盖。\r\n"
TRADITIONAL = "縣教育局年度工作總結\n今年，我局深入推進教育改革，全縣學校辦學水準明顯提升。\n"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (SIMPLE.encode(), "utf-8", SIMPLE),
        (SIMPLE.encode("utf-8-sig"), "utf-8-sig", SIMPLE),
        (SIMPLE.encode("gb18030"), "gb18030", SIMPLE),
        (SIMPLE.encode("utf-16"), "utf-16", SIMPLE),
        (SIMPLE.encode("utf-16-le"), "utf-16-le", SIMPLE),
        (SIMPLE.encode("utf-16-be"), "utf-16-be", SIMPLE),
        (SIMPLE.encode("utf-32"), "utf-32", SIMPLE),
        (TRADITIONAL.encode("big5"), "big5hkscs", TRADITIONAL),
        (TRADITIONAL.encode("gb18030"), "gb18030", TRADITIONAL),
        (b"plain ASCII\r", "utf-8", "plain ASCII\r"),
        ("短文里的\0两个控制字符\a".encode(), "utf-8", "短文里的\0两个控制字符\a"),
    ],
)
def test_encodings(data: bytes, encoding: str, text: str) -> None:
    assert decode(data) == (text, encoding)


def test_a_few_damaged_bytes_are_tolerated() -> None:
    data = (SIMPLE * 20).encode()
    text, encoding = decode(data[:-4])  # cut inside the last character
    assert encoding == "utf-8"
    assert text.startswith(SIMPLE)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"\x00" * 400])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"binary|encoding"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\xe3\x80\x80", bytes(range(256)) * 20])
def test_a_file_that_holds_no_text_names_a_remedy(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / "a.txt", tmp_path)
    problem = caught.value.problem
    assert problem.file == "a.txt"
    assert problem.what and problem.why and problem.remedy


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match="文件太大"):
        read_file(path, tmp_path)


def test_a_link_out_of_the_corpus_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", "utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InputError, match="链接"):
        read_file(corpus / "link.txt", corpus)


def test_sources_are_sorted_and_hidden_ones_left_out(tmp_path: Path) -> None:
    seen = ["b/丙.TXT", "乙.txt", "甲.md"]
    hidden = [".git/x.txt", "~$d.docx", "b/readme.md", "_tables/x.txt", "__MACOSX/x.txt"]
    (tmp_path / "unpacked").mkdir()
    with ZipFile(tmp_path / "packed.zip", "w") as pack:
        for name in ("a.yml", "c.jpg", *reversed(seen), *hidden):
            path = tmp_path / "unpacked" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("文", "utf-8")
            pack.writestr(name, "文")
    found = [path.relative_to(tmp_path).as_posix() for path in sources(tmp_path)]
    assert found == [f"{folder}/{name}" for folder in ("packed.zip", "unpacked") for name in seen]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("---\ntitle: 教育局总结\ntags: [a, b]\n---\n# 甲县教育局2021年工作总结\n正文。", "甲县教育局2021年工作总结\n正文。"),
        ("---\r\ntags:\r\n  - 甲\r\ntitle: '甲县教育局2021年工作总结'\r\n---\r\n正文。", "甲县教育局2021年工作总结\n正文。"),
        ("---\n今年，我局：\n---\n正文。", "今年，我局：\n正文。"),
        ("---\n时间: 某年\n---\n正文。", "时间：某年\n正文。"),
        ("---\nnote: 甲\n今年成效明显。\n---\n正文。", "note：甲\n今年成效明显。\n正文。"),
    ],
)  # fmt: skip
def test_front_matter_is_no_text(tmp_path: Path, written: str, text: str) -> None:
    (tmp_path / "a.md").write_text(written, "utf-8", newline="")
    found = read_file(tmp_path / "a.md", tmp_path)
    assert found.text == written
    assert clean(found).text == text


@pytest.mark.parametrize(
    ("written", "markdown", "plain"),
    [
        ("抓好*集团化办学*，成效*明显*。", "抓好集团化办学，成效明显。", "抓好×集团化办学×，成效×明显×。"),
        ("*县教育局在*镇调研，投入*万元。", "×县教育局在×镇调研，投入×万元。", None),
        ("召开会议*6*次，完成率*98.5%*，第*3*名。", "召开会议6次，完成率98.5%，第3名。",
         "召开会议×6×次，完成率×98.5%×，第×3×名。"),
        ("投入*6万元，占*%，3*4*5块。", "投入×6万元，占×%，3*4*5块。", None),
        ("* 第一条\n* 第二条", "第一条\n第二条", None),
        ("落实*各项*工作，完成率*98.5%*。", "落实各项工作，完成率98.5%。", "落实×各项×工作，完成率×98.5%×。"),
        ("落实*各项*工作，共*项。", "落实×各项×工作，共×项。", None),
        ("- [x] 已完成\n- [ ] 未完成", "[x] 已完成\n[ ] 未完成", None),
    ],
)  # fmt: skip
def test_asterisks_are_emphasis_in_markdown_and_masks_elsewhere(
    tmp_path: Path, written: str, markdown: str, plain: str | None
) -> None:
    for name, expected in (("a.md", markdown), ("a.txt", plain or markdown)):
        (tmp_path / name).write_text(written, "utf-8")
        assert clean(read_file(tmp_path / name, tmp_path)).text == expected
