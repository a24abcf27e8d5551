"""When bytes are kept and when they go: with the editions that have them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from ..gate import Proposal, PublicationRefused
from ..models import Attachment
from ..signals import file_removed
from ..turns import turn
from . import store
from .attached import AttachedFile, files_of

_YOUNG: Final = 24 * 3600


def keep_files(proposal: Proposal) -> None:
    """Keep the bytes of every file of a proposal; refuse it where they are not there, or others than it says."""
    given = {each.sha256: each for each in proposal.files}
    for attached in files_of(proposal.content):
        if attached.sha256 and store.path_of(attached.sha256).exists():
            continue
        try:
            with given[attached.sha256].open() as file:
                store.keep(file, attached.sha256)
        except (KeyError, OSError, store.NotTheseBytes) as error:
            raise PublicationRefused(_unreadable(attached)) from error


def _unreadable(attached: AttachedFile) -> str:
    words = {"title": attached.title, "name": attached.name}
    return _("La pièce jointe « %(title)s » (%(name)s) ne se lit pas : choisissez-la de nouveau.") % words


def forget_files(digests: Iterable[str]) -> None:
    """Remove the bytes with these digests that no edition has any more, once the transaction commits."""
    wanted = set(digests)
    if wanted:
        transaction.on_commit(lambda: _remove_unattached(wanted))


def forget_left_over() -> int:
    """Remove what no edition has: left by a publication that was undone, or a crash; return how many files."""
    old = time.time() - _YOUNG
    left = [path for path in store.kept() if path.stat().st_mtime < old]
    for path in (path for path in left if path.suffix):
        path.unlink(missing_ok=True)
    whole = {path.name for path in left if not path.suffix}
    attached = set(Attachment.objects.filter(sha256__in=whole).values_list("sha256", flat=True)) if whole else set()
    _remove_unattached(whole - attached)
    return len(whole - attached)


def _remove_unattached(digests: Iterable[str]) -> None:
    # Nobody publishes the same file between the question and the answer.
    with transaction.atomic(), turn():
        for digest in digests:
            if not Attachment.objects.filter(sha256=digest).exists():
                store.remove(digest)
                file_removed.send(sender=Attachment, sha256=digest)


def file_of(attachment: Attachment) -> Path:
    """Return where the bytes of an attachment are."""
    return store.path_of(attachment.sha256)
