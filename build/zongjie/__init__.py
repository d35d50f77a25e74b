"""zongjie: from raw Chinese work summaries to a static site that people trust."""

from zongjie.clean import clean
from zongjie.pipeline import examine, gather
from zongjie.read import read_file
from zongjie.split import split

__all__ = ["clean", "examine", "gather", "read_file", "split"]
