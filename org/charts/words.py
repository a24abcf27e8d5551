"""How wide words are, and where their lines break: measured with the font that also makes the PNG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

FONTS: Final = Path(__file__).parent / "fonts"
REGULAR: Final = FONTS / "Arimo-Regular.ttf"
BOLD: Final = FONTS / "Arimo-Bold.ttf"
# Fonts that are as wide as the one measured, then whatever the system has.
FAMILIES: Final = "Arimo, Arial, 'Liberation Sans', Helvetica, sans-serif"
_MEASURED_AT: Final = 100
_KEPT: Final = 4096
_WORD: Final = re.compile(r"(?:\S|\u00a0)+")  # what a space that does not break joins stays on one line


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    path = BOLD if bold else REGULAR
    return ImageFont.truetype(str(path), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=_KEPT)
def width_of(words: str, size: float, bold: bool = False) -> float:
    """Return the width of a line of text."""
    return float(_font(bold).getlength(words)) * size / _MEASURED_AT


@lru_cache(maxsize=_KEPT)
def lines_of(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break ``text`` into lines no wider than ``width``; a word that is wider by itself is broken too."""
    lines: list[str] = []
    for word in _pieces(text, width, size, bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    for word in _WORD.findall(text):
        while width_of(word, size, bold) > width and len(word) > 1:
            fitting = max(1, sum(width_of(word[:end], size, bold) <= width for end in range(1, len(word))))
            yield word[:fitting]
            word = word[fitting:]
        yield word
