"""Whatever is changed in an edition past the portal is found, and named with its place."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from portal.editions.models import Address, Edition, InForce, LedgerHead, Nature, Relation
from portal.editions.seals import seal_of
from portal.editions.verification import reading
from portal.editions.verification.faults import What
from portal.editions.verification.ledger import recount
from portal.editions.verification.run import Report, verify
from tests.triggers import without_triggers

from .texts import abrogate, key, publish

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 1)
Undone = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def _history(of_the_file: None) -> None:
    """Three texts; the second of three editions of one of them is the one to tamper with."""
    publish("onm", title="Office")
    publish("daf", parent="onm", title="Direction", change_note="Création", names=(key("onm"),))
    publish("daf", parent="onm", title="Direction administrative", change_note="Décret du 3 mai")
    publish("onm", title="Office national")
    publish("daf", parent="onm", title="Direction financière", in_force_from=datetime.date(2026, 9, 1))
    publish("daf", parent="onm", title="Direksyon", language="ht")
    abrogate("daf", language="ht", on=datetime.date(2027, 1, 1))


@pytest.fixture(autouse=True)
def history(_history: None, db: None) -> None:
    """What one test does to it is undone for the next."""


def second() -> Edition:
    return Edition.objects.get(work=key("daf"), language="fr", number=2)


def set_columns(edition: Edition, **columns: Any) -> None:
    """Write into a row as nobody but an intruder does."""
    assigned = ", ".join(f"{name} = %s" for name in columns)
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE editions_edition SET {assigned} WHERE id = %s", [*columns.values(), edition.pk])


def flipped(text: str, place: int = 0) -> str:
    return f"{text[:place]}{'0' if text[place] != '0' else '1'}{text[place + 1 :]}"


def changes(edition: Edition) -> dict[What, dict[str, Any]]:
    """Return one change of each kind."""
    return {
        What.CONTENT: {"canonical": edition.canonical.replace("administrative", "administratife")},
        What.SEAL: {"seal": flipped(edition.seal)},
        What.DIGEST: {"digest": flipped(edition.digest)},
        What.PREVIOUS: {"previous_digest": flipped(edition.previous_digest)},
        What.ORDER: {"number": 7},
        What.AUTHOR: {"author": "essaj"},
        What.DATE: {"in_force_from": "2019-06-01"},
        What.NATURE: {"nature": "abrogation"},
        What.NOTE: {"change_note": "Décret du 4 mai"},
        What.TITLE: {"title": "Direction admynistrative"},
        What.LANGUAGE: {"language": "en"},
    }


def found(report: Report) -> set[tuple[What, int | None]]:
    return {(fault.what, fault.place.number) for fault in report.faults if fault.place.work == key("daf")}


def test_nothing_is_found_where_nothing_was_changed() -> None:
    report = verify()
    assert report.faults == []
    assert (report.editions, report.head.count) == (7, 7)


@pytest.mark.parametrize("what", list(changes(Edition(canonical="x", seal="x", digest="x", previous_digest="x"))))
def test_a_change_is_named_with_its_place(what: What) -> None:
    edition = second()
    set_columns(edition, **changes(edition)[what])
    number = 7 if what == What.ORDER else 2
    assert (what, number) in found(verify(with_projections=False))


@pytest.mark.parametrize(
    "columns",
    [
        {"recorded_at": "2026-05-31 12:00:00"},
        {"in_force_until": "2030-01-01"},
        {"approximate": True},
        {"in_force_from": "1999-12-31"},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_each_date_is_covered(columns: dict[str, Any]) -> None:
    set_columns(second(), **columns)
    assert (What.DATE, 2) in found(verify(with_projections=False))


def test_the_last_edition_of_all_is_covered_like_the_others(undone: Undone) -> None:
    last = Edition.objects.order_by("recorded_at", "pk").last()
    for what, columns in ((What.DIGEST, {"digest": flipped(last.digest)}), (What.AUTHOR, {"author": "autre"})):
        with undone():
            set_columns(last, **columns)
            assert (what, last.number) in found(verify(with_projections=False))


def test_a_text_that_is_not_in_its_canonical_form_is_found_even_under_a_new_seal() -> None:
    edition = second()
    spaced = edition.canonical.replace('":', '": ', 1)
    set_columns(edition, canonical=spaced, seal=seal_of(spaced.encode()))
    assert {(What.CONTENT, 2), (What.SEAL, 2)} & found(verify(with_projections=False))


def erase(edition: Edition) -> None:
    InForce.objects.filter(edition=edition).delete()
    Relation.objects.filter(edition=edition).delete()
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM editions_edition WHERE id = %s", [edition.pk])


def test_an_edition_missing_in_the_middle_is_named() -> None:
    erase(second())
    assert (What.MISSING, 2) in found(verify(with_projections=False))


def test_the_last_edition_of_a_text_cut_off_is_missed_by_the_ledger_and_its_text_is_named() -> None:
    erase(Edition.objects.get(work=key("daf"), language="fr", number=3))
    report = verify()
    assert What.LEDGER in {fault.what for fault in report.faults}
    assert "1 inscription manque" in "".join(map(str, report.faults))
    assert {fault.place.language for fault in report.faults if fault.place.work == key("daf")} == {"fr"}


def test_an_edition_cut_off_with_its_ledger_is_missed_by_who_wrote_the_ledger_down() -> None:
    noted = str(LedgerHead.objects.get())
    last = Edition.objects.order_by("recorded_at", "pk").last()
    erase(last)
    assert verify(with_projections=False).faults != []
    made = recount().made
    LedgerHead.objects.update(count=made.count, digest=made.digest)
    assert verify(with_projections=False).faults == []
    assert [fault.what for fault in verify(with_projections=False, noted=noted).faults] == [What.LEDGER]


def test_a_ledger_that_was_written_down_is_found_again_later() -> None:
    noted = str(LedgerHead.objects.get())
    publish("onm", title="Office de la migration")
    assert verify(noted=noted).faults == []
    assert verify(noted=noted.partition(":")[2][:12]).faults == []
    assert verify(noted=f"6:{noted.partition(':')[2]}").faults != []


def test_two_rows_that_were_swapped_are_found() -> None:
    one, other = second(), Edition.objects.get(work=key("onm"), number=2)
    names = ["canonical", "seal", "title"]
    values = {name: (getattr(one, name), getattr(other, name)) for name in names}
    set_columns(one, **{name: value[1] for name, value in values.items()})
    set_columns(other, **{name: value[0] for name, value in values.items()})
    assert {fault.place.work for fault in verify(with_projections=False).faults} == {key("daf"), key("onm")}


def test_two_numbers_that_were_swapped_are_found() -> None:
    one, other = second(), Edition.objects.get(work=key("daf"), language="fr", number=3)
    set_columns(one, number=9)
    set_columns(other, number=2)
    set_columns(one, number=3)
    assert {(What.ORDER, 2), (What.ORDER, 3)} <= found(verify(with_projections=False))


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (InForce, {"starts": datetime.date(2020, 1, 1)}),
        (Address, {"path": "ailleurs/"}),
        (Relation, {"kind": "autre"}),
    ],
)
def test_a_projection_that_says_something_else_is_found(model: Any, values: dict[str, Any]) -> None:
    before = [list(each.objects.order_by("pk").values()) for each in (InForce, Address, Relation)]
    model.objects.filter(pk=model.objects.order_by("pk").values("pk")[:1]).update(**values)
    faults = [fault for fault in verify().faults if fault.what == What.PROJECTIONS]
    assert faults
    assert all(model.__name__ in fault.message and fault.place.work for fault in faults)
    call_command("rebuild_projections", stdout=StringIO())
    assert verify().faults == []
    after = [list(each.objects.order_by("pk").values()) for each in (InForce, Address, Relation)]
    assert [without_keys(rows) for rows in after] == [without_keys(rows) for rows in before]


def without_keys(rows: list[dict[str, Any]]) -> set[str]:
    return {str({name: value for name, value in row.items() if name != "id"}) for row in rows}


def test_a_row_of_a_projection_that_is_there_twice_is_found() -> None:
    row = InForce.objects.first()
    row.pk = None
    row.save()
    assert [fault.what for fault in verify().faults] == [What.PROJECTIONS]


COLUMNS = [field.column for field in Edition._meta.concrete_fields if field.column != "id"]


@given(data=st.data())
def test_any_byte_of_any_column_is_covered(undone: Undone, data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(list(Edition.objects.order_by("pk"))))
    column = data.draw(st.sampled_from(COLUMNS))
    with undone():
        if not spoil(edition, column, data):
            return
        faults = verify(with_projections=False).faults
        assert faults, f"nobody saw that {column} was changed"
        assert any(fault.place.title for fault in faults), "nobody says where"


def spoil(edition: Edition, column: str, data: st.DataObject) -> bool:
    """Change one byte of a value as the database stores it; return whether it says something else now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({column} AS TEXT) FROM editions_edition WHERE id = %s", [edition.pk])
        stored = cursor.fetchone()[0]
    if not stored:
        return False
    held = stored.encode()
    place = data.draw(st.integers(0, len(held) - 1))
    byte = data.draw(st.integers(0x20, 0xFF).filter(lambda byte: byte != held[place]))
    return write(edition, column, held[:place] + bytes([byte]) + held[place + 1 :])


