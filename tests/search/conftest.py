"""An index of its own for every test that asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from search.engines import get_engine
from search.engines.base import Engine


@pytest.fixture
def engine_of_portal(tmp_path: Path, settings: Settings) -> Engine:
    """The portal's engine on an empty index in a directory of this test."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    engine = get_engine()
    engine.rebuild([])
    return engine
