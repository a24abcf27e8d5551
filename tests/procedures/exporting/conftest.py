"""Who acts, half of it from a file and half made in the editor; a store of its own for files."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from org.models import OrganisationPage, UnitPage
from portal.home.models import HomePage
from tests.factories import UnitPageFactory, post, responsibility
from tests.procedures.importing.files import structure

BEFORE = datetime.date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.READ_UPLOADS_APART = tmp_path / "here", False


@pytest.fixture
def onm(portal: HomePage) -> OrganisationPage:
    """An organisation of a file, with the unit that the files of `tests.procedures.importing` name."""
    return structure(in_force_from=BEFORE)


@pytest.fixture
def clinic(onm: OrganisationPage) -> UnitPage:
    """A unit made in the editor."""
    return UnitPageFactory(
        parent=onm,
        title="Infirmerie",
        posts=[post("Infirmière")],
        responsibilities=[responsibility("Soigner.")],
        in_force_from=BEFORE,
    )
