"""The store: each file once, under the digest of its bytes; written whole or not at all, never overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

_CHUNK: Final = 1 << 20
_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_UNFINISHED: Final = ".part"


class NotTheseBytes(ValueError):
    """Raised for bytes that are not those of the digest under which they are to be kept."""


def path_of(sha256: str) -> Path:
    """Return where the bytes with that digest are kept, or would be."""
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return _root() / sha256[:2] / sha256


def digest_of(file: BinaryIO) -> tuple[str, int]:
    """Return the SHA-256 and the number of the bytes that are still to be read."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def keep(file: BinaryIO, sha256: str) -> None:
    """Keep the bytes of ``file``, which must be those of ``sha256``; they are on the disk when this returns."""
    target = path_of(sha256)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as copy:
            if _copied(file, copy) != sha256:
                raise NotTheseBytes(sha256)
            copy.flush()
            os.fsync(copy.fileno())
        Path(name).chmod(0o440)
        with suppress(FileExistsError):  # somebody else has kept the same bytes meanwhile
            os.link(name, target)
    finally:
        Path(name).unlink()
    for directory in (target.parent, _root()):
        _sync(directory)


def remove(sha256: str) -> None:
    """Remove bytes that no edition has any more."""
    path_of(sha256).unlink(missing_ok=True)
    if path_of(sha256).parent.exists():
        _sync(path_of(sha256).parent)


def kept() -> Iterator[Path]:
    """Yield every file of the store, what a crash left unfinished among them."""
    return _root().glob("??/*")


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "editions"


def _copied(file: BinaryIO, copy: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        copy.write(chunk)
    return digest.hexdigest()


def _sync(directory: Path) -> None:
    """Have the names in a directory written to the disk."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
