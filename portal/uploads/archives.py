"""Zip archives, which office documents are: looked at whole, without ever unpacking more than they may hold."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from .refusals import UploadRefused

MOST_BYTES: Final = 100 * 1024 * 1024
MOST_BYTES_OF_A_PART: Final = 64 * 1024 * 1024
MOST_PARTS: Final = 2_000
MOST_RATIO: Final = 200
_SMALL: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1
_HEAD: Final = struct.Struct("<4s5H3I2H")
_FIRST: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_ESCAPES: Final = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\\|[\x00-\x1f]")
_FAILURES = (BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, struct.error, zlib.error)


def broken() -> UploadRefused:
    """Return what is said of an archive that cannot be read."""
    return UploadRefused(_("Le fichier est abîmé ou incomplet : il ne s’ouvre pas."))


def too_large() -> UploadRefused:
    """Return what is said of an archive that grows."""
    words = {"size": MOST_BYTES // 1024 // 1024}
    return UploadRefused(
        _("Le fichier prend une taille démesurée une fois décompressé (limite : %(size)d Mo).") % words
    )


def parts_of(file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of every part; raise ``UploadRefused`` where that would be dangerous."""
    try:
        _check_frame(file)
        with ZipFile(file) as archive:
            parts = archive.infolist()
            _check_list(parts)
            _check_places(file, parts)
            for part in parts:
                yield part.filename, archive.read(part)
    except _FAILURES as error:
        if isinstance(error, UploadRefused):
            raise
        raise broken() from error


def _check_frame(file: IO[bytes]) -> None:
    """Refuse what stands before or after the archive: it would be another file to somebody else."""
    file.seek(0)
    if file.read(4) != _FIRST:
        raise broken()
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE))
    if not file.read(4) == _END:
        raise broken()


def _check_list(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise too_large()
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise broken()
    for part in parts:
        _check(part)


def _check(part: ZipInfo) -> None:
    if part.file_size > MOST_BYTES_OF_A_PART or _grows(part):
        raise too_large()
    if part.flag_bits & _ENCRYPTED:
        raise UploadRefused(_("Le fichier est protégé par un mot de passe : enregistrez-le sans."))
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise broken()
    if _ESCAPES.search(part.orig_filename) or part.external_attr >> 28 == 0xA:  # a link to elsewhere
        raise UploadRefused(_("Le fichier contient des chemins qui sortent de lui-même."))


def _grows(part: ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > MOST_RATIO * max(1, part.compress_size)


def _check_places(file: IO[bytes], parts: list[ZipInfo]) -> None:
    """Refuse parts that share their bytes, or that are called otherwise where they stand."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        file.seek(part.header_offset)
        head = _HEAD.unpack(file.read(_HEAD.size))
        name_size, extra_size = head[-2:]
        name = file.read(name_size)
        if part.header_offset < end or head[0] != _FIRST or name != _written(part):
            raise broken()
        end = part.header_offset + _HEAD.size + name_size + extra_size + part.compress_size


def _written(part: ZipInfo) -> bytes:
    return part.orig_filename.encode("utf-8" if part.flag_bits & 0x800 else "cp437")
