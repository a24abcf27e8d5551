"""A withdrawn text is not seen again by anybody; that it was published and withdrawn is, and can be verified."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from portal.editions import freshness
from portal.editions.gate import PublicationRefused
from portal.editions.models import AppendOnlyError, Edition, InForce, LedgerHead, Relation, Withdrawal
from portal.editions.rebuilding import rebuild
from portal.editions.verification.faults import What
from portal.editions.verification.run import verify
from portal.editions.withdrawal.services import withdraw
from tests.clock import Clock
from tests.triggers import settle, without_triggers

from .texts import abrogate, key, move, publish, work

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 1)
Undone = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def _today(today: Clock) -> None:
    today(TODAY)


@pytest.fixture
def texts(_today: None) -> list[Edition]:
    """A text of two editions under another one, and its translation."""
    publish("onm", title="Office")
    one = publish("daf", parent="onm", title="Direction de Jeanne Exemple", names=(key("onm"),))
    two = publish("daf", parent="onm", title="Direction")
    publish("daf", parent="onm", title="Direksyon", language="ht")
    return [one, two]


def withdrawn(*editions: Edition, keep_title: bool = False) -> list[Withdrawal]:
    return withdraw(editions=editions, reason="Nom d’une personne", author="Rose Jean", keep_title=keep_title)


def stored(table: str) -> str:
    """Return everything that a table holds, as text."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return str(cursor.fetchall())


TABLES = [model._meta.db_table for model in (Edition, Withdrawal, InForce, Relation)]


def test_nothing_that_readers_get_holds_the_words_any_more(texts: list[Edition]) -> None:
    withdrawn(texts[0])
    assert not [table for table in TABLES if "Exemple" in stored(table)]
    assert Edition.objects.get(pk=texts[0].pk).title == "Texte retiré"
    assert not Relation.objects.filter(edition=texts[0]).exists()
    assert InForce.objects.get(edition=texts[1]).title == "Direction"


def test_seal_record_and_chain_stay_as_they_were(texts: list[Edition]) -> None:
    (withdrawal,) = withdrawn(texts[0])
    left = Edition.objects.get(pk=texts[0].pk)
    for name in ("seal", "digest", "previous_digest", "number", "author", "recorded_at"):
        assert getattr(left, name) == getattr(texts[0], name)
    assert json.loads(left.canonical)["place"] == texts[0].document["place"]
    assert (left.withdrawn, withdrawal.author) == (withdrawal, "Rose Jean")
    report = verify()
    assert (report.faults, report.withdrawn, report.head.count) == ([], 1, 5)


def test_the_title_stays_where_it_may(texts: list[Edition]) -> None:
    withdrawn(texts[1], keep_title=True)
    assert Edition.objects.get(pk=texts[1].pk).title == "Direction"
    assert InForce.objects.get(edition=texts[1]).facets == {"withdrawn": "1"}
    assert verify().faults == []


def test_what_replaces_the_title_is_in_the_language_of_the_text(texts: list[Edition]) -> None:
    (withdrawal,) = withdrawn(Edition.objects.get(language="ht"))
    assert json.loads(withdrawal.canonical)["language"] == "ht"
    assert verify().faults == []


def test_the_same_words_in_other_editions_of_the_text_go_with_them(texts: list[Edition]) -> None:
    again = publish("daf", parent="onm", title="Direction de Jeanne Exemple", names=(key("onm"),))
    abrogate("daf", on=datetime.date(2027, 1, 1))
    ending = Edition.objects.get(work=key("daf"), nature="abrogation", language="fr")
    assert [each.edition for each in withdrawn(texts[0])] == [texts[0], again, ending]
    assert "Exemple" not in stored("editions_edition")
    assert verify().faults == []


def test_what_is_withdrawn_already_stays_so(texts: list[Edition]) -> None:
    assert len(withdrawn(texts[0])) == 1
    assert withdrawn(Edition.objects.get(pk=texts[0].pk)) == []


def test_a_reason_is_needed(texts: list[Edition]) -> None:
    with pytest.raises(PublicationRefused, match="pourquoi"):
        withdraw(editions=texts, reason="  ", author="Rose Jean")
    assert not Withdrawal.objects.exists()


def test_everything_that_showed_it_is_announced_and_kept_pages_go(texts: list[Edition], announced: set[UUID]) -> None:
    publish("paie", parent="daf", title="Paie")
    announced.clear()
    token = freshness.current_token()
    withdrawn(texts[0])
    assert announced == {key("daf"), key("onm"), key("paie")}
    assert freshness.current_token() != token


# Afterwards ---------------------------------------------------------------------------------------------------------


