"""An index of its own for every test that asks for one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from search.engines import get_engine
from search.engines.base import Engine
from tests.undoing import built_once

from .structure import Administration, administration


@pytest.fixture
def engine_of_portal(tmp_path: Path, settings: Settings) -> Engine:
    """The portal's engine on an empty index in a directory of this test."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    engine = get_engine()
    engine.rebuild([])
    return engine


@pytest.fixture(scope="module")
def _office(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Administration, Path]]:
    """Publish and index a small administration once for all tests of a file."""
    directory = tmp_path_factory.mktemp("office") / "index"
    with built_once(django_db_blocker):
        with override_settings(SEARCH_INDEX_DIR=directory):
            get_engine().rebuild([])
            office = administration()
        yield office, directory


@pytest.fixture
def office(_office: tuple[Administration, Path], db: None, tmp_path: Path, settings: Settings) -> Administration:
    """A small administration, indexed; a test may do with it and with its index what it likes."""
    built, directory = _office
    settings.SEARCH_INDEX_DIR = shutil.copytree(directory, tmp_path / "index")
    return deepcopy(built)
