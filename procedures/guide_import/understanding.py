"""Understands the lines of a Word guide: its purpose, its scope, its texts, its steps, and what is in them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .delays import delay_alone, delay_in
from .guide import FoundGuide, FoundStep, Unplaced
from .lines import TITLE_LEVEL, Grid, Line
from .vocabulary import column_named, labelled, section_named, step_title, without_number

ROLES = ("R", "A", "C", "I")


def understood(lines: Iterable[Line | Grid]) -> FoundGuide:
    """Return the guide that ``lines`` tell."""
    reader = _Reader()
    for line in lines:
        if isinstance(line, Grid):
            reader.grid(line)
        elif line.level is not None:
            reader.heading(line)
        else:
            reader.paragraph(line)
    return reader.guide


class _Reader:
    """Goes through the lines once; ``section`` is where it is, ``step`` the one that it is in."""

    def __init__(self) -> None:
        self.guide = FoundGuide()
        self.section = "preamble"
        self.level = 0
        self.step: FoundStep | None = None
        self._headed = False

    def heading(self, line: Line) -> None:
        """Begin a section, or a step; the first heading, unless it names a section, is the guide's title."""
        title, section, level = step_title(line.text), section_named(line.text), line.level or 0
        if title is not None:
            self._begin_step(line.number, title)
        elif section:
            self.section, self.level, self.step = section, level, None
            if section == "other":
                self._unplaced(line.number, line.text, _("une rubrique que le guide n’a pas"))
        elif not self.guide.title:
            self.guide.title = line.text
        elif level == TITLE_LEVEL:
            self._unplaced(line.number, line.text, _("un second titre"))
        elif self.section == "steps" and level > self.level:
            self._begin_step(line.number, without_number(line.text))
        else:
            self.section, self.level, self.step = "", level, None
            self._unplaced(line.number, line.text, _("une rubrique que le guide n’a pas"))

    def paragraph(self, line: Line) -> None:
        """Place a paragraph where it belongs."""
        title = step_title(line.text)
        if title is not None:
            self._begin_step(line.number, title)
        elif self._counts_as_step(line):
            self._begin_step(line.number, line.text, headed=False)
        elif self.step:
            self._complete(self.step, line)
        elif self.section in ("purpose", "scope"):
            getattr(self.guide, self.section).append(line.text)
        elif self.section in ("legal_basis", "parties"):
            getattr(self.guide, self.section).append((line.number, line.text))
        else:
            self._outside(line)

    def _counts_as_step(self, line: Line) -> bool:
        """Whether a numbered line is a step: not one of the instructions of a step that has a heading of its own."""
        outermost = line.numbered and not line.depth and self.section in ("steps", "preamble", "")
        return outermost and not (self.step and self._headed)

    def _outside(self, line: Line) -> None:
        found = labelled(line.text)
        if found and found[0] == "reference" and not self.guide.reference:
            self.guide.reference = found[1][:80]
        elif not self.guide.title and self.section == "preamble":
            self.guide.title = line.text
        elif found and found[0] == "R" and self.section == "preamble":
            self.guide.parties.append((line.number, found[1]))
        else:
            self._unplaced(line.number, line.text, _("hors de toute étape et de toute rubrique connue"))

    def _begin_step(self, number: int, text: str, *, headed: bool = True) -> None:
        first, _newline, rest = text.partition("\n")
        title, rest = _short(first, rest)
        self.step, self._headed = FoundStep(number, title), headed
        self.section = "steps"
        self.guide.steps.append(self.step)
        if rest:
            self.step.text.append(rest)
        self.step.delay = delay_in(text)

    def _complete(self, step: FoundStep, line: Line) -> None:
        for text in line.text.split("\n"):
            if found := labelled(text):
                self._fill(step, found[0], found[1], line.number)
                continue
            mark = "– " if line.bullet or line.numbered else ""
            step.text.append(mark + text)
            step.delay = step.delay or delay_in(text)

    def grid(self, grid: Grid) -> None:
        """Read a table of steps: its first row names the columns."""
        names = [column_named(cell) for cell in grid.rows[0]] if grid.rows else []
        if "title" not in names or len(set(names) - {""}) < 2:
            words = " | ".join(cell for row in grid.rows[:2] for cell in row if cell)
            self._unplaced(grid.number, words, _("un tableau dont les colonnes ne disent pas d’étapes"))
            return
        for row in grid.rows[1:]:
            self._row(grid, names, row)
        self.step = None

    def _row(self, grid: Grid, names: list[str], row: tuple[str, ...]) -> None:
        title = row[names.index("title")]
        if not title:
            if any(row):
                self._unplaced(grid.number, " | ".join(row), _("une ligne de tableau sans étape"))
            return
        self._begin_step(grid.number, step_title(title) or without_number(title))
        assert self.step
        for name, heading, cell in zip(names, grid.rows[0], row, strict=False):
            if not cell or name == "title":
                continue
            if name:
                self._fill(self.step, name, cell, grid.number)
            elif not cell.rstrip(".").isdigit():
                self.step.text.append(f"{heading} : {cell}")

    def _fill(self, step: FoundStep, name: str, text: str, number: int) -> None:
        if name in ROLES:
            step.actors.append((name, text))
        elif name == "delay":
            step.delay = delay_alone(text) or step.delay
            if not delay_alone(text):
                step.text.append(_("Délai : %(delay)s") % {"delay": text})
                self._unplaced(number, text, _("un délai qui ne se compte pas ; il est dans le texte de l’étape"))
        elif name == "papers":
            step.papers.extend(
                part.strip(" -–•") for part in text.replace(";", "\n").split("\n") if part.strip(" -–•")
            )
        elif name == "where":
            step.where = text[:255]
        else:
            step.text.append(text)

    def _unplaced(self, number: int, text: str, why: str) -> None:
        self.guide.unplaced.append(Unplaced(number, text, why))


def _short(first: str, rest: str, most: int = 120) -> tuple[str, str]:
    """Return a title and what follows it: a long sentence is told in the text, and its beginning is the title."""
    if len(first) <= most:
        return first.rstrip(" :."), rest
    cut = next((first.index(mark) for mark in (" : ", ". ", " ; ", ", ") if 15 < first.find(mark) <= most), 0)
    title = first[:cut] if cut else first[: first.rfind(" ", 0, most)] + "…"
    return title, "\n".join(part for part in (first, rest) if part)
