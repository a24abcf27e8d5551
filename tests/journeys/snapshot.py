"""The content of the journeys as it was first made: each journey starts from a copy, and may change what it likes.

A journey commits, so its database is emptied after it: to bring the copy back takes less than to publish it again.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any

from django.db import connection


class Snapshot:
    """A copy of the database and of the search index in a directory, and what tests know of the content."""

    def __init__(self, directory: Path) -> None:
        self._database, self._index = directory / "database.sqlite3", directory / "index"
        self._content: Any = None

    def keep(self, content: Any, index: Path) -> None:
        """Keep what there is now."""
        connection.ensure_connection()
        with closing(sqlite3.connect(self._database)) as copy:
            connection.connection.backup(copy)
        shutil.copytree(index, self._index)
        self._content = deepcopy(content)

    def brought_back(self, index: Path) -> Any:
        """Put back what was kept, and return what tests know of it; None before anything was kept."""
        if self._content is None:
            return None
        connection.ensure_connection()
        with closing(sqlite3.connect(self._database)) as copy:
            copy.backup(connection.connection)
        shutil.copytree(self._index, index)
        return deepcopy(self._content)
