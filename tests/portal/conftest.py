"""A portal that is set up: languages, home pages, site, groups."""

from __future__ import annotations

import pytest

from portal.home.models import HomePage
from portal.setup import set_up_portal


@pytest.fixture
def portal(db: None) -> HomePage:
    """The French home page of a portal without content."""
    return set_up_portal()
