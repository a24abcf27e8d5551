"""The database itself refuses to change or delete an edition, whoever writes; a rule that is gone is reported."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from portal.editions import triggers
from portal.editions.append_only import EDITIONS, EDITIONS_STAY
from portal.editions.models import Edition
from tests.triggers import settle, without_triggers

from .texts import publish

pytestmark = pytest.mark.django_db

COLUMNS = [field.column for field in Edition._meta.concrete_fields]
LIST = ", ".join(COLUMNS)
WAYS = {
    "update": "UPDATE editions_edition SET author = 'autre'",
    "update of nothing": "UPDATE editions_edition SET author = author",
    "delete": "DELETE FROM editions_edition",
}
ON_SQLITE = {
    "update or replace": "UPDATE OR REPLACE editions_edition SET author = 'autre'",
    "replace": f"REPLACE INTO editions_edition ({LIST}) SELECT {LIST.replace('author', chr(39) + 'autre' + chr(39))} "
    "FROM editions_edition",
    "replace by number": f"REPLACE INTO editions_edition ({LIST}) SELECT "
    f"{LIST.replace('id,', 'id + 9,', 1).replace(' digest', ' lower(hex(randomblob(32)))', 1)} FROM editions_edition",
    "replace by digest": f"REPLACE INTO editions_edition ({LIST}) SELECT "
    f"{LIST.replace('id,', 'id + 9,', 1).replace(' number', ' number + 9', 1)} FROM editions_edition",
    "upsert": f"INSERT INTO editions_edition ({LIST}) SELECT {LIST} FROM editions_edition WHERE true "
    "ON CONFLICT (id) DO UPDATE SET author = 'autre'",
}
ON_POSTGRESQL = {
    "truncate": "TRUNCATE editions_edition CASCADE",
    "upsert": f"INSERT INTO editions_edition ({LIST}) OVERRIDING SYSTEM VALUE SELECT {LIST} FROM editions_edition "
    "ON CONFLICT (id) DO UPDATE SET author = 'autre'",
    "as a replica": "SET LOCAL session_replication_role = replica; UPDATE editions_edition SET author = 'autre'",
}
ALL_WAYS = [
    *(pytest.param(None, sql, id=name) for name, sql in WAYS.items()),
    *(pytest.param("sqlite", sql, id=f"sqlite {name}") for name, sql in ON_SQLITE.items()),
    *(pytest.param("postgresql", sql, id=f"postgresql {name}") for name, sql in ON_POSTGRESQL.items()),
]


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(("vendor", "sql"), ALL_WAYS)
def test_the_database_refuses_whoever_writes(vendor: str | None, sql: str) -> None:
    if vendor not in (None, connection.vendor):
        pytest.skip(f"a way of {vendor}")
    publish("texte")
    settle()
    with pytest.raises(IntegrityError, match=EDITIONS_STAY), transaction.atomic():
        execute(sql)
    edition = Edition.objects.get()
    assert (edition.author, edition.number) == ("essai", 1)


def test_new_editions_are_added_all_the_same() -> None:
    for title in "ABC":
        publish("texte", title=title)
    assert Edition.objects.count() == 3


def the_rule_against_updates() -> triggers.Trigger:
    return next(each for each in triggers.required(connection) if each.name == f"{EDITIONS}_no_update")


def warnings() -> list[str]:
    found = run_checks(tags=["database"], databases=["default"])
    return [message.msg for message in found if message.id == "editions.W001"]


def test_every_trigger_is_there_after_all_migrations() -> None:
    assert triggers.required(connection)
    assert warnings() == []


def test_a_trigger_that_is_gone_is_reported_and_migrating_puts_it_back() -> None:
    execute(the_rule_against_updates().remove[0])
    assert len(warnings()) == 1
    assert f"{EDITIONS}_no_update" in warnings()[0]
    call_command("migrate", verbosity=0)
    assert warnings() == []


def test_a_trigger_that_was_emptied_or_switched_off_counts_as_missing() -> None:
    if connection.vendor == "postgresql":
        execute(f"ALTER TABLE {EDITIONS} DISABLE TRIGGER {EDITIONS}_no_update")
    else:
        trigger = the_rule_against_updates()
        execute(trigger.remove[0])
        execute(trigger.text.replace("WHEN NOT (", "WHEN NOT (TRUE OR "))
    assert len(warnings()) == 1


def test_a_table_that_django_remakes_gets_its_triggers_again() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite's tables are remade")
    editor = connection.schema_editor()
    editor.deferred_sql = []
    editor._remake_table(Edition)
    assert len(warnings()) == 3
    call_command("migrate", verbosity=0)
    assert warnings() == []


def test_tests_that_tamper_leave_the_triggers_in_place() -> None:
    publish("texte")
    with without_triggers():
        execute("UPDATE editions_edition SET author = 'autre'")
    assert Edition.objects.get().author == "autre"
    assert warnings() == []
