"""The drain: what changed is found, whatever dies in between."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import Timeout
from pytest_django import Settings

from portal.editions.audiences import Audience
from portal.editions.models import Edition, Work
from portal.editions.services import abrogate
from search import drain as draining
from search import lexicon
from search.checking import check
from search.drain import drain, drain_once, rebuild, writing
from search.drainer import Drainer
from search.engines.base import NOW, Engine, IndexUnavailable
from search.models import OutboxRow
from tests.search.texts import publish, work

pytestmark = pytest.mark.django_db(transaction=True)


def found(engine: Engine) -> set[str]:
    return {document.text for document in engine.documents() if document.recorded_until > NOW}


def test_what_was_published_is_found_after_the_drain(engine_of_portal: Engine) -> None:
    publish("onm", "payer")
    assert found(engine_of_portal) == set()
    assert drain() == 1
    assert found(engine_of_portal) == {"onm", "payer"}
    assert (drain(), OutboxRow.objects.count()) == (0, 0)


def test_what_was_abrogated_before_it_held_is_gone(engine_of_portal: Engine) -> None:
    edition = publish("onm")
    drain()
    abrogate(work=Work.objects.get(key=work("onm")), language="fr", author="essai", on=edition.in_force_from)
    drain()
    assert found(engine_of_portal) == set()


def test_more_changes_than_a_batch(engine_of_portal: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining, "BATCH", 3)
    for n in range(8):
        publish(f"unit-{n}")
    assert drain_once() == 3
    assert drain() == 5
    assert len(found(engine_of_portal)) == 8


@pytest.mark.parametrize("place", ["reindex", "_forget"])
def test_a_crash_at_any_line_loses_nothing(
    engine_of_portal: Engine, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    publish("onm", "payer")

    def crash(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(draining, place, crash)
        with pytest.raises(KeyboardInterrupt):
            drain()
    assert OutboxRow.objects.count() == 1
    drain()
    assert (found(engine_of_portal), OutboxRow.objects.count()) == ({"onm", "payer"}, 0)


def test_a_change_during_the_drain_stays_to_be_drained(
    engine_of_portal: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("onm", "payer")
    reindex = draining.reindex

    def reindex_then_publish(works: set[object]) -> None:
        reindex(works)  # type: ignore[arg-type]
        publish("onm", "recruter")

    with monkeypatch.context() as patched:
        patched.setattr(draining, "reindex", reindex_then_publish)
        drain_once()
    assert OutboxRow.objects.count() == 1
    drain()
    assert found(engine_of_portal) == {"onm", "recruter"}


def test_only_one_writes_at_a_time(engine_of_portal: Engine) -> None:
    publish("onm")
    refused: list[bool] = []

    def try_to_drain() -> None:
        with pytest.raises(Timeout), writing(0.05):
            pass
        refused.append(True)

    with writing():
        thread = threading.Thread(target=try_to_drain)
        thread.start()
        thread.join()
    assert refused == [True]


def test_publishing_does_not_need_the_index(tmp_path: Path, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nowhere"
    publish("onm")
    with pytest.raises(IndexUnavailable):
        drain()
    assert (Edition.objects.count(), OutboxRow.objects.count()) == (1, 1)
    rebuild()
    assert (check().agrees, OutboxRow.objects.count()) == (True, 0)


@pytest.fixture
def drainer() -> Iterator[Drainer]:
    drainer = Drainer()
    drainer.start()
    yield drainer
    drainer.stop()
    assert not drainer.is_alive()


def wait_for(condition: object, seconds: float = 10.0) -> float:
    started = time.monotonic()
    while not condition():  # type: ignore[operator]
        assert time.monotonic() - started < seconds
        time.sleep(0.005)
    return time.monotonic() - started


def test_no_reader_waits_for_the_words_of_a_new_text(
    engine_of_portal: Engine, drainer: Drainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make_lexicon = lexicon._made
    monkeypatch.setattr(lexicon, "_made", lambda reader: made.append(reader.language) or make_lexicon(reader))
    publish("onm", "recenser")
    wait_for(lambda: "recenser" in found(engine_of_portal) and {"fr", "ht", "en", "es"} <= set(made))
    drainer.stop()
    made.clear()
    assert "recenser" in lexicon.current_lexicon("fr", Audience.PUBLIC).vocabulary.words
    assert made == []


def test_a_publication_is_found_within_a_second(engine_of_portal: Engine, drainer: Drainer) -> None:
    publish("onm", "payer")
    assert wait_for(lambda: "payer" in found(engine_of_portal)) < 1.0


def test_what_another_process_published_is_found_within_a_second(engine_of_portal: Engine, drainer: Drainer) -> None:
    time.sleep(0.1)
    OutboxRow.objects.bulk_create([OutboxRow(work=work("onm"))])  # no signal in this process: nobody wakes it
    assert wait_for(lambda: not OutboxRow.objects.exists()) < 1.0


def test_the_drainer_survives_an_outage_of_the_engine(
    tmp_path: Path, settings: Settings, drainer: Drainer, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "later"
    with caplog.at_level(logging.ERROR, logger="search.drainer"):
        publish("onm", "payer")
        wait_for(lambda: caplog.records)
    assert "rebuild_search" in caplog.text
    publish("daf", "recruter", parent="onm")
    rebuild()
    publish("paie", "classer", parent="onm")
    wait_for(lambda: not OutboxRow.objects.exists())
    assert check().agrees


def test_questions_go_on_while_the_index_is_rebuilt(engine_of_portal: Engine) -> None:
    publish("onm", *(f"phrase {n}" for n in range(50)))
    drain()
    stop, seen = threading.Event(), set[int]()

    def read() -> None:
        while not stop.is_set():
            seen.add(len(list(engine_of_portal.documents())))

    readers = [threading.Thread(target=read) for _reader in range(3)]
    for reader in readers:
        reader.start()
    for _round in range(5):
        rebuild()
    stop.set()
    for reader in readers:
        reader.join()
    assert seen == {51}