def test_another_text_can_be_published_and_is_read(texts: list[Edition]) -> None:
    withdrawn(texts[1])
    following = publish("daf", parent="onm", title="Direction corrigée")
    assert following.number == 3
    assert following.seal not in {texts[0].seal, texts[1].seal}
    assert InForce.objects.said_now().get(work=key("daf"), language="fr").title == "Direction corrigée"
    assert verify().faults == []


def test_the_same_words_are_refused_wherever_they_would_stand(texts: list[Edition]) -> None:
    withdrawn(texts[1])
    for place in ({"parent": "onm"}, {"parent": "onm", "position": 9}, {}):
        with pytest.raises(PublicationRefused, match="mot pour mot"):
            publish("daf", title="Direction", **place)
    assert publish("paie", parent="onm", title="Direction").number == 1


def test_a_withdrawn_text_is_not_moved_but_what_is_below_it_is(texts: list[Edition]) -> None:
    publish("paie", parent="daf", title="Paie")
    withdrawn(texts[1])
    with pytest.raises(PublicationRefused, match="retiré"):
        move("daf")
    assert move("paie", parent="onm") is not None


def test_a_withdrawn_text_can_be_abrogated(texts: list[Edition]) -> None:
    withdrawn(texts[1])
    abrogate("daf", on=datetime.date(2027, 1, 1))
    ending = Edition.objects.get(work=key("daf"), language="fr", nature="abrogation")
    assert ending.title == "Texte retiré"
    assert verify().faults == []


def test_projections_made_anew_say_the_same(texts: list[Edition]) -> None:
    withdrawn(texts[0], keep_title=True)
    withdrawn(texts[1])
    before = {str({**row, "id": 0}) for row in InForce.objects.values()}
    rebuild()
    assert {str({**row, "id": 0}) for row in InForce.objects.values()} == before


def test_moments_go_on_from_a_withdrawal(texts: list[Edition]) -> None:
    (withdrawal,) = withdrawn(texts[0])
    assert publish("onm", title="Office national").recorded_at > withdrawal.recorded_at
    assert verify().faults == []


# The database -------------------------------------------------------------------------------------------------------


def replace_text(edition: Edition, **columns: Any) -> None:
    with transaction.atomic():
        QuerySet(Edition).filter(pk=edition.pk).update(**columns)


def a_withdrawal(edition: Edition, canonical: str = "{}", title: str = "Texte retiré") -> Withdrawal:
    """Write a withdrawal, and not what it withdraws."""
    withdrawal = Withdrawal(edition=edition, reason="essai", author="essai", canonical=canonical, title=title)
    withdrawal.recorded_at, withdrawal.digest, withdrawal.words = edition.recorded_at, edition.digest, ""
    withdrawal.save()
    settle()
    return withdrawal


def test_the_database_lets_no_text_be_replaced_that_no_withdrawal_replaces(texts: list[Edition]) -> None:
    a_withdrawal(texts[0])
    for columns in ({"canonical": "{}", "title": "Autre"}, {"canonical": "[]", "title": "Texte retiré"}):
        with pytest.raises(IntegrityError):
            replace_text(texts[0], **columns)
    with pytest.raises(IntegrityError):
        replace_text(texts[1], canonical="{}", title="Texte retiré")
    replace_text(texts[0], canonical="{}", title="Texte retiré")


OTHERS = [field for field in Edition._meta.concrete_fields if field.name not in ("canonical", "title")]


@pytest.mark.parametrize("field", OTHERS, ids=lambda field: field.name)
def test_nothing_else_of_the_row_is_replaced_with_it(texts: list[Edition], field: Any) -> None:
    edition = texts[0]
    a_withdrawal(edition)
    with pytest.raises(IntegrityError), transaction.atomic():
        replace_text(edition, canonical="{}", title="Texte retiré", **{field.attname: another(edition, field)})
        settle()


def another(edition: Edition, field: Any) -> Any:
    held = getattr(edition, field.attname)
    match field.get_internal_type():
        case "DateField" | "DateTimeField":
            return (held or TODAY) + datetime.timedelta(days=1)
        case "ForeignKey":
            return key("onm")
        case "BooleanField":
            return not held
        case "PositiveIntegerField" | "BigAutoField":
            return held + 90
        case _:
            return f"{held[:-1]}~"


