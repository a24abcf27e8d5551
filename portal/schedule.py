"""Plans that come due: a thread of the server publishes and ends, each minute, what editors set for that time."""

from __future__ import annotations

import logging
import threading

from django.core.management import call_command
from django.db import close_old_connections, connection

logger = logging.getLogger(__name__)

SECONDS = 60.0


class Schedule(threading.Thread):
    """Runs Wagtail's ``publish_scheduled`` for as long as the server runs; what fails is tried again."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__(name="schedule", daemon=True)
        self._seconds = seconds
        self._stopping = threading.Event()

    def run(self) -> None:
        """Look at once, then again and again, until stopped."""
        try:
            while not self._stopping.is_set():
                self._publish()
                self._stopping.wait(self._seconds)
        finally:
            connection.close()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish what is under way and end."""
        self._stopping.set()
        self.join(timeout)

    def _publish(self) -> None:
        try:
            close_old_connections()
            call_command("publish_scheduled")
        except Exception:
            logger.exception("What was planned could not all be published; next try in %.0f s", self._seconds)
