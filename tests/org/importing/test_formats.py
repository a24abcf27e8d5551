"""Any content goes through YAML and spreadsheets without loss."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings

from org.content import StructureContent
from org.importing.mapping import Lists, content_from_row, row_from_content
from org.importing.problems import Document
from org.importing.schema import StructureFile
from org.importing.services import read
from org.importing.validation import validated
from org.importing.xlsx_writer import write_xlsx
from org.importing.yaml_file import write_yaml

from ..contents import KINDS, LAWS, SEATS, WORKS, contents

LISTS = Lists(
    kinds={kind.code: kind for kind in KINDS},
    seats={seat.code: seat for seat in SEATS},
    laws={law.code: law for law in LAWS},
    work=lambda key: UUID(key.removeprefix("x.")),
)
KEYS = [f"x.{work.hex}" for work in WORKS]
CODES = {"unit_kinds": set(LISTS.kinds), "places": set(LISTS.seats), "legal_references": set(LISTS.laws)}


def stated(content: StructureContent) -> dict[str, Any]:
    """Return a file with one unit that states ``content``."""
    row = {"key": "essai.a", "parent": "essai", **row_from_content(content, lambda work: f"x.{work.hex}")}
    organisation = {"key": "essai", "title": "Essai"}
    return {"format": "mandat-structure/1", "reference": {}, "organisation": organisation, "units": [row]}


def checked(document: Document) -> StructureFile:
    return validated(document, known_works=KEYS, known_codes=CODES)


@pytest.mark.parametrize("suffix", [".yaml", ".xlsx"])
@settings(phases=set(Phase) - {Phase.shrink})  # a failure is told at once: shrinking would write thousands of files
@given(content=contents)
def test_any_content_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: StructureContent
) -> None:
    path: Path = tmp_path_factory.mktemp("formats") / f"f{suffix}"
    (write_xlsx if suffix == ".xlsx" else write_yaml)(stated(content), path)
    assert content_from_row(checked(read(path)).units[0], LISTS) == content


@given(content=contents)
def test_a_file_states_all_of_a_content(content: StructureContent) -> None:
    row = checked(Document(stated(content))).units[0]
    assert content_from_row(row, LISTS) == content
    assert row_from_content(replace(content, title="Autre"), str) != row_from_content(content, str)
