"""What was understood of a Word guide, before anything of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..content.steps import Delay

BEGINNING = 60


@dataclass(slots=True)
class FoundStep:
    """A step as the file tells it; ``actors`` are a role's letter and a name as it is written."""

    number: int
    title: str
    text: list[str] = field(default_factory=list)
    actors: list[tuple[str, str]] = field(default_factory=list)
    delay: Delay | None = None
    where: str = ""
    papers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What has found no place: by the number of its paragraph, its first words, and why."""

    number: int
    text: str
    why: str

    @property
    def beginning(self) -> str:
        """Its first words."""
        line = " ".join(self.text.split())
        return line if len(line) <= BEGINNING else f"{line[: BEGINNING - 1].rstrip()}…"


@dataclass(slots=True)
class FoundGuide:
    """A guide as the file tells it."""

    title: str = ""
    reference: str = ""
    purpose: list[str] = field(default_factory=list)
    scope: list[str] = field(default_factory=list)
    legal_basis: list[tuple[int, str]] = field(default_factory=list)
    parties: list[tuple[int, str]] = field(default_factory=list)
    steps: list[FoundStep] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
