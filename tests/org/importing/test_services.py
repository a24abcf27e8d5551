from __future__ import annotations

import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from org.importing.mapping import row_id, work_key
from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Edition, Work

from .files import load, small, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "f.yaml", small())


def accounting() -> UnitPage:
    return UnitPage.objects.get(import_key="onm.compta")


def test_a_file_becomes_pages_and_editions(file: Path) -> None:
    plan = load(file)
    assert [step.is_new for step in plan.steps] == [True, True, True]
    edition = Edition.objects.get(work=work_key("onm.compta"))
    content = edition.content
    assert content == accounting().edition_content()
    assert content.responsibilities[0].shared_with == (work_key("onm.logistique"),)
    assert content.responsibilities[0].legal_basis[0].citation == "art. 3"
    assert content.responsibilities[1].internal_rules
    assert content.seat.latitude == "18.5000"


def test_identities_come_from_keys(file: Path) -> None:
    load(file)
    page = accounting()
    assert page.translation_key == work_key("onm.compta")
    assert page.responsibilities[0].id == str(row_id("onm.compta", "responsibilities", "payer"))
    assert page.posts[0].id == str(row_id("onm.compta", "posts", "chef"))


def test_a_second_run_changes_nothing(file: Path) -> None:
    load(file)
    before = Edition.objects.count(), Revision.objects.count()
    plan = load(file)
    assert plan.is_empty and plan.unchanged == 3
    assert (Edition.objects.count(), Revision.objects.count()) == before


def test_a_dry_run_says_what_would_change_and_writes_nothing(file: Path) -> None:
    out = StringIO()
    call_command("import_structure", str(file), "--dry-run", stdout=out, verbosity=0)
    assert "+ onm.compta « Service de Comptabilité »" in out.getvalue()
    assert "3 à créer, 0 à modifier, 0 sans changement." in out.getvalue()
    assert not OrganisationPage.objects.exists() and not Work.objects.exists()


def test_a_changed_sentence_keeps_its_identity_and_makes_one_edition(file: Path) -> None:
    load(file)
    rows = small()["units"][0]["responsibilities"]
    rows[0]["text"] = "Payer tout le personnel."
    plan = load(write(file, small(responsibilities=rows)))
    assert [(step.row.key, step.changed) for step in plan.steps] == [("onm.compta", ["responsibilities"])]
    first, second = Edition.objects.filter(work=work_key("onm.compta"))
    assert first.content.responsibilities[0].id == second.content.responsibilities[0].id
    assert second.content.responsibilities[0].text == "Payer tout le personnel."


def test_new_units_are_in_force_since_the_date_of_the_file(file: Path) -> None:
    load(file)
    edition = Edition.objects.get(work=work_key("onm.logistique"))
    assert (edition.in_force_from, edition.approximate) == (datetime.date(2022, 1, 1), True)


def test_a_unit_moves_with_its_row(file: Path) -> None:
    load(file)
    data = small()
    data["units"][1]["parent"] = "onm.compta"
    plan = load(write(file, data))
    assert [(step.row.key, step.changed) for step in plan.steps] == [("onm.logistique", ["parent"])]
    moved = UnitPage.objects.get(import_key="onm.logistique")
    assert moved.get_parent().pk == accounting().pk
    assert moved.work.in_force.get(starts__gt=datetime.date(2022, 1, 1)).parent_id == work_key("onm.compta")
    assert load(file).is_empty


def test_units_follow_the_order_of_the_file(file: Path) -> None:
    load(file)
    data = small()
    data["units"].reverse()
    load(write(file, data))
    titles = OrganisationPage.objects.get().get_children().values_list("title", flat=True)
    assert list(titles) == ["Service Logistique", "Service de Comptabilité"]
    assert load(file).is_empty


def test_what_a_file_no_longer_names_stays_and_is_told(file: Path) -> None:
    load(file)
    data = small(responsibilities=[], ties=[])
    del data["units"][1]
    plan = load(write(file, data))
    assert [page.title for page in plan.absent] == ["Service Logistique"]
    assert UnitPage.objects.count() == 2


def test_an_audience_is_set_at_once(file: Path) -> None:
    load(file)
    load(write(file, small(audience="staff")))
    assert Work.objects.get(key=work_key("onm.compta")).audience == Audience.STAFF


def test_a_change_made_in_the_editor_is_seen(file: Path) -> None:
    load(file)
    page = accounting()
    page.mission = "Autre mission."
    page.save_revision()
    assert [step.changed for step in load(file, dry_run=True).steps] == [["mission"]]


def test_addresses_come_from_keys(file: Path) -> None:
    load(file)
    assert accounting().slug == "compta"
