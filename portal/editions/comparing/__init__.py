"""Compares two texts of any kind: every difference told once, by row. The kind says what its rows are."""

from .anatomy import Anatomy, Script
from .changes import Change, FactChange, ListDetail, MarkDetail, Nature, RowChange, TextDetail
from .compare import compare
from .facts import Fact, Facts, Row, joined
from .presentation import shown

__all__ = [
    "Anatomy",
    "Change",
    "Fact",
    "FactChange",
    "Facts",
    "ListDetail",
    "MarkDetail",
    "Nature",
    "Row",
    "RowChange",
    "Script",
    "TextDetail",
    "compare",
    "joined",
    "shown",
]
