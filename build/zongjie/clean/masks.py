"""Rules for masks: stretches that a copyist blanked out. One notation, never guessed away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongjie.clean.edits import Edit
from zongjie.models import MASK
from zongjie.shapes import HAN, is_title, lines

_DOTS = frozenset("●■★▲◆※◇△☆")
_ITEM = re.compile(r"[●■★▲◆※◇△☆○〇□*＊](?<![^\s。！？；].)(?=([^\s●■★▲◆※◇△☆○〇□*＊][^\n]{0,90}))")
_DIGIT = "一二三四五六七八九十零〇○"
_PLACE = "省市区县州盟旗镇乡村街校局年月日届"
# the pattern begins with any of the signs and looks back from there, which is found fastest
_FORMS = re.compile(
    # ** 万元, **区, 20**年; not 5*8
    r"[*＊xXｘＸⅹХх#_～~□■◯●▲△☆★◇◆※✕✖╳☓○〇某](?:(?<=[*＊])(?<![A-Za-z].)[*＊]*(?![A-Za-z])"
    # xx, XX年, 8xxxx, xx.x%; not Excel, X光, 1+X
    r"|(?<=[xXｘＸⅹХх])(?:(?<![A-Za-z].)(?<!\+X(?!X))(?<!\+ X(?!X))[xXｘＸⅹХх]*(?![A-Za-z])"
    r"(?!(?<![xX]x)(?<=x)[0-9=])(?!(?<=X)(?<!XX)[光射线轴染+])"
    rf"|(?<=[A-Z]x)(?<![A-Za-z]{{2}}x)(?=[{HAN}]))"
    # ##乡; a single # only before the name of a division, and behind a figure in a year: not 1#校舍
    rf"|(?<=#)(?<![A-Za-z#]#)(?:#+(?!#)|(?<!\d#)(?=[{_PLACE}])|(?<=\d{{3}}#)(?=年))"
    # 202_年, ____年
    r"|(?<=\d_)_*(?=[年—\-\d])|(?<=_)(?<![A-Za-z]_)_+(?![A-Za-z])"
    rf"|(?<=[～~])(?<![\d×{_DIGIT}].)(?=年)"
    # □□镇; a single □ at the start of a line, and stars and dots anywhere, are rather bullets
    rf"|(?<=[^\n \u3000][□■◯])[□■◯]*|(?<=[□■◯])[□■◯]+"
    rf"|(?<=[□■◯●▲△☆★◇◆※])[□■◯●▲△☆★◇◆※]{{0,8}}(?=[{_PLACE}])|(?<=[✕✖╳☓])[✕✖╳☓]*"
    rf"|(?<=[○〇])(?<![{_DIGIT}].)(?:[○〇]*(?=[{_PLACE}])|[○〇]+(?![{_DIGIT}]))"
    r"|(?<=某)某+)"
)
_BLANK_YEAR = re.compile(r"[12](?<!\d.)(?:(?<=2)0|(?<=1)9)( {1,4})(?=年)")
_BLANK_SUM = re.compile(rf" (?<=[{HAN}] ) {{0,3}}(?=[余多]?[万亿][余多]?元)")
_REACHED = re.compile("(?:[达到约近超过共]|(?<!单位)为)$")
_SPENT = re.compile(
    "(?:[投收]入|投资|[资奖]金|经费|款|贷|补[助贴]|支出|拨付|[筹募]措?集?|争取|发放|减免|资助|落实|完成|计)$"
)
"""What a sum that was cut out stands behind; the latter may as well be the head of a table."""
_SENTENCE = re.compile("[，。；！,;]")
_DOUBLED = re.compile(f"{MASK}年(年)(?![度初底末中均检审])")
_HABITS = "#_△▲※☆★◇◆□■○●◎〇"
_TOPIC = re.compile(rf"#[{HAN}]{{3,20}}#(?=[^{HAN}\w×#]|话题|主题|活动|$)", re.MULTILINE)
"""A topic of a network: #乡村振兴#."""
_MEASURES = frozenset("省市区县州盟旗镇乡村街校局年月日届万亿元个所名人项次余多级间台套%％.")
_X = "xXｘＸⅩ"
_LETTER = re.compile(
    rf"[{_X}](?:(?<=[A-WYZa-wyz] .)|(?<=\d[+＋].)|(?<=\d [+＋] .)|(?=证书|[型形轴光])|(?<=^\[.)(?=\] ))",
    re.MULTILINE,
)
"""A letter X that means itself: iPhone X, 1+X, X证书, X形, and the tick of a task, [x]."""
_BLANKED = re.compile(
    rf"[{_X}](?=[{''.join(_MEASURES - {'.'})}期起批位份门节篇条件]|\.[\d{_X}]|老师|同志|同学|[中小大]学|学校)"
)
"""One that stands for a name or a figure, as what follows tells."""
_NAMED_SIGN = re.compile(r"[*＊#](?<=[带打标加注].)(?=号(?![楼院门文]))")
"""A sign that is spoken of: 带*号的."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
SIGNS = "[*＊xXｘＸⅹХх#_～~□■◯●▲△☆★◇◆✕✖╳☓○〇◎※某 ]"
"""What masks are written with, a gap included."""


def masks(text: str) -> Iterator[Edit]:
    r"""Write every masked character as ×, whatever sign the copyist put in its place.

    The sign is the 隐讳号 of GB/T 15834. A gap where a sum or the end of a year was cut out counts
    as one mask. Harm: X in X光 and 1+X and signs between two numbers (3*4) are no masks, nor is an
    X alone, unless a measure or the like follows or the text is masked with X elsewhere.

    >>> fix(masks, "**区投入***万元，20XX年XX县##乡8xxxx人，202_年～年"), fix(masks, "1+X证书、3*4、Excel")
    ('××区投入×××万元，20××年××县××乡8××××人，202×年×年', '1+X证书、3*4、Excel')
    >>> fix(masks, "资金达 万余元"), fix(masks, "二○○六年○○县某某镇")
    ('资金达×万余元', '二○○六年××县××镇')
    >>> fix(masks, "●县级财政\n●市级课题"), fix(masks, "●县一中\n位于●县")
    ('●县级财政\n●市级课题', '×县一中\n位于×县')
    """
    left = {*_bullets(text), *_literal(text)}
    forms = [found for found in _FORMS.finditer(text) if found.start() not in left]
    letters = {found.start() for found in forms if len(found[0]) == 1 and found[0] in _X}
    sure = {place for place in letters if _BLANKED.match(text, place)}
    blanked = len(sure) > 1 or any(found[0][0] in _X for found in forms if len(found[0]) > 1)
    meant = {x for x in letters if _LETTER.match(text, x) or not (blanked or x in sure)}
    for found in forms:
        start, end = found.span()
        if end - start > 1 or not (start in meant or _is_sign(text, start)):
            yield Edit(start, end, MASK * (end - start))
    yield from (edit for edit in _habitual(text) if edit.start not in left)
    for found in _BLANK_YEAR.finditer(text) if " 年" in text else ():
        yield Edit(found.start(1), found.end(1), MASK * 2)
    for found in _BLANK_SUM.finditer(text):
        if _sums_up(text, found.start(), found.end()):
            yield Edit(found.start(), found.end(), MASK)


def _literal(text: str) -> Iterator[int]:
    """Yield the places within addresses and topics, in which signs mask nothing."""
    addresses = _ADDRESS.finditer(text) if "://" in text or "www." in text else ()
    for found in (*addresses, *_TOPIC.finditer(text)):
        yield from range(*found.span())


def _sums_up(text: str, start: int, end: int) -> bool:
    """Tell whether the words before a gap lead to a sum: 资金达 万元; not the head of a table."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end:].partition("\n")[0]
    sentence = _SENTENCE.search(before) or _SENTENCE.search(after)
    return bool(_REACHED.search(before) or (sentence and _SPENT.search(before)))


