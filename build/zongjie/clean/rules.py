"""The cleaning rules, in the order in which they run."""

from __future__ import annotations

from dataclasses import dataclass

from zongjie.clean import (
    chrome,
    encoding,
    ends,
    layout,
    markup,
    masks,
    pages,
    punctuation,
    recoded,
    script,
    shift,
    slips,
    talk,
    titles,
)
from zongjie.clean.edits import Find


@dataclass(frozen=True, slots=True)
class Rule:
    """A named cleaning rule."""

    name: str
    """As the ledger gives it."""
    find: Find
    """From a text to the edits that mend it."""
    description: str
    """What it does, in Chinese, for the reader of the site."""
    signs: str = ""
    """A class of characters of which a text must hold one for the rule to find anything; empty
    where there is no such class."""
    by_line: bool = False
    """Whether it works on each line as though that line were the whole text."""


RULES = (
    Rule("recoded", recoded.recoded, "还原按别的编码读错的文字", recoded.SIGNS),
    Rule("line-ends", encoding.line_ends, "统一换行符", "[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"),
    Rule(
        "open-shift", shift.open_shift, "修复丢了末尾字节的错位 GBK 乱码", shift.SIGNS, by_line=True
    ),
    Rule(
        "invisible",
        encoding.invisible,
        "删去看不见的控制字符、零宽字符",
        encoding.INVISIBLE,
        by_line=True,
    ),
    Rule(
        "compatibility-forms",
        encoding.compatibility_forms,
        "部首、兼容汉字、全角字母数字改为通用字形",
        encoding.COMPATIBLE,
        by_line=True,
    ),
    Rule("entities", encoding.entities, "还原 HTML 实体", "&", by_line=True),
    Rule(
        "conversion-fields",
        markup.conversion_fields,
        "删去转换残留的书签、标签、域代码",
        r'[\["_*]',
        by_line=True,
    ),
    Rule("html-tags", markup.html_tags, "删去排版用的 HTML 标签", "[<‹]"),
    Rule("inner-indents", layout.inner_indents, "缩进夹在行中的段落另起一行", "[ \u3000]"),
    Rule("page-marks", chrome.page_marks, "删去页码和缩略图页标"),
    Rule("page-counts", pages.page_counts, "删去逐页递增的页标和“下转第几页”"),
    Rule(
        "markdown",
        markup.markdown,
        "删去 Markdown 的标题、引用、列表、加粗、链接记号",
        r"[>#•·●◆■▪►➢*+=_~—–|\[`\-]",
        by_line=True,
    ),
    Rule("word-bullets", markup.word_bullets, "删去 Word 项目符号变成的字母", "[lnuvüØ§Ÿ¨F]"),
    Rule("escapes", markup.escapes, "删去转义用的反斜杠", r"\\", by_line=True),
    Rule("pinyin", script.pinyin_notes, "删去夹在字后的注音", encoding.LETTERS),
    Rule("shifted-gbk", encoding.shifted_gbk, "修复错位的 GBK 乱码", encoding.TRAILS, by_line=True),
    Rule(
        "torn-note", encoding.torn_note, "恢复被打碎的注音所标的字", encoding.LETTERS, by_line=True
    ),
    Rule(
        "lost-lead-byte",
        encoding.lost_lead_byte,
        "按拼音恢复只剩半个编码的字",
        encoding.LETTERS,
        by_line=True,
    ),
    Rule("traditional", script.traditional, "繁体改回简体"),
    Rule("label-slips", slips.label_slips, "修正行首认错的编号"),
    Rule("preview-limit", chrome.preview_limit, "删去“预览到此为止”的提示", by_line=True),
    Rule("file-suffix", titles.file_suffix, "删去标题后的文件扩展名和网站名", by_line=True),
    Rule("title-field", titles.title_field, "删去标题前的“标题：”一类字样", by_line=True),
    Rule("title-lines", titles.title_lines, "接上排成几行的标题"),
    Rule("title-mentions", titles.title_mentions, "删去网站拿标题说话的语句"),
    Rule("running-heads", chrome.running_heads, "删去每页重复的页眉页脚"),
    Rule("letterhead", ends.letterhead, "删去红头文件、简报的版头：发文机关、文号、期号、签发人"),
    Rule("head", ends.head, "删去标题之前的网站内容"),
    Rule("foot", ends.foot, "删去正文之后的网站内容"),
    Rule("site-lines", chrome.site_lines, "删去网站的导航、来源、声明、广告行", by_line=True),
    Rule("screen-lines", talk.screen_lines, "删去网页的提示、按钮、广告行"),
    Rule("bylines", ends.bylines, "删去标题与正文之间的来源、日期、点击数"),
    Rule("teaser", chrome.teaser, "删去网站截取的开头片段", "[.…]"),
    Rule("tails", ends.tails, "删去正文之后的相关文章列表和页脚"),
    Rule("masks", masks.masks, "各种遮去的记号统一写作 ×", masks.SIGNS),
    Rule("doubled-year", masks.doubled_year, "删去遮盖年份时多出的“年”", "×", by_line=True),
    Rule(
        "stray-quotes", punctuation.stray_quotes, "删去混进字间的单个引号", "['`´‘’]", by_line=True
    ),
    Rule("number-spaces", punctuation.number_spaces, "合上数字中间的空格", " "),
    Rule("preview-chunks", layout.preview_chunks, "删去预览分段的编号，接上断开的句子"),
    Rule("contents", layout.contents, "删去目录，让粘连的标题各自成行", "目"),
    Rule("glued-title", titles.glued_title, "与正文粘连的标题另起一行"),
    Rule("lone-labels", layout.lone_labels, "独占一行的编号与标题接上"),
    Rule("blurbs", chrome.blurbs, "删去编者的导语和“怎样写总结”的套话"),
    Rule("page-breaks", layout.page_breaks, "接上被分页断开的句子"),
    Rule(
        "recognition-slips",
        punctuation.recognition_slips,
        "修正编号、日期里认错的字母",
        "[lLI|丨Oo]",
    ),
    Rule("han-spaces", punctuation.han_spaces, "删去汉字之间的多余空格", "[ \u3000]", by_line=True),
    Rule("widths", punctuation.widths, "中文里的半角标点改为全角", "[,;:?!().．]", by_line=True),
    Rule("quotes", punctuation.quotes, "成对的直引号改为弯引号", "[\"']", by_line=True),
    Rule("repeated-titles", titles.repeated_titles, "删去重复的标题"),
    Rule("layout", layout.layout, "删去缩进、行尾空白和空行"),
)
