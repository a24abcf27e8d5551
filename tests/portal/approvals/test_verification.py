"""Whatever is changed in verdicts and approvals past the portal is found, and the row is named."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from portal.approvals import chain
from portal.approvals.consulting import add_party
from portal.approvals.models import Approval, ChainEnd, Contribution, Exemption, Invitation, Minute, Verdict, Weighing
from portal.approvals.models.minutes import About
from portal.approvals.reviewing import standing_now
from portal.approvals.sealing import seal
from portal.approvals.sealing_checks import check_decided
from portal.approvals.verification import check_records
from portal.approvals.weighing import confirm, weigh
from portal.editions.models import LedgerHead
from portal.editions.verification.faults import What
from portal.editions.verification.run import verify
from tests.factories import approvals as make
from tests.triggers import settle, without_triggers

from .conftest import Stage

pytestmark = pytest.mark.django_db

VERDICT, APPROVAL = "approvals_verdict", "approvals_approval"


@pytest.fixture(scope="module", autouse=True)
def decided(_structure: Stage, django_db_blocker: DjangoDbBlocker) -> Stage:
    """Three verdicts and an approval, with parties that legal left out and added, and a change that two persons
    weighed: once for all tests of this file."""
    with django_db_blocker.unblock(), override("fr"):
        return decided_on(_structure)


def decided_on(parties: Stage) -> Stage:
    make.workflow(make.legal_review(), make.parties_approval(), over=parties.office)
    someone = make.representative(parties.neighbour)
    rows = parties.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir un registre central."
    rows[1]["value"]["text"] = "Accueillir et orienter les personnes."
    review = make.submitted(parties.unit, responsibilities=rows)
    make.leaves_out(parties.lawyer, review, parties.partner)
    make.decides(parties.lawyer, review, "changes")
    make.resumed(parties.unit)
    make.decides(parties.lawyer, review, "reserve")
    assert make.decides(someone, review, party=parties.neighbour).is_published
    weighed_and_added(parties)
    return parties


def weighed_and_added(parties: Stage) -> None:
    """Have a second text under review: two persons weigh its change, and legal adds a party."""
    review = make.submitted(parties.neighbour, title="Secrétariat général")
    seen = {"weight": "minor", "token": standing_now(review).submission.token, "reason": "Une tournure."}
    confirm(weighing=weigh(review=review, by=parties.lawyer, **seen), by=make.lawyer())
    make.representative(parties.partner)
    party = {"party": parties.partner.translation_key, "mandatory": True, "reason": "Elle paie."}
    add_party(review=review, by=parties.lawyer, **party)


def tamper(table: str, number: int, **columns: Any) -> None:
    """Write into a row as nobody but an intruder does."""
    assigned = ", ".join(f"{name} = %s" for name in columns)
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {assigned} WHERE number = %s", [*columns.values(), number])


def told() -> str:
    return "\n".join(map(str, verify(with_projections=False).faults))


def test_nothing_is_found_where_nothing_was_changed() -> None:
    report = verify(with_projections=False)
    assert report.faults == []
    assert f"3:{Verdict.objects.get(number=3).digest} 1:{Approval.objects.get().digest}" in report.states[0]
    assert f" {chain.kept_end(Minute)}" in report.states[0]


@pytest.mark.parametrize(
    "columns",
    [
        *({name: "x"} for name in ("choice", "text", "about", "seal", "person", "name", "capacity")),
        *({name: "[]"} for name in ("parts", "scope")),
        {"account": 4},
        {"base_id": None},
        {"recorded_at": "2020-01-01 00:00:00+00:00"},
        {"previous_digest": "0" * 64},
        {"digest": "0" * 64},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_a_change_of_a_verdict_is_named(columns: dict[str, Any]) -> None:
    tamper(VERDICT, 2, **columns)
    assert "décision n° 2" in told()


@pytest.mark.parametrize(
    "columns",
    [
        {"is_emergency": True},
        {"reason": "Une autre"},
        {"by": "Quelqu’un"},
        {"record": '{"seal": "x"}'},
        {"review_id": None},
        {"recorded_at": "2020-01-01 00:00:00+00:00"},
        {"digest": "0" * 64},
        {"previous_digest": "0" * 64},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_a_change_of_an_approval_is_named(columns: dict[str, Any]) -> None:
    tamper(APPROVAL, 1, **columns)
    assert "approbation n° 1" in told()


def test_a_verdict_given_for_another_edition_is_named(decided: Stage) -> None:
    tamper(APPROVAL, 1, edition_id=decided.office.work.editions.first().pk)
    assert "le sceau n’est pas celui de l’édition" in told()


def test_a_verdict_taken_out_is_missed() -> None:
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM approvals_verdict WHERE number = 2")
    assert "on attendait le n° 2" in told()
    assert "la décision n° 2 manque" in told()


def test_the_last_verdict_taken_out_is_missed_where_an_approval_names_it() -> None:
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM approvals_verdict WHERE number = 3")
    assert "la décision n° 3 manque" in told()


def found_in_records() -> str:
    return "\n".join(map(str, check_records()))


def in_the_database(statement: str, *values: Any) -> None:
    """Write past the portal and past the database's own rules."""
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_last_row_cut_off_is_missed_also_where_nothing_names_it() -> None:
    words = {Minute: "inscription n° %d au procès-verbal", Approval: "approbation n° %d", Verdict: "décision n° %d"}
    for model, word in words.items():
        last = model.objects.order_by("number").last()
        named = word % last.number
        in_the_database(f"DELETE FROM {model._meta.db_table} WHERE number = %s", last.number)
        assert f"{named} : elle manque à la fin" in found_in_records()


