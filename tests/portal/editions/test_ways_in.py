"""Whatever publishes, moves, copies or deletes a page in Wagtail can at most ask the gate."""

from __future__ import annotations

import datetime
from copy import deepcopy

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from org.models import OrganisationPage, UnitPage
from portal.editions.gate import PublicationRefused
from portal.editions.models import Address, Edition, InForce, Nature
from portal.editions.pages import REFUSED
from portal.home.models import HomePage
from portal.setup import EDITORS
from tests import factories as make
from tests.clock import Clock

from .conftest import Refusal

TODAY = datetime.date(2026, 6, 1)
TOMORROW = TODAY + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_2026(today: Clock) -> None:
    today(TODAY)


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    return make.OrganisationPageFactory()


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture
def unit(organisation: OrganisationPage) -> UnitPage:
    page = make.UnitPageFactory(parent=organisation, title="Service de la paie", slug="paie")
    return UnitPage.objects.get(pk=page.pk)


@pytest.fixture
def administrator(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(username="chef", is_superuser=True, is_staff=True))
    return client


def title_in_force(page: Page) -> str | None:
    """Return the title that readers get today."""
    row = InForce.objects.on(timezone.localdate()).filter(work=page.translation_key, language="fr").first()
    return row.title if row else None


def editions(page: Page) -> list[str]:
    return [f"{edition.nature} {edition.title}" for edition in Edition.objects.filter(work=page.translation_key)]


def retitled(page: UnitPage, title: str) -> Revision:
    page.title = title
    return page.save_revision()


def test_a_draft_is_not_for_readers(unit: UnitPage) -> None:
    retitled(unit, "Service du personnel")
    assert title_in_force(unit) == "Service de la paie"
    retitled(unit, "Service du personnel").publish()
    assert title_in_force(unit) == "Service du personnel"


def test_a_save_in_a_script_changes_nothing_that_readers_get(unit: UnitPage) -> None:
    unit.title, unit.slug, unit.live = "Autre", "autre", True
    unit.save()
    Page.objects.filter(pk=unit.pk).update(title="Encore autre", slug="encore")
    assert title_in_force(unit) == "Service de la paie"
    assert Address.objects.on(TODAY).get(work=unit.translation_key, language="fr").path == "onm/paie/"
    assert len(editions(unit)) == 1


def test_publishing_the_same_draft_again_makes_no_second_edition(unit: UnitPage) -> None:
    unit.save_revision().publish()
    unit.get_latest_revision().publish()
    assert len(editions(unit)) == 1


def test_a_refusal_leaves_neither_page_nor_edition_nor_signal(unit: UnitPage, refuse_when: Refusal) -> None:
    heard: list[str] = []
    page_published.connect(lambda instance, **terms: heard.append(instance.title), weak=False, dispatch_uid="test")
    refuse_when(lambda asked: asked.content.title == "Autre")
    with pytest.raises(PublicationRefused):
        retitled(unit, "Autre").publish()
    page_published.disconnect(dispatch_uid="test")
    assert not heard
    live = UnitPage.objects.get(pk=unit.pk)
    assert (live.title, live.live) == ("Service de la paie", True)
    assert live.get_latest_revision_as_object().title == "Autre"
    assert len(editions(unit)) == 1


def test_what_fails_after_the_gate_takes_the_edition_back(unit: UnitPage) -> None:
    def fail(**terms: object) -> None:
        raise RuntimeError("La suite a échoué.")

    page_published.connect(fail, weak=False, dispatch_uid="test")
    with pytest.raises(RuntimeError):
        retitled(unit, "Autre").publish()
    page_published.disconnect(dispatch_uid="test")
    assert title_in_force(unit) == "Service de la paie"
    assert len(editions(unit)) == 1


def test_a_schedule_publishes_when_it_is_due_and_not_before(unit: UnitPage, today: Clock) -> None:
    unit.go_live_at = timezone.now() + datetime.timedelta(days=1)
    retitled(unit, "Demain").publish()
    call_command("publish_scheduled")
    assert (title_in_force(unit), len(editions(unit))) == ("Service de la paie", 1)
    today(TOMORROW + datetime.timedelta(days=1))
    call_command("publish_scheduled")
    assert title_in_force(unit) == "Demain"
    last = Edition.objects.filter(work=unit.translation_key).last()
    assert last.in_force_from == TOMORROW + datetime.timedelta(days=1)


