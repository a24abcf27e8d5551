"""Whatever is changed in verdicts and approvals past the portal is found, and the row is named."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from portal.approvals.models import Approval, Exemption, Verdict
from portal.editions.verification.faults import What
from portal.editions.verification.run import verify
from tests.factories import approvals as make
from tests.triggers import settle, without_triggers

from .conftest import Stage

pytestmark = pytest.mark.django_db

VERDICT, APPROVAL = "approvals_verdict", "approvals_approval"


@pytest.fixture(scope="module", autouse=True)
def decided(_structure: Stage, django_db_blocker: DjangoDbBlocker) -> Stage:
    """Three verdicts and an approval, with a party that legal left out: once for all tests of this file."""
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
    return parties


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


def test_a_reason_to_leave_a_party_out_that_was_changed_is_named() -> None:
    exemption = Exemption.objects.get()
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("UPDATE approvals_exemption SET reason = 'Autre' WHERE id = %s", [exemption.pk])
    assert "parties non consultées a été modifié" in told()


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
    assert "État des décisions et des approbations, à noter ailleurs" in out.getvalue()