def write(edition: Edition, column: str, value: bytes) -> bool:
    """Store raw bytes where the database takes them: SQLite takes any, whatever the column is for."""
    on_sqlite = connection.vendor == "sqlite"
    stored = "CAST(%s AS TEXT)" if on_sqlite else "%s"
    try:
        with transaction.atomic(), without_triggers(), connection.cursor() as cursor:
            given = value if on_sqlite else value.decode()
            cursor.execute(f"UPDATE editions_edition SET {column} = {stored} WHERE id = %s", [given, edition.pk])
            if not on_sqlite:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (DatabaseError, UnicodeDecodeError):
        return False
    return says(edition.pk, column) != getattr(edition, column)


def says(edition: int, column: str) -> Any:
    """Return what the portal reads; what it cannot read is something else."""
    try:
        return getattr(Edition.objects.get(pk=edition), column)
    except (*reading.UNREADABLE, Edition.DoesNotExist):
        return reading


def faults_of(*options: str) -> tuple[str, int]:
    """Return what the command says, and its exit status."""
    written = StringIO()
    try:
        call_command("verify_editions", *options, stdout=written, stderr=StringIO())
    except SystemExit as end:
        return written.getvalue(), int(str(end.code))
    return written.getvalue(), 0


def test_the_command_says_how_much_it_verified_and_what_to_write_down() -> None:
    words, status = faults_of()
    assert status == 0
    assert "7 éditions vérifiées" in words
    assert f"à noter ailleurs : {LedgerHead.objects.get()}" in words


