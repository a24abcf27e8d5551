"""What an edition says of a file that is attached to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from ..kinds import Content


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file as it was when the edition was published; its bytes are kept under ``sha256``."""

    id: UUID
    title: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bytes:
    """Where the desk has the bytes of a file that is proposed for publication."""

    sha256: str
    open: Callable[[], BinaryIO]


def files_of(content: Content) -> Sequence[AttachedFile]:
    """Return the files attached to a content; most kinds have none."""
    return getattr(content, "attachments", ())
