"""Chinese text cut into words."""

from __future__ import annotations

from collections.abc import Iterable


class Tokenizer:
    """Cuts text into words by jieba's dictionary and words of one's own."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Take words that the dictionary may not know."""
        from rjieba import Jieba  # noqa: PLC0415 - loads a dictionary

        self._jieba = Jieba()
        for word in words:
            self._jieba.add_word(word, None, None)

    def words(self, text: str) -> list[str]:
        """Cut a text into words, lower case; signs and blanks stand alone."""
        return self._jieba.cut(well_formed(text.lower()))

    def part_of_speech(self, word: str) -> str:
        """Give the tag (ICTPOS) that the dictionary has for a word; of an unknown one, a guess."""
        tagged = self._jieba.tag(well_formed(word))
        return tagged[0][1] if len(tagged) == 1 else "x"


def well_formed(text: str) -> str:
    """Put `?` in place of lone surrogates, which no library of Rust takes."""
    return text.encode("utf-8", "replace").decode()
