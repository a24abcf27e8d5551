"""What an import keeps beside the database: the file, how far it is, and the locks that say that it is alive.

SQLite has one writer: while an import writes, only what is not in the database can tell how far it is. A lock of
the operating system is let go when its process ends, however it ends.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from filelock import BaseFileLock, FileLock, Timeout

from ..importing.plan import Step
from ..models import ImportRun

KEPT = timedelta(days=1)
SECONDS_BETWEEN_NOTES = 0.3


def folder() -> Path:
    """Return where files of imports are kept."""
    found: Path = settings.MANDAT_DATA / "imports"
    found.mkdir(parents=True, exist_ok=True)
    return found


def keep(upload: UploadedFile) -> str:
    """Keep an uploaded file under its digest; return the digest."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    path = folder() / f"{digest.hexdigest()}{Path(upload.name or '').suffix.lower()}"
    unfinished = path.with_name(f"{path.name}.{time.monotonic_ns()}")
    with unfinished.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    unfinished.replace(path)
    return digest.hexdigest()


def file_of(run: ImportRun) -> Path | None:
    """Return the file of an import, if it is still kept and is the one that was brought."""
    path = _path(run)
    if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == run.file_digest:
        return path
    return None


def forget(run: ImportRun) -> None:
    """Delete the file of an import, unless another one needs it, and what was noted of it."""
    if not ImportRun.objects.waiting().filter(file_digest=run.file_digest).exclude(pk=run.pk).exists():
        _path(run).unlink(missing_ok=True)
    _progress_path(run.pk).unlink(missing_ok=True)


def forget_old() -> None:
    """Delete what nobody has confirmed for a day."""
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - KEPT.total_seconds():
                path.unlink()


def claim(pk: UUID) -> BaseFileLock | None:
    """Return the lock of an import, taken; None when somebody is at work on it."""
    lock = FileLock(folder() / f"{pk}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock


def turn() -> BaseFileLock:
    """Return the lock that lets imports work one after the other."""
    return FileLock(folder() / "turn.lock", thread_local=False, poll_interval=0.2)


def note_progress(pk: UUID, steps: Iterable[Step]) -> Iterator[Step]:
    """Yield ``steps``, and note now and then how many are done."""
    known = steps if isinstance(steps, Sequence) else list(steps)
    noted = 0.0
    for done, step in enumerate(known):
        if time.monotonic() - noted > SECONDS_BETWEEN_NOTES:
            noted = time.monotonic()
            _note(pk, {"done": done, "total": len(known)})
        yield step


def progress_of(pk: UUID) -> dict[str, int]:
    """Return how many steps of how many are done; nothing while that is not known."""
    try:
        noted: dict[str, int] = json.loads(_progress_path(pk).read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return noted


def forget_progress(pk: UUID) -> None:
    """Delete what was noted of an import."""
    _progress_path(pk).unlink(missing_ok=True)


def _note(pk: UUID, value: Any) -> None:
    path = _progress_path(pk)
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(value))
    unfinished.replace(path)


def _path(run: ImportRun) -> Path:
    return folder() / f"{run.file_digest}{Path(run.file_name).suffix.lower()}"


def _progress_path(pk: UUID) -> Path:
    return folder() / f"{pk}.progress"