def test_a_schedule_is_asked_about_when_it_is_due(unit: UnitPage, today: Clock, refuse_when: Refusal) -> None:
    unit.go_live_at = timezone.now() + datetime.timedelta(days=1)
    retitled(unit, "Demain").publish()
    refuse_when(lambda asked: asked.content.title == "Demain")
    today(TOMORROW + datetime.timedelta(days=1))
    call_command("publish_scheduled")
    assert (title_in_force(unit), len(editions(unit))) == ("Service de la paie", 1)
    unit.refresh_from_db()
    assert unit.get_latest_revision_as_object().title == "Demain"
    entry = PageLogEntry.objects.get(action=REFUSED)
    assert "refusée" in entry.formatter.format_message(entry)


def test_one_refusal_does_not_hold_up_what_is_planned_after_it(
    organisation: OrganisationPage, unit: UnitPage, today: Clock, refuse_when: Refusal
) -> None:
    other = UnitPage.objects.get(pk=make.UnitPageFactory(parent=organisation, title="Achats", slug="achats").pk)
    for hour, page in enumerate((unit, other)):
        page.go_live_at = timezone.now() + datetime.timedelta(hours=1 + hour)
        retitled(page, f"{page.title}, demain").publish()
    refuse_when(lambda asked: asked.content.title == "Service de la paie, demain")
    today(TOMORROW + datetime.timedelta(days=1))
    call_command("publish_scheduled")
    assert (title_in_force(unit), title_in_force(other)) == ("Service de la paie", "Achats, demain")
    call_command("publish_scheduled")
    assert PageLogEntry.objects.filter(action=REFUSED).count() == 1


def test_a_planned_end_abrogates(unit: UnitPage, today: Clock) -> None:
    unit.expire_at = timezone.now() + datetime.timedelta(hours=12)
    unit.save_revision().publish()
    today(TOMORROW)
    call_command("publish_scheduled")
    assert title_in_force(unit) is None
    assert editions(unit)[-1] == "abrogation Service de la paie"


def test_going_back_to_an_old_revision_is_a_new_edition(unit: UnitPage) -> None:
    first = unit.get_latest_revision()
    retitled(unit, "Service du personnel").publish()
    first.as_object().save_revision(previous_revision=first).publish()
    assert title_in_force(unit) == "Service de la paie"
    assert [edition.split(" ", 1)[1] for edition in editions(unit)] == [
        "Service de la paie",
        "Service du personnel",
        "Service de la paie",
    ]


def test_an_old_revision_can_be_published_as_it_was(unit: UnitPage) -> None:
    first = unit.get_latest_revision()
    retitled(unit, "Service du personnel").publish()
    first.publish()
    assert title_in_force(unit) == "Service de la paie"


@pytest.mark.parametrize("way", ["page", "action"])
def test_a_move_changes_place_and_not_text(unit: UnitPage, organisation: OrganisationPage, way: str) -> None:
    direction = make.UnitPageFactory(parent=organisation, title="Direction", slug="direction")
    retitled(unit, "Un brouillon")
    if way == "page":
        unit.move(direction, pos="last-child")
    else:
        MovePageAction(unit, direction, pos="last-child").execute(skip_permission_checks=True)
    assert title_in_force(unit) == "Service de la paie"
    assert Address.objects.on(TODAY).get(work=unit.translation_key, language="en").path == "onm/direction/paie/"
    assert len(editions(unit)) == 2


def test_a_move_that_is_refused_moves_nothing(unit: UnitPage, organisation: OrganisationPage) -> None:
    draft = make.UnitPageFactory(parent=organisation, title="Projet de direction", published=False)
    with pytest.raises(PublicationRefused, match="au-dessus"):
        unit.move(draft, pos="last-child")
    assert Page.objects.get(pk=unit.pk).get_parent().pk == organisation.pk
    assert len(editions(unit)) == 1


def test_reordering_keeps_the_order_that_the_desk_shows(organisation: OrganisationPage) -> None:
    pages = [make.UnitPageFactory(parent=organisation, title=f"Unité {letter}") for letter in "ABCD"]

    def order() -> list[str]:
        rows = InForce.objects.on(TODAY).filter(parent=organisation.translation_key).order_by("position", "title")
        return [row.title[-1] for row in rows]

    assert order() == list("ABCD")
    for moved, target, position in [(3, 0, "left"), (0, 2, "right"), (1, 3, "left"), (2, 1, "right")]:
        Page.objects.get(pk=pages[moved].pk).specific.move(Page.objects.get(pk=pages[target].pk), pos=position)
        assert order() == [page.title[-1] for page in Page.objects.get(pk=organisation.pk).get_children()]
    make.UnitPageFactory(parent=organisation, title="Unité E")
    assert order()[-1] == "E"


