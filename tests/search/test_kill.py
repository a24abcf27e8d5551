"""Killed without warning, at any moment, during edits, drains and rebuilds: index and database agree afterwards, every
edition is what was recorded, and each that was confirmed is there.

Five times in every run; two hundred (or ``MANDAT_KILLS``) when ``MANDAT_LONG`` is set (``make test-long``).
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)

CHECKOUT = Path(__file__).parents[2]
LONGEST_RUN = 1.5
REPLAYS = 10  # a replay of all editions takes longer with each


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with a migrated database in a file."""
    if connection.vendor != "sqlite":
        pytest.skip("each process needs its own database file")
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "mandat.sqlite3")) as copy:
        connection.connection.backup(copy)
    return tmp_path


def started(data: Path, *options: str) -> subprocess.Popen[str]:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.search.endless_edits", *options],
        cwd=CHECKOUT,
        env=environment | {"MANDAT_TEST_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    )


def agreed(program: subprocess.Popen[str]) -> tuple[int, int]:
    """Wait until it says that index and database agree; return its counts of editions and of passages."""
    assert program.stdout
    words = program.stdout.readline().split()
    assert words[:1] == ["agree"], f"the restarted program ended with {program.wait()}"
    return int(words[1]), int(words[2])


def confirmed(program: subprocess.Popen[str]) -> set[str]:
    """Return the digests of the editions that a killed program said to be published."""
    assert program.stdout
    lines = [line.split() for line in program.stdout if line.endswith("\n")]
    return {words[1] for words in lines if words[0] == "published"}


def recorded(data: Path) -> set[str]:
    with closing(sqlite3.connect(data / "mandat.sqlite3")) as database:
        return {digest for (digest,) in database.execute("SELECT digest FROM editions_edition")}


def kill_many_times(data: Path, kills: int) -> None:
    editions, published = [0], set[str]()
    for kill in range(kills + 1):
        replay = ["--replay"] if kill % max(1, kills // REPLAYS) == 0 else []
        with started(data, *replay) as program:
            try:
                editions.append(agreed(program)[0])
                time.sleep(random.random() * LONGEST_RUN)
                assert program.poll() is None, "it ended by itself"
            finally:
                program.kill()
            published |= confirmed(program)
        assert published <= recorded(data), "a publication that was confirmed is lost"
    assert editions == sorted(editions)
    assert editions[-1] > kills
    assert len(published) > kills


def test_five_kills(data: Path) -> None:
    kill_many_times(data, 5)


@pytest.mark.long
def test_two_hundred_kills(data: Path) -> None:
    if not os.environ.get("MANDAT_LONG"):
        pytest.skip("only in make test-long")
    kill_many_times(data, int(os.environ.get("MANDAT_KILLS", "200")))
