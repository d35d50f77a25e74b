"""The engines under test, by name."""

from .base import Built, Engine, FailedError
from .lunr import LUNR
from .ours import OURS
from .pagefind import PAGEFIND, QUOTED
from .sites import MATERIAL, ZENSICAL

ENGINES: dict[str, Engine] = {
    engine.name: engine for engine in (OURS, PAGEFIND, QUOTED, MATERIAL, ZENSICAL, LUNR)
}

__all__ = ["ENGINES", "Built", "Engine", "FailedError"]