def _bullets(text: str) -> Iterator[int]:
    """Yield where a single sign sets off an item instead of masking a word: ●县级财政, ★镇中心校.

    It begins a line, which is no title, or a sentence. Dots and stars do so where they stand nowhere
    within a sentence; other signs, which mask far more often, only beside such a line.
    """
    if not any(map(text.__contains__, _DOTS)):
        return
    items = [found for found in _ITEM.finditer(text) if not is_title(found[1])]
    dots = {sign for sign in _DOTS & {x[0] for x in items} if not _masks_within(text, sign)}
    starts = {line.start: index for index, line in enumerate(lines(text))}
    sure = {starts.get(found.start()) for found in items if found[0] in dots}
    for found in items if dots else ():
        own = starts.get(found.start())
        if found[0] in dots:
            begins = own is not None or text[found.start() - 1] in "。！？；"
        else:
            begins = own is not None and not sure.isdisjoint((own - 1, own + 1))
        if begins:
            yield found.start()


def _masks_within(text: str, sign: str) -> bool:
    return bool(re.search(rf"[^\s。！？；：{sign}]{sign}|{sign}{{2}}", text))


def _habitual(text: str) -> Iterator[Edit]:
    """Find the other masks of a copyist whose sign stands before units again and again.

    What then stands between words or numbers in the same sign is a mask, too.
    """
    for sign in filter(text.__contains__, _HABITS):
        runs = [m for m in re.finditer(f"{re.escape(sign)}+", text) if _amid(text, m)]
        sure = sum(text[m.end() : m.end() + 1] in _MEASURES for m in runs)
        if sure >= 2 and 2 * sure >= len(runs):
            yield from (Edit(*m.span(), MASK * len(m[0])) for m in runs)


def _amid(text: str, run: re.Match[str]) -> bool:
    """Tell whether a run of signs stands inside a line, between words, numbers or their points."""
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    if run[0] == "#" and before.isdecimal() and after in _PLACE:  # the number of a house
        return False
    return before > "\n" and bool(
        re.fullmatch(rf"[^A-Za-z\s\\{_DIGIT}][^A-Za-z\s{_DIGIT}]", before + after)
    )


def _is_sign(text: str, place: int) -> bool:
    """Tell whether a sign multiplies two numbers, as in 3*4 and 4x100, or is spoken of."""
    multiplies = (
        text[max(0, place - 1) : place].isdecimal() and text[place + 1 : place + 2].isdecimal()
    )
    return multiplies or bool(_NAMED_SIGN.match(text, place))


def doubled_year(text: str) -> Iterator[Edit]:
    """Drop the second 年 that masking a year together with its 年 leaves: XX年年.

    >>> fix(doubled_year, "从××年年开始")
    '从××年开始'
    """
    for found in _DOUBLED.finditer(text):
        yield Edit(found.start(1), found.end(1))
