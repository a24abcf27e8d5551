"""The chart as a picture: resvg draws the SVG with the font that measured it, and nothing of the system's."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from resvg_py import svg_to_bytes

from .words import BOLD, REGULAR

SHARPNESS: Final = 2.0
LARGEST: Final = 10_000  # pixels on a side

KEPT: Final = 8


@lru_cache(maxsize=KEPT)
def png_of(svg: str, *, width: float, height: float) -> bytes:
    """Return the drawing as PNG, two pixels to a unit unless it would be too large.

    A large one takes seconds: the last few are kept. Nothing but the drawing decides what is painted.
    """
    zoom = min(SHARPNESS, LARGEST / max(width, height))
    return svg_to_bytes(
        svg_string=svg,
        width=round(width * zoom),
        skip_system_fonts=True,
        font_files=[str(REGULAR), str(BOLD)],
        font_family="Arimo",
        sans_serif_family="Arimo",
    )
