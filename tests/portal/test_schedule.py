"""What editors planned is published while the server runs."""

from __future__ import annotations

import datetime
import time

import pytest
from django.utils import timezone

from org.models import UnitPage
from portal.editions.models import InForce
from portal.home.models import HomePage
from portal.schedule import Schedule
from tests import factories as make


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_came_due_is_published_without_a_command(portal: HomePage) -> None:
    page = make.UnitPageFactory(parent=make.OrganisationPageFactory(), title="Paie", slug="paie")
    page = UnitPage.objects.get(pk=page.pk)
    page.title, page.go_live_at = "Salaires", timezone.now() + datetime.timedelta(seconds=0.5)
    page.save_revision().publish()
    schedule = Schedule(seconds=0.1)
    schedule.start()
    try:
        deadline = time.monotonic() + 10
        while not InForce.objects.filter(work=page.translation_key, title="Salaires").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        schedule.stop()
    assert not schedule.is_alive()