def test_a_row_that_was_cut_off_stays_missed_when_others_follow() -> None:
    last = Minute.objects.order_by("number").last()
    in_the_database("DELETE FROM approvals_minute WHERE number = %s", last.number)
    seal(Exemption.objects.get())
    assert f"inscription n° {last.number + 1} au procès-verbal : les numéros ne se suivent plus" in found_in_records()


def test_an_end_that_was_put_back_is_named() -> None:
    in_the_database("UPDATE approvals_chainend SET number = 2 WHERE chain = 'verdict'")
    assert "décision n° 3 : la fin notée de la chaîne est une autre" in found_in_records()


def test_the_end_of_a_chain_does_not_go_back_while_the_database_keeps_its_rules() -> None:
    for change in ({"number": 2}, {"digest": "0" * 64}, {"chain": "other"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChainEnd.objects.filter(chain="verdict").update(**change)


CHANGES: list[tuple[Any, str, Any]] = [
    *((Exemption, name, "Autre") for name in ("reason", "by", "person")),
    *((Invitation, name, "Autre") for name in ("reason", "by")),
    (Invitation, "mandatory", False),
    *((Weighing, name, "Autre") for name in ("reason", "name", "person", "confirmed_name", "confirmed_person")),
    (Weighing, "weight", "material"),
    (Weighing, "confirmed_at", None),
    *((Contribution, name, "Autre") for name in ("name", "person")),
    *((model, "at", "2020-01-01 00:00:00+00:00") for model in (Exemption, Invitation, Weighing)),
]


def test_a_change_of_what_was_decided_beside_verdicts_is_named_with_its_place() -> None:
    with without_triggers(), connection.cursor() as cursor:
        for model, name, value in CHANGES:
            row = model.objects.order_by("pk").first()
            statement = f"UPDATE {model._meta.db_table} SET {name} = %s WHERE id = %s"
            cursor.execute(statement, [value, row.pk])
            (fault,) = check_decided()
            cursor.execute(statement, [getattr(row, name), row.pk])
            what = About(model._meta.model_name).label
            expected = f"« {row.review.title} », fr : {what} : ce qui est enregistré a été modifié après coup ({name})"
            assert (fault.what, str(fault)) == (What.MINUTE, expected)
    assert list(check_decided()) == []


def test_what_was_taken_out_of_a_review_is_missed() -> None:
    for model in (Exemption, Invitation, Weighing, Contribution):
        row = model.objects.order_by("pk").first()
        in_the_database(f"DELETE FROM {model._meta.db_table} WHERE id = %s", row.pk)
        what = About(model._meta.model_name).label
        found = list(map(str, check_decided()))
        assert f"« {row.review.title} », fr : {what} : ce qui était enregistré a été effacé" in found


def test_what_was_slipped_into_a_review_is_named() -> None:
    review = Weighing.objects.get().review
    terms = {"reason": "Glissée", "by": "", "person": "", "at": timezone.now()}
    Exemption.objects.create(review=review, party=review.work, **terms)
    assert "partie non consultée : ce qui est enregistré n’est pas au procès-verbal" in found_in_records()


def test_an_unreadable_row_is_named_and_holds_up_nothing() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no date that is none.")
    in_the_database("UPDATE approvals_exemption SET at = '2020-13-01 00:00:00'")
    assert "partie non consultée : ce qui est enregistré est illisible" in found_in_records()


def test_a_change_of_the_minutes_is_named() -> None:
    changes = [*((name, "x") for name in ("about", "previous_digest", "digest")), ("said", "[]"), ("row", 999_999)]
    for name, value in changes:
        with suppress(_TakenBack), transaction.atomic():
            tamper("approvals_minute", 2, **{name: value})
            found = found_in_records()
            assert "inscription n° 2 au procès-verbal : elle a été modifiée après coup" in found
            assert (
                "approbation n° 1 : l’inscription n° 2 au procès-verbal manque ou est une autre" in found
                or name != "digest"
            )
            raise _TakenBack


class _TakenBack(Exception):
    """What was tampered with is as it was."""


def test_what_reviews_held_before_there_were_minutes_is_sealed_by_the_migration() -> None:
    in_the_database("DELETE FROM approvals_minute")
    in_the_database("DELETE FROM approvals_chainend")
    assert "n’est pas au procès-verbal" in found_in_records()
    migration = import_module("portal.approvals.migrations.0008_seal_what_was_decided")
    migration.seal(apps, None)
    migration.note_ends(apps, None)
    # The approval was given after there were minutes: it misses those.
    assert all("approbation n° 1 : l’inscription" in str(fault) for fault in check_records())
    assert chain.kept_end(Minute).number == Minute.objects.count() > 0


def test_an_approval_seals_what_was_decided_in_its_review() -> None:
    approval = Approval.objects.get()
    assert approval.review is not None
    sealed = [minute["number"] for minute in approval.record["minutes"]]
    assert sealed == list(approval.review.minutes.order_by("number").values_list("number", flat=True))
    assert {"contribution", "exemption"} <= set(approval.review.minutes.values_list("about", flat=True))


def test_the_database_changes_nothing_of_what_was_decided() -> None:
    changes = {Invitation: {"reason": "Autre"}, Weighing: {"confirmed_name": "Autre"}, Exemption: {"by": "Autre"}}
    for model, change in changes.items():
        for attempt in (lambda rows, change=change: rows.update(**change), lambda rows: rows._raw_delete("default")):
            with pytest.raises(IntegrityError), transaction.atomic():
                attempt(model._default_manager.all())


def test_the_account_of_who_invited_may_go() -> None:
    invitation = Invitation.objects.get()
    assert invitation.user is not None
    invitation.user.delete()
    assert found_in_records() == ""


def test_what_was_noted_of_a_chain_is_known_again() -> None:
    noted = " ".join(map(str, (LedgerHead.objects.get(), *map(chain.kept_end, (Verdict, Approval, Minute)))))
    assert verify(with_projections=False, noted=noted).faults == []
    second = Verdict.objects.get(number=2).digest
    assert verify(with_projections=False, noted=f"2:{second[:12]}").faults == []
    found = verify(with_projections=False, noted=f"{noted} 3:{second}").faults
    assert [f"3:{second}" in str(fault) for fault in found] == [True]


def test_a_trigger_that_is_missing_is_told() -> None:
    from portal.editions import triggers

    settle()
    ours = [each for each in triggers.required(connection) if each.table == VERDICT]
    triggers.remove(connection, ours)
    found = [fault for fault in verify(with_projections=False).faults if fault.what == What.TRIGGER]
    triggers.install(connection, ours)
    assert len(found) == len(ours)


def test_the_command_says_what_to_write_down() -> None:
    out = StringIO()
    call_command("verify_editions", "--no-projections", stdout=out)
    assert "État des décisions, des approbations et des procès-verbaux, à noter ailleurs" in out.getvalue()
