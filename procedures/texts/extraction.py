"""Has the words of published files read, and their texts indexed again; a file that cannot be read harms nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from portal.editions.files import store
from portal.editions.models import Attachment
from portal.editions.services import announce
from portal.editions.turns import turn
from portal.uploads.apart import ReadingFailed, read_apart
from portal.uploads.names import extension_of

from ..models.texts import FileText
from .reading import READERS, pages_of

KIND: Final = "document"
SECONDS: Final = 60
LIBRARIES: Final = {"pdf": "pypdf", "docx": "python-docx", "odt": "odfdo"}


def extract_missing(done: Callable[[str], object] = lambda digest: None) -> int:
    """Read every file of the register in an edition that was not read yet; return how many."""
    waiting = dict(unread().values_list("sha256", "name"))
    for sha256, name in sorted(waiting.items()):
        extract(sha256=sha256, name=name)
        done(sha256)
    return len(waiting)


def unread() -> QuerySet[Attachment]:
    """Return the files of the register whose words nobody has read."""
    of_register = Attachment.objects.filter(edition__work__kind=KIND)
    return of_register.exclude(sha256__in=FileText.objects.values("sha256")).order_by("sha256")


def extract(*, sha256: str, name: str) -> None:
    """Read one file; what was read, or that nothing could be, is kept if an edition still has the file."""
    text = _read(store.path_of(sha256), sha256, name)
    with transaction.atomic(), turn():
        works = set(Attachment.objects.filter(sha256=sha256).values_list("edition__work", flat=True))
        if works and _keep(text):
            announce(works)


def _keep(text: FileText) -> bool:
    """Keep what was read; whether nobody else had."""
    fields = {"pages": text.pages, "extractor": text.extractor, "fault": text.fault}
    return FileText.objects.get_or_create(sha256=text.sha256, defaults=fields)[1]


def forget(*, sha256: str, **kwargs: Any) -> None:
    """Receive ``file_removed``: with the bytes go the words."""
    FileText.objects.filter(sha256=sha256).delete()


def forget_all() -> None:
    """Have everything read anew."""
    FileText.objects.all().delete()


def _read(path: Path, sha256: str, name: str) -> FileText:
    extension = extension_of(name)
    if extension not in READERS:
        return FileText(sha256=sha256)
    try:
        pages = read_apart(pages_of, path.read_bytes(), extension, seconds=SECONDS)
    except (ReadingFailed, OSError) as error:
        return FileText(sha256=sha256, fault=str(error)[:40] or type(error).__name__)
    return FileText(sha256=sha256, pages=pages, extractor=f"{LIBRARIES[extension]} {version(LIBRARIES[extension])}")