def test_the_command_names_a_fault_with_its_place_and_fails() -> None:
    set_columns(second(), author="autre")
    words, status = faults_of("--no-projections")
    assert status == 1
    assert "« Direction administrative », fr, édition n° 2 : l’auteur a été modifié : c’était « essai »" in words
    report, status = faults_of("--json", "--no-projections")
    assert status == 1
    fault = next(fault for fault in json.loads(report)["faults"] if fault["what"] == "author")
    assert (fault["title"], fault["language"], fault["number"]) == ("Direction administrative", "fr", 2)


def test_a_missing_trigger_is_a_fault() -> None:
    with connection.cursor() as cursor:
        table = " ON editions_edition" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER editions_edition_no_update{table}")
    assert [fault.what for fault in verify().faults] == [What.TRIGGER]


def test_editions_are_read_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_A_TIME", 2)
    batches: list[int] = []
    many = reading._many
    monkeypatch.setattr(reading, "_many", lambda keys: batches.append(len(keys)) or many(keys))
    assert verify(with_projections=False).faults == []
    assert batches == [2, 2, 2, 1]


def test_abrogations_are_verified_like_publications() -> None:
    ending = Edition.objects.get(nature=Nature.ABROGATION)
    set_columns(ending, in_force_from="2026-12-31")
    assert (What.DATE, ending.number) in found(verify(with_projections=False))
