"""A text that was edited after it was approved never becomes public, whatever way it takes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page, PageLogEntry, Revision, Site, WorkflowState

from org.models import UnitPage
from portal.approvals.deciding import DecisionRefused
from portal.approvals.models import Approval
from portal.approvals.standing import open_review
from portal.editions import services
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, InForce
from portal.editions.pages import REFUSED
from portal.setup import EDITORS
from tests import factories
from tests.clock import Clock
from tests.factories import approvals as make

from .conftest import Stage

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 1)
LATER = datetime.date(2026, 6, 10)


@pytest.fixture(autouse=True)
def _in_2026(today: Clock) -> None:
    today(TODAY)


@pytest.fixture
def approved(legal: Stage) -> Stage:
    """A text approved as « Nom approuvé », planned for a later day, then edited to « Nom glissé »."""
    later = timezone.now() + datetime.timedelta(days=2)
    review = make.submitted(legal.unit, title="Nom approuvé", go_live_at=later)
    make.decides(legal.lawyer, review)
    make.drafted(fresh(legal), title="Nom glissé", go_live_at=None)
    return legal


def fresh(stage: Stage) -> UnitPage:
    return UnitPage.objects.get(pk=stage.unit.pk).get_latest_revision_as_object()


def slipped(stage: Stage) -> Revision:
    return fresh(stage).get_latest_revision()


def is_as_it_was(stage: Stage, title: str = "Direction") -> bool:
    """Whether readers get what was there, and the desk says so."""
    page = UnitPage.objects.get(pk=stage.unit.pk)
    found = (stage.text_of(), page.title, page.live_revision and page.live_revision.as_object().title, page.live)
    assert found == (title, title, title, True)
    return True


def refusals() -> list[PageLogEntry]:
    return list(PageLogEntry.objects.filter(action=REFUSED).order_by("pk"))


WAYS: dict[str, Callable[[Stage], Any]] = {
    "revision": lambda stage: slipped(stage).publish(),
    "page": lambda stage: fresh(stage).publish(slipped(stage)),
    "action": lambda stage: PublishPageRevisionAction(slipped(stage)).execute(skip_permission_checks=True),
    "superuser": lambda stage: slipped(stage).publish(user=factories.UserFactory(is_superuser=True)),
    "author": lambda stage: slipped(stage).publish(user=make.lawyer()),
    "save_revision": lambda stage: fresh(stage).save_revision().publish(),
    "service": lambda stage: services.publish(proposal=fresh(stage).proposal(), author="Personne"),
    "save": lambda stage: made_live(fresh(stage), slipped(stage)).save(),
}


def made_live(page: UnitPage, revision: Revision) -> UnitPage:
    page.live, page.live_revision = True, revision
    return page


@pytest.mark.parametrize("way", WAYS)
def test_a_late_edit_is_refused(approved: Stage, way: str) -> None:
    with pytest.raises(PublicationRefused, match="Examen juridique"):
        WAYS[way](approved)
    assert is_as_it_was(approved)
    assert approved.editions() == 1
    assert fresh(approved).title == "Nom glissé"


def test_a_refusal_is_in_the_history_of_the_page_with_who_and_why(approved: Stage) -> None:
    editor = factories.UserFactory(in_groups=[EDITORS])
    with pytest.raises(PublicationRefused):
        slipped(approved).publish(user=editor)
    (entry,) = refusals()
    assert entry.user == editor
    assert "Examen juridique" in entry.formatter.format_message(entry)


def test_an_update_of_the_tables_of_pages_reaches_no_reader(legal: Stage) -> None:
    """Harmless by construction: readers get editions, and those only grow through the gate."""
    Page.objects.filter(pk=legal.unit.pk).update(title="Nom glissé", slug="glisse", live=True)
    page = UnitPage.objects.get(pk=legal.unit.pk)
    page.title = "Encore un autre"
    page.save()
    assert (legal.text_of(), legal.editions()) == ("Direction", 1)


@pytest.mark.parametrize("reach", ["script", "database"])
def test_a_draft_changed_past_save_revision_is_not_what_was_approved(legal: Stage, reach: str) -> None:
    review = make.submitted(legal.unit, title="Nom approuvé")
    seen = make.token_of(review)
    revision = legal.unit.get_latest_revision()
    content = {**revision.content, "title": "Nom glissé"}
    if reach == "script":
        Revision.objects.create(
            content_object=legal.unit, content=content, base_content_type=revision.base_content_type
        )
        newest = legal.unit.revisions.order_by("-pk").first()
        Page.objects.filter(pk=legal.unit.pk).update(latest_revision=newest)
    else:
        Revision.objects.filter(pk=revision.pk).update(content=content)
    with pytest.raises(DecisionRefused, match="a changé"):
        make.decides(legal.lawyer, review, token=seen)
    assert is_as_it_was(legal)


def test_an_edit_between_the_last_look_and_the_decision_is_told(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Nom approuvé")
    seen = make.token_of(review)
    make.drafted(fresh(legal), title="Nom glissé")
    with pytest.raises(DecisionRefused, match="a changé"):
        make.decides(legal.lawyer, review, token=seen)
    assert is_as_it_was(legal)
    assert review.verdicts.count() == 0


def test_the_end_of_a_workflow_by_force_publishes_nothing(legal: Stage) -> None:
    make.submitted(legal.unit, title="Nom glissé")
    state = WorkflowState.objects.get()
    with pytest.raises(PublicationRefused):
        state.current_task_state.approve(user=legal.lawyer)
    assert is_as_it_was(legal)


def test_what_was_approved_comes_on_its_day(legal: Stage, today: Clock) -> None:
    later = timezone.now() + datetime.timedelta(days=2)
    result = make.decides(legal.lawyer, make.submitted(legal.unit, title="Nom approuvé", go_live_at=later))
    assert result.refusal == ""
    call_command("publish_scheduled")
    assert is_as_it_was(legal)
    today(LATER)
    call_command("publish_scheduled")
    assert [entry.data["reason"] for entry in refusals()] == []
    assert is_as_it_was(legal, "Nom approuvé")
    assert Approval.objects.get().edition.title == "Nom approuvé"


def test_what_is_due_is_what_was_approved_although_the_draft_goes_on(approved: Stage, today: Clock) -> None:
    today(LATER)
    call_command("publish_scheduled")
    # The verdict was given to another text than the draft; it still stands for the text that it was given to.
    assert approved.text_of() in ("Direction", "Nom approuvé")
    assert fresh(approved).title == "Nom glissé"


@pytest.mark.parametrize("reach", ["database", "plan"])
def test_a_plan_that_was_tampered_with_is_refused_on_its_day_and_noted(legal: Stage, today: Clock, reach: str) -> None:
    later = timezone.now() + datetime.timedelta(days=2)
    make.decides(legal.lawyer, make.submitted(legal.unit, title="Nom approuvé", go_live_at=later))
    planned = legal.unit.get_latest_revision()
    if reach == "database":
        Revision.objects.filter(pk=planned.pk).update(content={**planned.content, "title": "Nom glissé"})
    else:
        slipped = make.drafted(fresh(legal), title="Nom glissé").get_latest_revision()
        Revision.objects.filter(pk=slipped.pk).update(approved_go_live_at=later)
        Revision.objects.filter(pk=planned.pk).update(approved_go_live_at=None)
    today(LATER)
    call_command("publish_scheduled")
    assert is_as_it_was(legal)
    assert "Examen juridique" in refusals()[0].data["reason"]
    call_command("publish_scheduled")
    assert len(refusals()) == 1


def test_an_earlier_revision_is_refused_too(legal: Stage) -> None:
    make.decides(legal.lawyer, make.submitted(legal.unit, title="Nom approuvé"))
    first = legal.unit.revisions.order_by("pk").first()
    for publish in (first.publish, first.as_object().save_revision(previous_revision=first).publish):
        with pytest.raises(PublicationRefused):
            publish()
    assert is_as_it_was(legal, "Nom approuvé")


def test_what_readers_have_already_needs_nobody(legal: Stage) -> None:
    fresh(legal).save_revision().publish()
    assert legal.editions() == 1
    assert is_as_it_was(legal)


def test_a_text_submitted_as_it_is_in_force_makes_no_edition_and_ends_its_review(legal: Stage) -> None:
    make.decides(legal.lawyer, make.submitted(legal.unit))
    assert legal.editions() == 1
    assert open_review(legal.unit.translation_key, "fr") is None


@pytest.mark.parametrize("options", [{"keep_live": True}, {"keep_live": False}, {"recursive": True}])
def test_a_copy_below_the_same_workflow_needs_approval(legal: Stage, options: dict[str, bool]) -> None:
    copy = legal.unit.copy(update_attrs={"slug": "copie", "title": "Copie"}, **options)
    with pytest.raises(PublicationRefused):
        copy.get_latest_revision().publish()
    assert legal.text_of(copy) == ""


def test_a_copy_elsewhere_is_another_text_until_it_comes_back(legal: Stage) -> None:
    copy = legal.unit.copy(to=legal.partner, update_attrs={"slug": "copie", "title": "Copie"}).specific
    copy.get_latest_revision().publish()
    assert legal.text_of(copy) == "Copie"
    copy.move(legal.office, pos="last-child")
    row = InForce.objects.said_now().get(work=copy.translation_key)
    assert row.parent_id == legal.partner.translation_key


def test_an_alias_is_not_for_readers_and_brings_nothing_in(legal: Stage) -> None:
    alias = legal.unit.create_alias(update_slug="renvoi", parent=legal.partner)
    make.drafted(fresh(legal), title="Nom glissé")
    fresh(legal).update_aliases()
    assert legal.text_of(alias) == ""
    assert legal.text_of() == "Direction"


def test_a_text_that_ended_is_still_under_the_workflow_of_where_it_stood(legal: Stage) -> None:
    UnitPage.objects.get(pk=legal.unit.pk).unpublish(user=legal.lawyer)
    page = UnitPage.objects.get(pk=legal.unit.pk)
    page.move(legal.partner, pos="last-child")
    with pytest.raises(PublicationRefused, match="Examen juridique"):
        make.drafted(fresh(legal), title="Nom glissé").get_latest_revision().publish()
    assert legal.text_of() == ""


def test_a_text_that_ended_comes_back_once_it_is_approved(legal: Stage, today: Clock) -> None:
    UnitPage.objects.get(pk=legal.unit.pk).unpublish(user=legal.lawyer)
    today(LATER)
    with pytest.raises(PublicationRefused):
        fresh(legal).save_revision().publish()
    make.decides(legal.lawyer, make.submitted(fresh(legal)))
    assert is_as_it_was(legal)


def test_a_change_of_address_needs_approval(legal: Stage) -> None:
    with pytest.raises(PublicationRefused):
        make.drafted(legal.unit, slug="autre-adresse").get_latest_revision().publish()
    review = make.submitted(fresh(legal))
    make.decides(legal.lawyer, review)
    assert Edition.objects.filter(work=legal.unit.translation_key).last().document["place"]["slug"] == "autre-adresse"


@pytest.mark.parametrize(
    "terms",
    [
        {"in_force_from": datetime.date(2021, 1, 1)},
        {"in_force_from": datetime.date(2027, 1, 1)},
        {"change_note": "Rien d’important."},
        {"corrects_the_past": True, "in_force_from": datetime.date(2021, 1, 1)},
        {"in_force_approximate": True, "in_force_from": datetime.date(2026, 6, 1), "in_force_note": "vers"},
    ],
    ids=["past", "future", "note", "correction", "approximate"],
)
def test_dates_and_notes_changed_after_the_approval_are_asked_about_again(legal: Stage, terms: dict[str, Any]) -> None:
    later = timezone.now() + datetime.timedelta(days=2)
    make.decides(legal.lawyer, make.submitted(legal.unit, title="Nom approuvé", go_live_at=later))
    with pytest.raises(PublicationRefused):
        make.drafted(fresh(legal), go_live_at=None, **terms).get_latest_revision().publish()
    assert is_as_it_was(legal)


def test_a_revision_that_is_live_and_was_written_over_is_asked_about(legal: Stage) -> None:
    author = factories.UserFactory()
    revision = make.drafted(fresh(legal), by=author).get_latest_revision()
    revision.publish()
    page = fresh(legal)
    page.title = "Nom glissé"
    page.save_revision(user=author, overwrite_revision=page.get_latest_revision())
    with pytest.raises(PublicationRefused):
        UnitPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert legal.text_of() == "Direction"


def test_who_wrote_before_the_submission_does_not_decide_even_where_the_clock_went_back(
    legal: Stage, today: Clock
) -> None:
    make.decides(legal.lawyer, make.submitted(legal.unit, title="Nom approuvé"))
    today(TODAY - datetime.timedelta(days=30))
    second = make.lawyer()
    make.drafted(fresh(legal), by=second, title="Nom glissé")
    review = make.submitted(fresh(legal))
    with pytest.raises(DecisionRefused):
        make.decides(second, review)


@pytest.mark.parametrize("publish", [True, False])
def test_a_translation_needs_approval_like_its_source(legal: Stage, publish: bool) -> None:
    english = legal.unit.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = "Directorate"
    revision = english.save_revision()
    with pytest.raises(PublicationRefused):
        revision.publish()
    if publish:
        make.decides(legal.lawyer, make.submitted(english))
    held = InForce.objects.said_now().filter(work=english.translation_key, language="en")
    assert [row.title for row in held] == ["Directorate"] * publish


def test_a_step_that_does_not_ask_about_translations_leaves_them_to_translators(structure: Stage) -> None:
    make.workflow(make.legal_review(asks_about_translations=False), over=structure.office)
    english = structure.unit.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = "Directorate"
    english.save_revision().publish()
    assert InForce.objects.said_now().filter(work=english.translation_key, language="en").exists()


def test_the_site_s_own_root_is_no_way_round(legal: Stage) -> None:
    """Whatever site serves it, a page is never shown: readers get editions."""
    Site.objects.update(root_page=legal.unit)
    make.drafted(fresh(legal), title="Nom glissé")
    assert legal.text_of() == "Direction"
