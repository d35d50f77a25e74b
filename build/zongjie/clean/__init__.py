"""Raw text → cleaned text, with a ledger of what became of each character."""

from zongjie.clean.engine import clean
from zongjie.clean.rules import RULES, Rule

__all__ = ["RULES", "Rule", "clean"]
