"""An organisation with units that change, read on a day that does not pass."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from org.models import OrganisationPage, UnitPage
from portal.editions import services
from portal.home.models import HomePage
from tests import factories as make

TODAY = datetime.date(2026, 6, 1)
LONG_AGO = datetime.date(2010, 1, 1)


@pytest.fixture(autouse=True)
def _in_2026(today: Callable[[datetime.date], None]) -> None:
    today(TODAY)


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory(in_force_from=LONG_AGO)


MakeUnit = Callable[..., UnitPage]


@pytest.fixture
def unit(organisation: OrganisationPage) -> MakeUnit:
    """Makes units in force since long ago; ``until`` ends them."""

    def make_unit(title: str, *, until: datetime.date | None = None, **fields: object) -> UnitPage:
        slug = title.lower().replace(" ", "-")
        fields = {"parent": organisation, "in_force_from": LONG_AGO, "slug": slug, **fields}
        page = make.UnitPageFactory(title=title, **fields)
        if until:
            services.abrogate(work=page.work, language="fr", author="essai", on=until)
        return page

    return make_unit
