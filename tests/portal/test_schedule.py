"""What is to be done now and then is done while the server runs."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from functools import partial

import pytest
from django.core.management import call_command
from django.utils import timezone

from org.models import UnitPage
from portal.editions.models import InForce
from portal.home.models import HomePage
from portal.schedule import Job, Schedule, registered
from tests import factories as make


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_came_due_is_published_without_a_command(portal: HomePage) -> None:
    page = make.UnitPageFactory(parent=make.OrganisationPageFactory(), title="Paie", slug="paie")
    page = UnitPage.objects.get(pk=page.pk)
    page.title, page.go_live_at = "Salaires", timezone.now() + datetime.timedelta(seconds=0.5)
    page.save_revision().publish()
    publish = partial(call_command, "publish_scheduled")
    _run_until(
        InForce.objects.said_now().filter(work=page.translation_key, title="Salaires").exists,
        Job("publish_scheduled", datetime.timedelta(seconds=0.1), publish),
    )


@pytest.mark.django_db(transaction=True)
def test_each_job_has_its_own_period_and_one_that_fails_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    often: list[int] = []
    rarely: list[int] = []

    def fail() -> None:
        raise RuntimeError("on purpose")

    _run_until(
        lambda: len(often) > 3,
        Job("fails", datetime.timedelta(seconds=0.05), fail),
        Job("often", datetime.timedelta(seconds=0.05), partial(often.append, 1)),
        Job("rarely", datetime.timedelta(hours=1), partial(rarely.append, 1)),
    )
    assert len(rarely) == 1
    assert "The job fails failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_schedule_without_jobs_waits_and_stops() -> None:
    _run_until(lambda: True)


def test_apps_register_what_is_to_be_done() -> None:
    assert {job.name for job in registered()} >= {"publish_scheduled", "erase_old_requests"}


def _run_until(done: Callable[[], bool], *jobs: Job) -> None:
    schedule = Schedule(jobs)
    schedule.start()
    try:
        deadline = time.monotonic() + 10
        while not done():
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        schedule.stop()
    assert not schedule.is_alive()
