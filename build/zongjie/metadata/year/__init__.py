"""The year reported on: stated, inferred from dated clues, or left open."""

from zongjie.metadata.year.decide import find_year

__all__ = ["find_year"]
