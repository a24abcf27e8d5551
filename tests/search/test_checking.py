"""Comparing index and database, and mending."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from search.checking import check
from search.drain import drain
from search.engines.base import Document, Engine
from tests.search.texts import publish, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def engine(engine_of_portal: Engine) -> Engine:
    publish("onm", "payer")
    publish("daf", "recruter", parent="onm")
    drain()
    return engine_of_portal


def spoil(engine: Engine, spoilt: list[Document]) -> None:
    engine.replace([work("onm").hex, work("daf").hex], spoilt)


def run(*arguments: str) -> tuple[str, int]:
    output = StringIO()
    try:
        call_command("check_search", *arguments, stdout=output)
    except SystemExit as end:
        return output.getvalue(), int(str(end.code))
    return output.getvalue(), 0


def test_they_agree(engine: Engine) -> None:
    assert check().agrees
    output, status = run()
    assert (status, "4 passages" in output, "concordent" in output) == (0, True, True)


def test_what_is_still_in_the_outbox_is_applied_first(engine: Engine) -> None:
    publish("onm", "classer")
    assert check().agrees


def test_what_is_missing(engine: Engine) -> None:
    kept = [each for each in engine.documents() if each.text != "payer"]
    spoil(engine, kept)
    comparison = check()
    assert (len(comparison.missing), len(comparison.extra), len(comparison.different)) == (1, 0, 0)
    assert comparison.works == {work("onm")}


def test_what_is_too_much(engine: Engine) -> None:
    kept = list(engine.documents())
    spoil(engine, [*kept, replace(kept[0], id="other"), kept[1]])
    comparison = check()
    assert (len(comparison.missing), comparison.extra, len(comparison.different)) == (
        0,
        frozenset({"other", kept[1].id}),
        0,
    )


@pytest.mark.parametrize(
    "change", [{"audience": 2}, {"terms": ("w:autre",)}, {"ends": 5}, {"served": ("fr",)}, {"text": "autre"}]
)
def test_any_field_that_differs(engine: Engine, change: dict[str, object]) -> None:
    first, *others = engine.documents()
    spoil(engine, [replace(first, **change), *others])  # type: ignore[arg-type]
    assert check().different == {first.id}


def test_the_command_reports_and_repairs(engine: Engine) -> None:
    first, second, *others = engine.documents()
    spoil(engine, [replace(first, text="autre"), replace(second, id="other"), *others])
    output, status = run()
    assert status == 1
    assert all(word in output for word in ("Absents", "En trop", "Différents", first.id, second.id, "other"))
    output, status = run("--repair")
    assert (status, "Réparé" in output) == (0, True)
    assert run()[1] == 0


def test_a_missing_index_is_said_in_words(tmp_path: Path, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nowhere"
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("check_search")
    with pytest.raises(CommandError, match="rebuild_search"):
        publish("onm")
        call_command("drain_search")


def test_rebuild_and_drain_by_command(tmp_path: Path, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "new"
    publish("onm", "payer")
    output = StringIO()
    call_command("rebuild_search", stdout=output)
    assert "1 textes" in output.getvalue()
    call_command("rebuild_search", "--if-needed", stdout=output)
    assert "rien à reconstruire" in output.getvalue()
    publish("onm", "recruter")
    call_command("drain_search", stdout=output)
    assert "1 modification appliquée" in output.getvalue()
    call_command("drain_search", stdout=output)
    assert "à jour" in output.getvalue()
    assert check().agrees