@pytest.mark.parametrize(
    "sql",
    ["UPDATE editions_withdrawal SET reason = 'autre'", "DELETE FROM editions_withdrawal"],
    ids=["update", "delete"],
)
def test_a_withdrawal_stays(texts: list[Edition], sql: str) -> None:
    (withdrawal,) = withdrawn(texts[0])
    settle()
    with pytest.raises(IntegrityError, match="retrait"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    for way in (withdrawal.save, withdrawal.delete):
        with pytest.raises(AppendOnlyError):
            way()


def test_withdrawals_can_be_remade_by_migrations() -> None:
    """SQLite remakes no table that a trigger of another one names."""
    from portal.editions import triggers
    from portal.editions.apps import EditionsConfig

    triggers.make_way(EditionsConfig, "default", plan=["a migration"])
    gone = {each.name for each in triggers.missing(connection)}
    assert gone == ({"editions_edition_no_update"} if connection.vendor == "sqlite" else set())
    if connection.vendor == "sqlite":
        editor = connection.schema_editor()
        editor.deferred_sql = []
        editor._remake_table(Withdrawal)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


# Verifying ----------------------------------------------------------------------------------------------------------


def test_a_withdrawal_that_vanishes_is_missed(texts: list[Edition]) -> None:
    withdrawn(texts[0])
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM editions_withdrawal")
    found = {fault.what for fault in verify().faults}
    assert {What.LEDGER, What.CONTENT} <= found


def test_what_is_left_cannot_be_changed_unseen(texts: list[Edition]) -> None:
    withdrawn(texts[0])
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("UPDATE editions_edition SET canonical = replace(canonical, 'retiré', 'retirj')")
    assert What.CONTENT in {fault.what for fault in verify(with_projections=False).faults}


COLUMNS = ["reason", "author", "recorded_at", "canonical", "title", "words", "digest"]


@given(data=st.data())
def test_any_byte_of_a_withdrawal_is_covered(undone: Undone, data: st.DataObject) -> None:
    with undone():
        publish("onm", title="Office")
        (withdrawal,) = withdrawn(publish("daf", parent="onm", title="Direction"))
        column = data.draw(st.sampled_from(COLUMNS))
        if column == "recorded_at":
            spoiled: Any = withdrawal.recorded_at + datetime.timedelta(microseconds=data.draw(st.integers(1, 10**9)))
        else:
            held = getattr(withdrawal, column)
            at = data.draw(st.integers(0, len(held) - 1))
            letter = data.draw(st.sampled_from("xyz09").filter(lambda letter: letter != held[at]))
            spoiled = f"{held[:at]}{letter}{held[at + 1 :]}"
        with without_triggers():
            QuerySet(Withdrawal).filter(pk=withdrawal.pk).update(**{column: spoiled})
        assert verify(with_projections=False).faults, column


def test_the_ledger_that_was_noted_before_is_still_met(texts: list[Edition]) -> None:
    noted = str(LedgerHead.objects.get())
    withdrawn(*texts)
    assert verify(noted=noted).faults == []


def said(*options: str) -> str:
    written = StringIO()
    call_command("verify_editions", *options, stdout=written, stderr=StringIO())
    return written.getvalue()


def test_the_command_counts_them(texts: list[Edition]) -> None:
    withdrawn(texts[0])
    assert "4 éditions vérifiées, dont 1 retirée" in said()
    assert json.loads(said("--json"))["withdrawn"] == 1


def test_a_copy_that_somebody_holds_is_known_by_its_seal(texts: list[Edition], tmp_path: Path) -> None:
    copy = tmp_path / "copie.json"
    copy.write_text(texts[0].canonical)
    withdrawn(texts[0])
    told = said("--copy", str(copy))
    assert "fr, édition n° 1" in told
    assert "retirée le 1er juin 2026" in told
    copy.write_text(json.dumps(json.loads(texts[1].canonical), indent=2))
    assert "édition n° 2" in said("--copy", str(copy))
    copy.write_text(texts[0].canonical.replace("Jeanne", "Jeannette"))
    with pytest.raises(CommandError, match="aucune édition"):
        said("--copy", str(copy))


# Histories ----------------------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(st.sampled_from(["publish", "withdraw", "abrogate", "move"]), st.integers(0, 5)), max_size=9
)


@given(steps=STEPS)
def test_however_texts_are_published_and_withdrawn_everything_verifies(
    undone: Undone, steps: list[tuple[str, int]]
) -> None:
    with undone():
        publish("onm", title="Office")
        publish("daf", parent="onm", title="Secret 0")
        gone: set[str] = set()
        for action, number in steps:
            try:
                act(action, number, gone)
            except PublicationRefused:
                continue
        assert verify().faults == []
        assert not [word for word in gone for table in TABLES if word in stored(table)]
        assert work("daf").editions.count() >= 1


def act(action: str, number: int, gone: set[str]) -> None:
    if action == "publish":
        publish("daf", parent="onm", title=f"Secret {number}")
    elif action == "move":
        move("daf", parent="onm", position=number)
    elif action == "abrogate":
        abrogate("daf", on=TODAY + datetime.timedelta(days=number))
    else:
        editions = Edition.objects.filter(work=key("daf"), withdrawal=None)
        chosen = editions[number % editions.count()] if editions else None
        if chosen:
            gone.add(chosen.title) if chosen.title != "Texte retiré" else None
            withdrawn(chosen)
