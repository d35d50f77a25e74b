"""The division that title, byline or signature name as the reporting body's own.

What stands there outweighs whatever the text names in passing: partners fill whole sections of a
poor county's report, its own name stands in the title alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zongjie.metadata.region import place_names
from zongjie.metadata.region.place_context import of_division
from zongjie.metadata.region.place_names import DOUBT, Mention
from zongjie.models import MASK, Passage
from zongjie.shapes import HAN, label_at

_BODY = re.compile(
    f"(?:[{HAN}×]{{0,14}}?(?:教[{HAN}]{{0,8}}?局|教委|教育委员会|教育工委|教育党委|教育厅|教育系统|人民政府|党委|党组"
    "|教育办公室|教办|教育组|中心校|总校|学区|学校|中学|小学|幼儿园|高中|职教中心|教育中心|[一二三四五六七八九十]中"
    "|实小|附小|附中)|委(?![员托派])|政府)"
)
"""How the name of a body goes on after its division: `文教体局`, `实验中学`."""
_TIE = re.compile(
    "对口|帮扶|支援|援[疆藏青宁滇黔建助]|结对|协作|跟岗|赴|考察|挂职|支教|接受|联合|送教|交流|合作|研修"
)
_REST = re.compile(
    f"[ \u3000]*(?:(?:党|局|校|园|副|书记|主任|委|办|工会|分管)[{HAN}、]{{0,14}}[ \u3000]*[{HAN}×]{{0,3}}[ \u3000]*[{HAN}×]{{0,3}}"
    "|[（(].{1,20}[）)]|[0-9二×].{3,14}[年月日]|.{0,24}(?:总结|汇报|报告|讲话|小结).{0,12})?[ \u3000]*"
)
"""What may follow a body's name on a line of its own: an office-holder, a date, a title."""
_COMPILED = re.compile("[0-9一二三四五六七八九十两几多]+[篇份则]|合集|汇编|精选|范文|大全|集锦")
_NAMED = re.compile("《[^》]{0,40}》")
_STOP = re.compile("[。，；！？：]")
_LINE = 40
"""Characters of the longest line that may be a byline or a signature."""
_FIRST, _LAST = 3, 4
"""Lines at the head of the text, and at its end, that are looked at."""


@dataclass(frozen=True, slots=True)
class Head:
    """What one line says of the reporting body's division."""

    codes: frozenset[str]
    """The divisions that bear the name, of 2, 4 or 6 digits."""
    whole: bool
    """False where the line masks the lower part: the body is one below."""
    bodied: bool
    """Whether the name of the body follows, such as 教育局."""
    mention: Mention
    """Where the name stands, by its offsets in the passage."""

    @property
    def sole(self) -> str:
        """The one division that is meant, or nothing."""
        return next(iter(self.codes)) if self.whole and len(self.codes) == 1 else ""


def find_head(titles: Sequence[str], passage: Passage) -> Head | None:
    """Find the division that the own title names, else byline or signature; the finer where they agree.

    Returns:
        None where no line names one, or where two lines contradict each other.
    """
    own = titles and not _COMPILED.search(titles[0])
    titled = _of_title(titles[0], passage) if own else None
    signed = [head for line in _ends(passage.text) if (head := _of_line(*line, titled=False))]
    if titled and titled.bodied:
        return titled
    heads = [titled, *signed] if titled else signed
    best: Head | None = None
    for head in heads:
        if best is None or _within(head, best):
            best = head
        elif not _within(best, head):
            return None
    return best


def plain_titles(titles: Sequence[str]) -> list[str]:
    """Leave out what names other bodies than the own: a compilation's title, one about partners."""
    return [t for t in titles if not _COMPILED.search(t) and not _TIE.search(_NAMED.sub("", t))]


def masked_kind(titles: Sequence[str], text: str) -> str:
    """Give the kind (`县`) of a division whose name title or signature mask: `××县教育局`."""
    lines = [*titles[:1], *(line for _, line in _ends(text))]
    for line in lines:
        found = re.search(rf"{MASK}(?P<kind>[县区市旗])(?={_BODY.pattern})", line)
        if found:
            return found["kind"]
    return ""


def _within(inner: Head, outer: Head) -> bool:
    return all(any(c.startswith(o) for o in outer.codes) for c in inner.codes)


def _of_title(title: str, passage: Passage) -> Head | None:
    head = _of_line(0, title, titled=True)
    if head is None:
        return None
    whole, name = passage.cleaned.text, head.mention.text
    at = whole.rfind(title, 0, passage.start + len(title))
    position = at + head.mention.start if at >= 0 else whole.rfind(name, 0, passage.start)
    if position < 0 and (position := whole.find(name, passage.start, passage.end)) < 0:
        position = passage.start
        return replace(head, mention=replace(head.mention, start=0, end=0))
    start = position - passage.start
    return replace(head, mention=replace(head.mention, start=start, end=start + len(name)))


def _ends(text: str) -> Iterator[tuple[int, str]]:
    """Yield the short lines at both ends of a text that may name who speaks, with their offsets."""
    found = [line for line in re.finditer("[^\n]+", text) if line.group().strip()]
    for line in dict.fromkeys((*found[-_LAST:], *found[:_FIRST])):
        words = line.group()
        if len(words) <= _LINE and not _STOP.search(words) and not label_at(words.strip(), 0):
            yield line.start(), words


def _of_line(offset: int, line: str, *, titled: bool) -> Head | None:
    """Read one line; of several bodies in it none is preferred."""
    heads = [
        head
        for chain in place_names.chains(place_names.divisions(line))
        if (head := _of_chain(line, chain, titled=titled))
    ]
    bodied = [head for head in heads if head.bodied] or heads
    if not bodied or any(head.codes != bodied[0].codes for head in bodied):
        return None
    mention = bodied[0].mention
    return replace(
        bodied[0],
        mention=replace(mention, start=mention.start + offset, end=mention.end + offset),
    )


def _of_chain(line: str, chain: Sequence[Mention], *, titled: bool) -> Head | None:
    """Read adjacent names (`福建省厦门市同安区`), the last but for a town being the body's own."""
    start, end = chain[0].start, chain[-1].end
    named = [m for m in chain if m.kind != "town"]
    if not named or (line[:start].strip() and of_division(line, start, end) != "own"):
        return None
    body = _BODY.match(line, end)
    if not titled and (line[:start].strip() or not (body and _REST.fullmatch(line, body.end()))):
        return None
    codes = _resolve(chain, named)
    if not codes or not (body or not _TIE.search(line)):
        return None
    if not body and any(len(code) < 6 for code in codes):
        return None
    mention = replace(
        named[-1], kind="stated", context="own", doubt=DOUBT["stated"],
        weights=dict.fromkeys(sorted(codes), 1.0),
    )  # fmt: skip
    masked = bool(body and MASK in body.group() and re.search(f"{MASK}[县区市旗]", body.group()))
    return Head(codes, not masked, bool(body), mention)


def _resolve(chain: Sequence[Mention], named: Sequence[Mention]) -> frozenset[str]:
    """Give the bearers of the last name that lie within the names before it and hold the town after."""
    codes = set(named[-1].weights)
    for other in chain:
        fitting = {
            code
            for code in codes
            if any(code.startswith(unit) or unit.startswith(code) for unit in other.weights)
        }
        codes = fitting or codes
    return frozenset(codes)
