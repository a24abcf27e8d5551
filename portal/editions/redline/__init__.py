"""What differs between two texts, ready to be shown: words that went and came, by row and by part."""

from .shown import ShownDetail, ShownPart, ShownRow
from .words import Fate, Fragment, redline

__all__ = ["Fate", "Fragment", "ShownDetail", "ShownPart", "ShownRow", "redline"]
