"""What a stretch of text looks like: a label, a title, a finished sentence. Judged by form alone."""

from zongjie.shapes.labels import FORMAL, NUMERAL, RANK, Label, Style, label_at, number
from zongjie.shapes.lines import (
    CLOSING,
    HAN,
    TERMINAL,
    Line,
    begun,
    finished,
    forget,
    han_count,
    lines,
    remembered,
)
from zongjie.shapes.titles import FRAME, is_closing, is_signature, is_title, item_mark, tells_more

__all__ = [
    "CLOSING",
    "FORMAL",
    "FRAME",
    "HAN",
    "NUMERAL",
    "RANK",
    "TERMINAL",
    "Label",
    "Line",
    "Style",
    "begun",
    "finished",
    "forget",
    "han_count",
    "is_closing",
    "is_signature",
    "is_title",
    "item_mark",
    "label_at",
    "lines",
    "number",
    "remembered",
    "tells_more",
]