@pytest.mark.parametrize("options", [{"keep_live": True}, {"keep_live": False}, {"recursive": True}])
def test_a_copy_is_a_draft_for_readers(unit: UnitPage, options: dict[str, bool]) -> None:
    copy = unit.copy(update_attrs={"slug": "copie", "title": "Copie"}, **options)
    assert copy.translation_key != unit.translation_key
    assert (title_in_force(copy), editions(copy)) == (None, [])
    copy.save_revision().publish()
    assert title_in_force(copy) == "Copie"
    assert title_in_force(unit) == "Service de la paie"


def test_an_alias_is_not_for_readers_and_does_not_become_so(unit: UnitPage, organisation: OrganisationPage) -> None:
    alias = unit.create_alias(update_slug="renvoi", parent=organisation)
    retitled(unit, "Service du personnel").publish()
    assert (title_in_force(alias), editions(alias)) == (None, [])
    assert title_in_force(unit) == "Service du personnel"


@pytest.mark.parametrize("way", ["page", "action"])
def test_unpublishing_abrogates_whatever_the_way(unit: UnitPage, way: str) -> None:
    if way == "page":
        unit.unpublish()
    else:
        UnpublishPageAction(unit).execute(skip_permission_checks=True)
    assert title_in_force(unit) is None
    assert editions(unit) == ["publication Service de la paie", "abrogation Service de la paie"]
    assert UnitPage.objects.get(pk=unit.pk).live is False


def test_unpublishing_in_the_editor_names_who_did_it(
    administrator: Client, unit: UnitPage, organisation: OrganisationPage
) -> None:
    below = make.UnitPageFactory(parent=unit, title="Bureau")
    administrator.post(reverse("wagtailadmin_pages:unpublish", args=[unit.pk]), {"include_descendants": "on"})
    last = Edition.objects.filter(work=unit.translation_key).last()
    assert (last.nature, last.author) == (Nature.ABROGATION, "chef")
    assert title_in_force(below) is None
    assert title_in_force(organisation)


def test_publishing_again_after_an_abrogation_brings_the_page_back(unit: UnitPage, today: Clock) -> None:
    unit.in_force_from = datetime.date(2022, 1, 1)
    unit.save_revision().publish()
    unit.unpublish()
    today(TOMORROW)
    unit.get_latest_revision_as_object().save_revision().publish()
    assert title_in_force(unit) == "Service de la paie"
    assert not InForce.objects.on(TODAY).filter(work=unit.translation_key).exists()


@pytest.mark.parametrize("published_first", [True, False])
def test_a_page_that_has_editions_is_not_deleted(unit: UnitPage, published_first: bool) -> None:
    if not published_first:
        unit.unpublish()
    for refused in (unit, Page.objects.get(pk=unit.pk), unit.get_parent()):
        with pytest.raises(ProtectedError), transaction.atomic():
            refused.delete()
    assert UnitPage.objects.filter(pk=unit.pk).exists()
    assert Page.objects.get(pk=unit.get_parent().pk).numchild == 1


def test_a_page_that_was_never_published_can_be_deleted(organisation: OrganisationPage) -> None:
    make.UnitPageFactory(parent=organisation, published=False).delete()
    assert not UnitPage.objects.exists()


def test_purging_revisions_leaves_editions(unit: UnitPage, today: Clock) -> None:
    retitled(unit, "Service du personnel").publish()
    today(TOMORROW)
    call_command("purge_revisions", days=0)
    assert len(editions(unit)) == 2


def test_what_was_said_of_one_change_is_not_said_of_the_next(unit: UnitPage) -> None:
    unit.change_note, unit.corrects_the_past = "Une faute", True
    unit.in_force_from = datetime.date(2022, 1, 1)
    retitled(unit, "Service de paie").publish()
    draft = unit.get_latest_revision_as_object()
    assert (draft.change_note, draft.corrects_the_past) == ("", False)
    retitled(draft, "Service des paies").publish()
    said = list(Edition.objects.filter(work=unit.translation_key).values_list("in_force_from", "change_note"))
    assert said[1:] == [(datetime.date(2022, 1, 1), "Une faute"), (TODAY, "")]


def test_an_edition_names_who_published_it(unit: UnitPage) -> None:
    user = make.UserFactory(first_name="Rose", last_name="Jean", in_groups=[EDITORS])
    retitled(unit, "Autre").publish(user=user)
    assert Edition.objects.filter(work=unit.translation_key).last().author == "Rose Jean"
