"""Chinese text cut into words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Tokenizer:
    """Cuts text into words by jieba's dictionary and words of one's own."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Take words that the dictionary may not know."""
        import jieba  # noqa: PLC0415 - its dictionary is large

        jieba.setLogLevel("WARNING")
        self._tokenizer: Any = jieba.Tokenizer()
        for word in words:
            self._tokenizer.add_word(word)

    def words(self, text: str) -> list[str]:
        """Cut a text into words, lower case; signs and blanks stand alone."""
        words: list[str] = self._tokenizer.lcut(text.lower())
        return words
