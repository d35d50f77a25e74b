"""Problems: what is wrong, where, why, and what to do about it; collected, then shown together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that a publisher should look at. The words are Chinese: the publisher reads them."""

    file: str
    """Path relative to the corpus folder."""
    line: int
    """From 1; 0 where the problem is the file as a whole."""
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        """Give the problem as one line, in the usual `file:line: …` form."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}。原因：{self.why}。处理：{self.remedy}。"


class InputError(Exception):
    """A source or sidecar that cannot be used at all; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
