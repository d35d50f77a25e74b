"""The division reported on: stated, inferred from the places that a text mentions, or unknown."""

from zongjie.metadata.region.decide import find_region

__all__ = ["find_region"]
