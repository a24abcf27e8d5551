"""An editor who imports, with work in the background done at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from org.desk_import import runs
from portal.home.models import HomePage
from portal.setup import EDITORS
from tests import factories as make


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    """Keep files of imports with the test."""
    settings.MANDAT_DATA = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Do the work of an import before the answer, unless the test is of the thread."""
    if "background" not in request.keywords:
        monkeypatch.setattr(runs, "in_background", lambda work: work())
    yield


@pytest.fixture
def author(portal: HomePage) -> User:
    return make.UserFactory(username="redaction", in_groups=[EDITORS])


@pytest.fixture
def editor(client: Client, author: User) -> Client:
    client.force_login(author)
    return client
