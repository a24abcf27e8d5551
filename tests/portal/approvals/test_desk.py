"""Who represents whom, what governs what and which days are off, on the desk."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.models import Page

from portal.approvals.forms import reviewed_kinds
from portal.approvals.models import Holiday, KindWorkflow, MandatoryParty, Representation
from portal.approvals.people import register_identity
from portal.approvals.viewsets import ApprovalsGroup
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from .conftest import Stage

pytestmark = pytest.mark.django_db

REPRESENTATIVES = "wagtailsnippets_approvals_representation"


@pytest.fixture
def chief() -> User:
    """A superuser: even they appoint nobody but others."""
    return UserFactory(is_superuser=True, first_name="Ève", last_name="Paul")


@pytest.fixture
def desk(client: Client, chief: User) -> Client:
    client.force_login(chief)
    return client


def said(party: Page, user: User, **fields: str) -> dict[str, str]:
    """Return what the form sends."""
    about = {"party": str(party.translation_key), "user": str(user.pk), "capacity": "holder", "act": ""}
    return {**about, "starts": "2026-01-01", "until": "", **fields}


def sent(desk: Client, **data: str) -> Any:
    return desk.post(reverse(f"{REPRESENTATIVES}:add"), data, follow=True)


def test_a_representative_is_appointed_for_a_party_that_is_chosen_by_its_title(desk: Client, structure: Stage) -> None:
    form = desk.get(reverse(f"{REPRESENTATIVES}:add")).content.decode()
    assert '<optgroup label="Office National de la Migration">' in form
    assert ">Secrétariat</option>" in form
    user = UserFactory(first_name="Jean", last_name="Pierre")
    answer = sent(desk, **said(structure.neighbour, user))
    held = Representation.objects.get()
    assert (held.party_id, held.user) == (structure.neighbour.translation_key, user)
    assert "Jean Pierre" in answer.content.decode()
    assert "Secrétariat" in answer.content.decode()


def test_who_appointed_is_in_the_log(desk: Client, structure: Stage, chief: User) -> None:
    sent(desk, **said(structure.partner, UserFactory()))
    held = Representation.objects.get()
    url = reverse(f"{REPRESENTATIVES}:edit", args=[held.pk])
    desk.post(url, said(structure.partner, held.user, until="2026-06-01"))
    held.refresh_from_db()
    assert held.until == datetime.date(2026, 6, 1)
    entries = registry.get_logs_for_instance(held).order_by("timestamp")
    assert [(entry.action, entry.user) for entry in entries] == [("wagtail.create", chief), ("wagtail.edit", chief)]


def test_nobody_appoints_themselves_superusers_included(desk: Client, structure: Stage, chief: User) -> None:
    answer = sent(desk, **said(structure.partner, chief))
    assert "Personne ne se désigne soi-même" in answer.content.decode()
    assert not Representation.objects.exists()


def test_nobody_appoints_themselves_under_another_account(
    desk: Client, structure: Stage, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = UserFactory(username="autre-compte")
    monkeypatch.setattr("portal.approvals.people._ways", [])
    register_identity(lambda user: "Ève" if user in (chief, other) else None)
    answer = sent(desk, **said(structure.partner, other))
    assert "Personne ne se désigne soi-même" in answer.content.decode()
    assert not Representation.objects.exists()


def test_nobody_prolongs_their_own_time(desk: Client, structure: Stage, chief: User) -> None:
    make.representative(structure.partner, user=chief, until=datetime.date(2026, 6, 1))
    held = Representation.objects.get()
    url = reverse(f"{REPRESENTATIVES}:edit", args=[held.pk])
    answer = desk.post(url, said(structure.partner, chief, starts="2020-01-01", until="2030-01-01"))
    assert "Personne ne se désigne soi-même" in answer.content.decode()
    held.refresh_from_db()
    assert held.until == datetime.date(2026, 6, 1)


def test_who_represents_whom_is_not_rewritten(desk: Client, structure: Stage) -> None:
    user = make.representative(structure.partner)
    held = Representation.objects.get()
    url = reverse(f"{REPRESENTATIVES}:edit", args=[held.pk])
    desk.post(url, said(structure.neighbour, UserFactory(), capacity="interim", act="Lettre 12"))
    held.refresh_from_db()
    assert (held.user, held.party_id, held.capacity) == (user, structure.partner.translation_key, "holder")
    assert held.act == "Lettre 12"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"capacity": "delegate"}, "Une délégation a une fin"),
        ({"until": "2025-12-31"}, "La fin vient après le début"),
        ({"party": ""}, "obligatoire"),
        ({"party": "0b0b0b0b-0000-4000-8000-000000000000"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    desk: Client, structure: Stage, fields: dict[str, str], words: str
) -> None:
    answer = sent(desk, **{**said(structure.partner, UserFactory()), **fields})
    assert words in answer.content.decode()
    assert not Representation.objects.exists()


def test_the_same_twice_is_refused_and_a_second_holder_is_noticed(desk: Client, structure: Stage) -> None:
    user = make.representative(structure.partner, user=UserFactory(first_name="Jean", last_name="Pierre"))
    answer = sent(desk, **said(structure.partner, user, capacity="interim"))
    assert "Ce compte représente déjà cette partie" in answer.content.decode()
    answer = sent(desk, **said(structure.partner, UserFactory()))
    assert "Cette partie a aussi pour titulaire : Jean Pierre." in answer.content.decode()
    assert Representation.objects.count() == 2


def test_somebody_without_the_right_sees_nothing(client: Client, structure: Stage) -> None:
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    assert client.get(reverse(f"{REPRESENTATIVES}:list")).status_code == 302


def test_a_kind_of_text_gets_its_workflow(desk: Client, structure: Stage) -> None:
    flow = make.workflow(make.legal_review())
    assert "unit" in dict(reviewed_kinds())
    url = reverse("wagtailsnippets_approvals_kindworkflow:add")
    desk.post(url, {"kind": "unit", "workflow": flow.pk})
    assert KindWorkflow.objects.get().kind == "unit"
    assert "Unité" in desk.get(reverse("wagtailsnippets_approvals_kindworkflow:list")).content.decode()


def test_a_party_is_made_mandatory(desk: Client, structure: Stage) -> None:
    task = make.parties_approval()
    url = reverse("wagtailsnippets_approvals_mandatoryparty:add")
    desk.post(url, {"task": task.pk, "party": str(structure.partner.translation_key)})
    assert MandatoryParty.objects.get().party_id == structure.partner.translation_key
    assert "Ministère" in desk.get(reverse("wagtailsnippets_approvals_mandatoryparty:list")).content.decode()


def test_a_holiday_is_added_moved_and_deleted(desk: Client, portal: Page) -> None:
    names = {f"name_{code}": "" for code in ("ht", "en", "es")}
    data = {"date": "2041-07-01", "country": "HT", "name_fr": "Deuil national", **names}
    desk.post(reverse("wagtailsnippets_approvals_holiday:add"), data)
    day = Holiday.objects.get(date="2041-07-01")
    desk.post(reverse("wagtailsnippets_approvals_holiday:edit", args=[day.pk]), {**data, "date": "2041-07-02"})
    assert Holiday.objects.get(pk=day.pk).date == datetime.date(2041, 7, 2)
    again = desk.post(reverse("wagtailsnippets_approvals_holiday:add"), {**data, "date": "2041-07-02"})
    assert "Ce jour est déjà férié" in again.content.decode()
    listed = desk.get(reverse("wagtailsnippets_approvals_holiday:list"), {"year": "2041"}).content.decode()
    assert "Deuil national" in listed
    assert reverse("wagtailsnippets_approvals_holiday:edit", args=[day.pk]) in listed
    desk.post(reverse("wagtailsnippets_approvals_holiday:delete", args=[day.pk]))
    assert not Holiday.objects.filter(pk=day.pk).exists()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_lists_can_be_taken_away(desk: Client, structure: Stage, format: str) -> None:
    make.representative(structure.partner)
    for viewset in ApprovalsGroup.items:
        app_label, name = viewset.model._meta.app_label, viewset.model._meta.model_name
        answer = desk.get(reverse(f"wagtailsnippets_{app_label}_{name}:list"), {"export": format})
        assert answer.status_code == 200


def test_the_list_of_representatives_asks_no_query_a_row(
    desk: Client, structure: Stage, django_assert_max_num_queries: Any
) -> None:
    def ask() -> None:
        desk.get(reverse(f"{REPRESENTATIVES}:list"))

    make.representative(structure.partner)
    ask()
    with django_assert_max_num_queries(60) as few:
        ask()
    for _number in range(10):
        make.representative(structure.neighbour)
    with django_assert_max_num_queries(len(few.captured_queries)):
        ask()
