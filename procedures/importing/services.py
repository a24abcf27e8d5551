"""Imports a file of guides, protocols, projects and documents in one transaction, or tells what it would do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction

from org.importing import reference_data
from org.importing.problems import Document
from org.importing.yaml_file import read_yaml
from portal.editions.turns import turn
from portal.tasks import once_each

from . import desk, validation
from .files import Library
from .report import Report
from .schema import ProceduresFile
from .writer import Writer


class _Undo(Exception):
    """Takes a dry run back."""


def read(path: Path) -> Document:
    """Read a YAML file; raise ``ImportRefused`` when it is none. What it names by path is looked for beside it."""
    return replace(read_yaml(path), folder=path.parent)


def checked(document: Document) -> ProceduresFile:
    """Return the file that ``document`` states; raise ``ImportRefused`` with what is wrong."""
    file = validation.shaped(document)
    validation.check(file, desk.known())
    return file


def import_procedures(file: ProceduresFile, *, user: Any = None, dry_run: bool = False) -> Report:
    """Bring the desk and the editions up to ``file``; return what changed. Nothing is kept of a dry run."""
    report = Report()
    library = Library(file.folder, user)
    try:
        with transaction.atomic(), turn(), once_each():
            report.reference = list(reference_data.changes(file.reference, desk.LISTS))
            for change in report.reference:
                change.instance.save()
            Writer(file, report, library, user).write()
            if dry_run:
                raise _Undo
    except _Undo:
        library.take_back()
    except BaseException:
        library.take_back()
        raise
    return report
