"""What is to be done now and then while the server runs: apps register jobs, each with its own period."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import close_old_connections, connection

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to ``run`` when the server starts, and again ``every`` so often."""

    name: str
    every: timedelta
    run: Callable[[], Any]


_jobs: dict[str, Job] = {}


def register(job: Job) -> Job:
    """Make a job known; called when its app is ready. A second one of that name replaces the first."""
    _jobs[job.name] = job
    return job


def registered() -> list[Job]:
    """Return every job, in the order of registration."""
    return list(_jobs.values())


register(Job("publish_scheduled", timedelta(minutes=1), partial(call_command, "publish_scheduled")))


class Schedule(threading.Thread):
    """Runs jobs for as long as the server runs, one at a time; what fails is tried again in its turn."""

    def __init__(self, jobs: Iterable[Job] | None = None) -> None:
        super().__init__(name="schedule", daemon=True)
        self._due = dict.fromkeys(registered() if jobs is None else jobs, 0.0)
        self._stopping = threading.Event()

    def run(self) -> None:
        """Run every job at once, then each when it is due, until stopped."""
        try:
            while not self._stopping.is_set():
                self._run_what_is_due()
                next_due = min(self._due.values(), default=time.monotonic() + threading.TIMEOUT_MAX / 2)
                self._stopping.wait(max(0.0, next_due - time.monotonic()))
        finally:
            connection.close()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish what is under way and end."""
        self._stopping.set()
        self.join(timeout)

    def _run_what_is_due(self) -> None:
        for job, due in self._due.items():
            if due <= time.monotonic() and not self._stopping.is_set():
                _run(job)
                self._due[job] = time.monotonic() + job.every.total_seconds()


def _run(job: Job) -> None:
    try:
        close_old_connections()
        job.run()
    except Exception:
        logger.exception("The job %s failed; next try in %s", job.name, job.every)
