"""Attached files: the bytes of each are in the store, and those that the edition says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..files import store
from ..files.attached import AttachedFile, files_of
from ..models import Edition
from .faults import Fault, What, place_of


@dataclass(slots=True)
class Files:
    """Checks the files of editions, each once however many editions have it."""

    _known: dict[str, str] = field(default_factory=dict)

    def check(self, edition: Edition) -> Iterator[Fault]:
        """Yield which files of an edition are missing or were changed."""
        try:
            attached = files_of(edition.content)
        except Exception:  # what cannot be read is told with the content
            return
        for each in attached:
            if wrong := self._wrong(each):
                words = {"title": each.title, "name": each.name, "wrong": wrong}
                yield Fault(
                    What.FILE, _("pièce jointe « %(title)s » (%(name)s) : %(wrong)s") % words, place_of(edition)
                )

    @property
    def count(self) -> int:
        """How many files were read."""
        return len(self._known)

    def _wrong(self, attached: AttachedFile) -> str:
        if attached.sha256 not in self._known:
            self._known[attached.sha256] = _found(attached)
        return self._known[attached.sha256]


def _found(attached: AttachedFile) -> str:
    try:
        with store.path_of(attached.sha256).open("rb") as file:
            digest, _size = store.digest_of(file)
    except FileNotFoundError:
        return _("le fichier manque")
    except (OSError, ValueError):
        return _("le fichier ne se lit pas")
    return "" if digest == attached.sha256 else _("le fichier a été modifié")
