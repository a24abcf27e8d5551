"""What is wrong with a file, said in plain words and by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where in a file: line and column from 1; in a spreadsheet, the sheet too."""

    line: int
    column: int
    sheet: str = ""

    def __str__(self) -> str:
        return f"« {self.sheet} » {self.cell}" if self.sheet else self.cell

    @property
    def cell(self) -> str:
        """The cell of a sheet, or line and column of a text."""
        return f"{_letters(self.column)}{self.line}" if self.sheet else f"{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend."""

    position: Position
    message: str


class ImportRefused(Exception):
    """Raised when a file cannot be imported; nothing of it was."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.position.sheet, problem.position))
        super().__init__("\n".join(f"{problem.position}: {problem.message}" for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Document:
    """The plain data of a file, where each part of it stands, and what its author calls the fields.

    ``problems`` are those of reading it; nothing more need be said of the ``faulty`` places. Paths in it begin in its
    ``folder``, where it has one.
    """

    data: object
    positions: dict[Location, Position] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    faulty: frozenset[Location] = frozenset()
    folder: Path | None = None

    def position(self, location: Location) -> Position:
        """Return where ``location`` stands, or the nearest thing around it."""
        while location and location not in self.positions:
            location = location[:-1]
        return self.positions.get(location, Position(1, 1))


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
