"""What differs between two texts of the structure, told by responsibility and post, not by field."""

from portal.editions.redline import Fragment, redline

from .changes import Change, FactChange, ListDetail, MarkDetail, Nature, Part, RowChange, TextDetail
from .compare import compare

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
