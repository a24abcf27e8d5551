"""Pictures: whole, and no larger once unpacked than a screen can use."""

from __future__ import annotations

import warnings
from typing import IO, Final

from PIL import Image, UnidentifiedImageError

from .archives import broken
from .office import not_what_it_says
from .refusals import UploadRefused

FORMATS: Final = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
MOST_PIXELS: Final = 50_000_000
_END_OF_PNG: Final = b"IEND\xaeB`\x82"


def check_image(file: IO[bytes], extension: str) -> None:
    """Raise ``UploadRefused`` for what is not a whole picture of the format that its name says."""
    wanted = FORMATS[extension]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=[wanted]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise broken()
                image.load()
        if wanted == "PNG":
            _check_end(file)
    except UnidentifiedImageError as error:
        raise not_what_it_says(extension) from error
    except UploadRefused:
        raise
    except Exception as error:  # a broken picture fails in as many ways as there are
        raise broken() from error


def _check_end(file: IO[bytes]) -> None:
    file.seek(-len(_END_OF_PNG), 2)
    if file.read() != _END_OF_PNG:
        raise broken()
