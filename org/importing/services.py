"""Imports a structure file in one transaction, or tells what it would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.editions.turns import turn
from portal.tasks import once_each

from . import reference_data, schema
from .plan import Plan, existing_pages, keys_of, make_plan
from .problems import Document, ImportRefused, Position, Problem
from .validation import validated
from .writer import Progress, write
from .xlsx_reader import read_xlsx
from .yaml_file import read_yaml


class _Undo(Exception):
    """Takes a dry run back."""


def read(path: Path) -> Document:
    """Read a structure file by its suffix; raise ``ImportRefused`` when it is no such file."""
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return read_yaml(path)
    if suffix == ".xlsx":
        return read_xlsx(path)
    raise ImportRefused([Problem(Position(1, 1), _("Formats admis : .yaml et .xlsx."))])


def checked(document: Document) -> schema.StructureFile:
    """Return the file that ``document`` states; raise ``ImportRefused`` with every problem found."""
    known = keys_of(existing_pages()).values()
    return validated(document, known_works=known, known_codes=reference_data.known_codes())


def import_structure(
    file: schema.StructureFile,
    *,
    user: Any = None,
    dry_run: bool = False,
    progress: Progress = iter,
    agree: Callable[[Plan], Any] = bool,
) -> Plan:
    """Bring the desk and the editions up to ``file``; return what changed. Nothing is kept of a dry run.

    ``agree`` is given the plan before any page is written; what it raises takes everything back.
    """
    try:
        with transaction.atomic(), turn(), once_each():
            plan = _planned(file)
            agree(plan)
            write(plan, user=user, progress=progress)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    return plan


def _planned(file: schema.StructureFile) -> Plan:
    """Save the reference data that the file brings along, and compare the rest with the desk."""
    changes = list(reference_data.changes(file.reference))
    for change in changes:
        change.instance.save()
    return replace(make_plan(file), reference=changes)
