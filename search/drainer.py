"""The drain as a thread of the server: woken by a commit in its process, and looking by itself for those of others.

It makes the words of questions ready too, so that the first reader after a change does not wait for them.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import close_old_connections, connection
from filelock import Timeout

from . import lexicon, outbox, question_log
from .drain import drain
from .engines.base import IndexUnavailable
from .unavailable import explanation

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.25
LOCK_SECONDS = 2.0
LONGEST_PAUSE = 60.0
QUESTIONS_SECONDS = 5.0


class Drainer(threading.Thread):
    """Keeps the index up to date for as long as the server runs; whatever fails is tried again, later and later."""

    def __init__(self) -> None:
        super().__init__(name="search-drainer", daemon=True)
        self._stopping = threading.Event()
        self._pause = POLL_SECONDS
        self._questions_due = 0.0

    def run(self) -> None:
        """Drain until stopped."""
        try:
            while not self._stopping.is_set():
                self._wait()
                self._drain()
                self._write_questions()
        finally:
            connection.close()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish what is under way and end."""
        self._stopping.set()
        outbox.changed.set()
        self.join(timeout)

    def _wait(self) -> None:
        if self._pause > POLL_SECONDS:
            self._stopping.wait(self._pause)
        else:
            outbox.changed.wait(POLL_SECONDS)
        outbox.changed.clear()

    def _write_questions(self) -> None:
        if time.monotonic() < self._questions_due and not self._stopping.is_set():
            return
        self._questions_due = time.monotonic() + QUESTIONS_SECONDS
        try:
            question_log.flush()
        except Exception:
            logger.exception("The questions asked could not be written down yet")

    def _drain(self) -> None:
        try:
            close_old_connections()
            drain(LOCK_SECONDS)
            lexicon.warm()
        except Timeout:
            self._pause = POLL_SECONDS
        except IndexUnavailable as error:
            self._back_off()
            logger.error("%s (%s)", explanation(error), error)
        except Exception:
            self._back_off()
            logger.exception("The index could not be brought up to date; next try in %.0f s", self._pause)
        else:
            self._pause = POLL_SECONDS

    def _back_off(self) -> None:
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
