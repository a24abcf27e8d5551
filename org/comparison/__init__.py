"""What differs between two texts of the structure, told by responsibility and post, not by field."""

from .changes import Change, FactChange, ListDetail, MarkDetail, Nature, Part, RowChange, TextDetail
from .compare import compare
from .words import Fragment, redline

__all__ = [
    "Change",
    "FactChange",
    "Fragment",
    "ListDetail",
    "MarkDetail",
    "Nature",
    "Part",
    "RowChange",
    "TextDetail",
    "compare",
    "redline",
]
