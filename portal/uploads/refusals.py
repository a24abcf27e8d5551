"""Why a file is not kept."""

from __future__ import annotations


class UploadRefused(ValueError):
    """Raised for a file that must not be kept; its text is told to whoever brought it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
