"""The files of the texts that are exported, copied beside the file that names them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from portal.editions.files import store
from portal.editions.files.attached import AttachedFile
from portal.uploads.names import refuse_name
from portal.uploads.refusals import UploadRefused

FOLDER: Final = "fichiers"


class Shelf:
    """Copies files below a folder; without one, and where the bytes are gone, no file is named."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._taken: dict[str, str] = {}
        self.left_out: list[AttachedFile] = []

    def path_of(self, key: str, file: AttachedFile) -> str:
        """Copy a file of the text ``key``; return its path from the folder, empty where it is left out."""
        path = f"{FOLDER}/{key}/{file.name}"
        if self._taken.setdefault(path, file.sha256) != file.sha256:
            path = f"{FOLDER}/{key}/{file.sha256[:16]}/{file.name}"
        if self._folder is None or not self._copied(file, self._folder / path):
            self.left_out.append(file)
            return ""
        return path

    def _copied(self, file: AttachedFile, target: Path) -> bool:
        try:
            refuse_name(file.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(store.path_of(file.sha256), target)
        except (UploadRefused, FileNotFoundError):
            return False
        return True
