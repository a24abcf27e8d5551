"""Where an embedded index lives: numbered directories, and one small file that names the current one.

The file is replaced atomically, so that a reader sees the old index or the new one, never a half of either.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from search.engines.base import IndexUnavailable, Unavailable

POINTER = "current.json"
_NAME = re.compile(r"index-(\d+)")


@dataclass(frozen=True, slots=True)
class Pointer:
    """The current index: its directory's name, what wrote it, and a token that no other index ever had."""

    index: str
    schema: int
    analysis: str
    token: str


class IndexDirectory:
    """The directory that holds the pointer and the indexes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def pointer_bytes(self) -> bytes:
        """Return the pointer file as it is now: comparing bytes is how readers notice a switch."""
        try:
            return (self.root / POINTER).read_bytes()
        except FileNotFoundError as error:
            raise IndexUnavailable(Unavailable.MISSING, str(self.root)) from error
        except OSError as error:
            raise IndexUnavailable(Unavailable.CORRUPT, str(error)) from error

    def path_of(self, pointer: Pointer) -> Path:
        """Return the directory that a pointer names."""
        return self.root / pointer.index

    def new(self) -> Path:
        """Create and return the directory of the next index, never one that a pointer may have named."""
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / f"index-{max(self._numbers(), default=0) + 1}"
        path.mkdir()
        return path

    def switch(self, path: Path, *, schema: int, analysis: str) -> None:
        """Make ``path`` the current index, durably and in one step."""
        pointer = Pointer(path.name, schema, analysis, secrets.token_hex(8))
        draft = self.root / f"{POINTER}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(pointer), file)
            file.flush()
            os.fsync(file.fileno())
        _sync_directory(path)
        draft.replace(self.root / POINTER)
        _sync_directory(self.root)

    def remove_others(self) -> None:
        """Remove every index but the current one: older ones, and what a crash left half-written.

        Readers that still have an old one open keep its files (they are mapped) until they notice the switch.
        """
        current = parse_pointer(self.pointer_bytes()).index
        for path in self.root.iterdir():
            if path.name != current and _NAME.fullmatch(path.name):
                shutil.rmtree(path, ignore_errors=True)

    def _numbers(self) -> list[int]:
        return [int(match[1]) for path in self.root.iterdir() if (match := _NAME.fullmatch(path.name))]


def parse_pointer(content: bytes) -> Pointer:
    """Read a pointer file's content; a damaged one raises ``IndexUnavailable``."""
    try:
        pointer = Pointer(**json.loads(content))
    except (ValueError, TypeError) as error:
        raise IndexUnavailable(Unavailable.CORRUPT, f"{POINTER}: {error}") from error
    if not _NAME.fullmatch(str(pointer.index)):
        raise IndexUnavailable(Unavailable.CORRUPT, f"{POINTER}: {pointer.index!r}")
    return pointer


def _sync_directory(path: Path) -> None:
    if os.name == "nt":  # Windows cannot open a directory to flush it
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
