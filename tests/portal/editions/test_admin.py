"""Editions on the desk: publishing in the editor, previews, what is refused and how it is said, who may read."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import ModelLogEntry, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail.users.models import UserProfile

from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, InForce, Work
from portal.editions.services import set_audience
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from tests import factories as make

from .conftest import Refusal


@pytest.fixture(scope="module")
def _unit(of_the_file: None) -> UnitPage:
    organisation = make.OrganisationPageFactory()
    return make.UnitPageFactory(parent=organisation, title="Service de la paie", slug="paie", mission="Payer.")


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return UnitPage.objects.get(pk=_unit.pk)


@pytest.fixture
def organisation(unit: UnitPage) -> OrganisationPage:
    return unit.get_parent().specific


@pytest.fixture
def editor(client: Client, portal: HomePage) -> Client:
    user = make.UserFactory(username="rose", first_name="Rose", last_name="Jean", in_groups=[EDITORS])
    client.force_login(user)
    return client


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(response: Any) -> str:
    return " ".join(soup(response).get_text(" ").split())


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def form(page: UnitPage | None = None, **fields: Any) -> dict[str, Any]:
    """Return what the editor posts for a unit."""
    streams = ("responsibilities", "posts", "members", "ties", "sources", "attachments", "doubts")
    names = ("acronym", "seat", "in_force_from", "in_force_note", "change_note", "go_live_at", "expire_at")
    values: dict[str, Any] = {"title": "Nouveau", "slug": "nouveau", "mission": "", "kind": make.UnitKindFactory().pk}
    if page:
        values = {"title": page.title, "slug": page.slug, "mission": page.mission, "kind": page.kind_id}
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    empty = {**dict.fromkeys(names, ""), **{name: streamfield([]) for name in streams}}
    return nested_form_data({**empty, **values, "comments": comments, **fields})


def stream(*rows: tuple[str, Any]) -> dict[str, Any]:
    """Return rows as the browser posts them: each with the id that it gave it."""
    posted = streamfield(list(rows))
    for place in range(len(rows)):
        posted[str(place)]["id"] = str(uuid4())
    return posted


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["org", "unitpage", parent.pk])


def publish(client: Client, page: UnitPage, **fields: Any) -> Any:
    return client.post(edit_url(page), {**form(page, **fields), "action-publish": "1"}, follow=True)


def title_in_force(page: Page) -> str | None:
    row = InForce.objects.said_now().filter(work=page.translation_key, language="fr").first()
    return row.title if row else None


# Publishing


def test_the_editor_publishes_through_the_gate(editor: Client, unit: UnitPage) -> None:
    publish(editor, unit, title="Service du personnel", change_note="Nouveau nom.")
    last = Edition.objects.filter(work=unit.translation_key).last()
    assert (last.number, last.title, last.author) == (2, "Service du personnel", "Rose Jean")
    assert (title_in_force(unit), last.change_note) == ("Service du personnel", "Nouveau nom.")
    assert UnitPage.objects.get(pk=unit.pk).live_revision.content["change_note"] == ""


def test_wagtails_own_action_asks_the_gate(unit: UnitPage, refuse_when: Refusal) -> None:
    unit.title = "Autre"
    revision = unit.save_revision()
    refuse_when(lambda asked: asked.content.title == "Autre")
    with pytest.raises(PublicationRefused):
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
    live = UnitPage.objects.get(pk=unit.pk)
    assert (live.title, live.live, title_in_force(unit)) == ("Service de la paie", True, "Service de la paie")


def test_a_refusal_in_the_editor_says_why_and_keeps_the_text(
    editor: Client, unit: UnitPage, refuse_when: Refusal
) -> None:
    refuse_when(lambda asked: asked.content.mission == "Un long texte.")
    response = publish(editor, unit, mission="Un long texte.")
    assert response.redirect_chain[-1][0] == edit_url(unit)
    assert "« Service de la paie » n’est pas publiée : Il manque un accord." in words(response)
    assert "Un long texte." in soup(response).select_one("[name=mission]").get_text()
    assert UnitPage.objects.get(pk=unit.pk).live is True
    assert Edition.objects.filter(work=unit.translation_key).count() == 1


def test_a_new_page_that_is_refused_stays_a_draft(editor: Client, unit: UnitPage, refuse_when: Refusal) -> None:
    refuse_when(lambda asked: asked.content.title == "Nouveau")
    response = editor.post(add_url(unit), {**form(mission="À garder."), "action-publish": "1"}, follow=True)
    page = UnitPage.objects.get(slug="nouveau")
    assert response.redirect_chain[-1][0] == edit_url(page)
    assert "Votre texte est enregistré comme brouillon." in words(response)
    assert page.get_latest_revision_as_object().mission == "À garder."
    assert (page.live, title_in_force(page)) == (False, None)


def test_a_refusal_elsewhere_is_a_page_that_says_so(unit: UnitPage, refuse_when: Refusal, rf: Any) -> None:
    from portal.middleware import RefusalMiddleware

    response = RefusalMiddleware(lambda request: None).process_exception(
        rf.get("/fr/"), PublicationRefused("Il manque un accord.")
    )
    assert response.status_code == 409
    assert "Il manque un accord." in response.content.decode()


def test_a_move_that_the_gate_would_refuse_is_refused_before_it_is_made(
    editor: Client, unit: UnitPage, organisation: OrganisationPage
) -> None:
    draft = make.UnitPageFactory(parent=organisation, title="Projet", published=False)
    url = reverse("wagtailadmin_pages:move_confirm", args=[unit.pk, draft.pk])
    for ask in (editor.get, editor.post):
        response = ask(url, follow=True)
        assert "« Service de la paie » n’est pas déplacée" in words(response)
    assert Page.objects.get(pk=unit.pk).get_parent().pk == organisation.pk


def test_a_move_that_the_gate_allows_is_confirmed_and_made(
    editor: Client, unit: UnitPage, organisation: OrganisationPage
) -> None:
    direction = make.UnitPageFactory(parent=organisation, title="Direction")
    url = reverse("wagtailadmin_pages:move_confirm", args=[unit.pk, direction.pk])
    assert editor.get(url).status_code == 200
    assert Page.objects.get(pk=unit.pk).get_parent().pk == organisation.pk
    editor.post(url)
    assert (
        InForce.objects.said_now().get(work=unit.translation_key, edition__number=2).parent_id
        == direction.translation_key
    )


# Deleting


def test_deleting_a_published_page_is_refused_before_it_is_confirmed(editor: Client, unit: UnitPage) -> None:
    user = make.UserFactory(is_superuser=True)
    editor.force_login(user)
    response = editor.get(reverse("wagtailadmin_pages:delete", args=[unit.pk]), follow=True)
    assert "« Service de la paie » a des éditions publiées : elle ne peut pas être supprimée." in words(response)
    assert soup(response).select_one(f"a[href='{reverse('wagtailadmin_pages:unpublish', args=[unit.pk])}']")


def test_deleting_is_refused_for_what_stands_below_and_for_what_was_unpublished(
    client: Client, unit: UnitPage, organisation: OrganisationPage
) -> None:
    client.force_login(make.UserFactory(is_superuser=True))
    response = client.post(reverse("wagtailadmin_pages:delete", args=[organisation.pk]), follow=True)
    assert "2 pages" in words(response)
    unit.unpublish()
    response = client.post(reverse("wagtailadmin_pages:delete", args=[unit.pk]), follow=True)
    assert "Elle est déjà dépubliée" in words(response)
    assert Page.objects.filter(pk=unit.pk).exists()


def test_bulk_deletion_is_refused_before_it_is_confirmed(client: Client, unit: UnitPage) -> None:
    client.force_login(make.UserFactory(is_superuser=True))
    draft = make.UnitPageFactory(parent=unit, title="Projet", published=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = client.get(url, {"id": [unit.pk, draft.pk]}, follow=True)
    assert "« Service de la paie » a des éditions publiées" in words(response)
    assert "« Projet »" not in said(response)
    assert client.get(url, {"id": [draft.pk]}).status_code == 200


def test_a_draft_can_be_deleted(client: Client, unit: UnitPage) -> None:
    client.force_login(make.UserFactory(is_superuser=True))
    draft = make.UnitPageFactory(parent=unit, title="Projet", published=False)
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not Page.objects.filter(pk=draft.pk).exists()


# Previews


def preview(client: Client, url: str, mode: str, data: dict[str, Any]) -> str:
    answer = client.post(url, data).json()
    assert answer == {"is_valid": True, "is_available": True}
    return words(client.get(url, {"mode": mode}))


def test_the_preview_of_a_page_that_was_never_saved_shows_the_public_page(
    editor: Client, unit: UnitPage, organisation: OrganisationPage
) -> None:
    url = reverse("wagtailadmin_pages:preview_on_add", args=["org", "unitpage", unit.pk])
    duty = {"text": "Calculer.", "legal_basis": {"count": 0}, "shared_with": {"count": 0}, "doubt": ""}
    source = {"document": "", "lines": "", "note": ""}
    data = form(title="Cellule", responsibilities=stream(("responsibility", {**duty, "source": source})))
    before = (Work.objects.count(), Edition.objects.count(), Page.objects.count())
    shown = preview(editor, url, "public", data)
    for expected in ("Aperçu.", "ONM", "Service de la paie", "Cellule", "Calculer."):
        assert expected in shown
    assert before == (Work.objects.count(), Edition.objects.count(), Page.objects.count())


def test_the_preview_of_a_half_written_page_says_what_there_is(editor: Client, unit: UnitPage) -> None:
    url = reverse("wagtailadmin_pages:preview_on_add", args=["org", "unitpage", unit.pk])
    tie = {"kind": "works_with", "to": "", "note": ""}
    data = form(title="", slug="", ties=stream(("tie", tie)), posts=stream(("post", POST)))
    assert "Aperçu." in preview(editor, url, "public", data)


POST = {
    **dict.fromkeys(("title", "rank", "headcount", "qualifications", "phone", "email", "office", "doubt"), ""),
    "source": {"document": "", "lines": "", "note": ""},
}


def test_a_preview_shows_what_each_audience_would_see(editor: Client, unit: UnitPage) -> None:
    below = make.UnitPageFactory(parent=unit, title="Caisse du personnel")
    set_audience(work=below.work, audience=Audience.STAFF)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[unit.pk])
    data = form(unit, mission="Payer à l’heure.")
    assert "Payer à l’heure." in preview(editor, url, "public", data)
    assert "Caisse du personnel" not in preview(editor, url, "public", data)
    assert "Caisse du personnel" in preview(editor, url, "staff", data)


def test_nobody_previews_more_than_they_may_read(unit: UnitPage, client: Client) -> None:
    below = make.UnitPageFactory(parent=unit, title="Caisse du personnel")
    set_audience(work=below.work, audience=Audience.STAFF)
    user = make.UserFactory(in_groups=[LEGAL])
    user.groups.get().permissions.remove(Permission.objects.get(codename="read_as_staff"))
    client.force_login(user)
    shown = words(client.get(reverse("wagtailadmin_pages:view_draft", args=[unit.pk]), {"mode": "staff"}))
    assert "Payer." in shown
    assert "Caisse du personnel" not in shown


def test_the_preview_starts_with_the_audience_of_the_text(editor: Client, unit: UnitPage) -> None:
    assert unit.default_preview_mode == "public"
    set_audience(work=unit.work, audience=Audience.PARTNERS)
    assert unit.default_preview_mode == "partners"
    child = UnitPage(title="Neuve", locale=unit.locale, path=unit.path + "0001", depth=unit.depth + 1)
    assert child.default_preview_mode == "partners"


# What the editor shows of editions and audiences


def test_the_editor_lists_the_editions_with_links_to_their_pages(editor: Client, unit: UnitPage) -> None:
    publish(editor, unit, title="Service du personnel", change_note="Nouveau nom.")
    page = soup(editor.get(edit_url(unit)))
    table = page.find("a", string="Édition n° 2").find_parent("table")
    rows = [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table.select("tbody tr")]
    assert [row[0] for row in rows] == ["Édition n° 2", "Édition n° 1"]
    assert rows[0][2:4] == ["Nouveau nom.", "Rose Jean"]
    links = [link["href"] for link in table.select("a")]
    assert all("Service" in words(Client().get(link)) for link in links)


@pytest.mark.parametrize(
    ("audience", "sentence"),
    [
        (Audience.PUBLIC, "Tout le monde peut lire cette page."),
        (Audience.PARTNERS, "Seuls les partenaires et le personnel peuvent lire cette page."),
        (Audience.STAFF, "Seul le personnel peut lire cette page."),
    ],
)
def test_the_editor_says_who_may_read(editor: Client, unit: UnitPage, audience: Audience, sentence: str) -> None:
    set_audience(work=unit.work, audience=audience)
    page = editor.get(edit_url(unit))
    assert sentence in words(page)
    assert "Changer qui peut lire" in words(page)
    assert reverse("wagtailadmin_pages:set_privacy", args=[unit.pk]) not in page.content.decode()


def test_the_editor_says_when_a_page_above_is_stricter(
    editor: Client, unit: UnitPage, organisation: OrganisationPage
) -> None:
    set_audience(work=organisation.work, audience=Audience.STAFF)
    page = words(editor.get(edit_url(unit)))
    assert "Elle est réglée sur « Public », mais une page au-dessus d’elle est plus stricte." in page


# « Qui peut lire »


def audience_url(page: UnitPage) -> str:
    return reverse("audiences:edit", args=[page.translation_key])


def test_setting_the_audience_goes_through_the_service(
    editor: Client, unit: UnitPage, organisation: OrganisationPage
) -> None:
    back = edit_url(organisation)
    url = f"{reverse('audiences:edit', args=[organisation.translation_key])}?next={back}"
    assert soup(editor.get(url)).select_one("#w-editor-form")["action"].endswith(f"?next={back.replace('/', '%2F')}")
    response = editor.post(url, {"audience": Audience.STAFF.value})
    assert response.url == back
    assert "qui peut lire est maintenant « Personnel »" in said(response)
    assert Work.objects.get(key=unit.translation_key).effective_audience == Audience.STAFF
    assert Client().get("/fr/onm/paie/").status_code == 404
    entry = ModelLogEntry.objects.get(action="wagtail.edit", content_type__model="work")
    assert (entry.label, entry.user.username) == ("Office National de la Migration", "rose")


def test_texts_are_listed_by_name_with_both_audiences(
    editor: Client, unit: UnitPage, organisation: OrganisationPage
) -> None:
    set_audience(work=organisation.work, audience=Audience.PARTNERS)
    rows = soup(editor.get(reverse("audiences:index"))).select("tbody tr")
    assert [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in rows] == [
        ["Office National de la Migration", "Organisation", "Partenaires", "Partenaires"],
        ["Service de la paie", "Unité", "Public", "Partenaires"],
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "PAIE"}, ["Service de la paie"]),
        ({"kind": "organisation"}, ["Office National de la Migration"]),
        ({"audience": "2"}, ["Office National de la Migration"]),
        ({"effective_audience": "2", "kind": "unit"}, ["Service de la paie"]),
    ],
)
def test_texts_are_found_and_filtered(
    editor: Client, unit: UnitPage, organisation: OrganisationPage, asked: dict[str, str], found: list[str]
) -> None:
    set_audience(work=organisation.work, audience=Audience.STAFF)
    rows = soup(editor.get(reverse("audiences:index"), asked)).select("td.title")
    assert [row.get_text(strip=True) for row in rows] == found


def test_audiences_are_for_those_with_the_permission_and_texts_are_neither_added_nor_deleted(
    client: Client, unit: UnitPage
) -> None:
    client.force_login(make.UserFactory(in_groups=[LEGAL]))
    assert client.post(audience_url(unit), {"audience": 2}, follow=True).redirect_chain
    assert Work.objects.get(key=unit.translation_key).audience == Audience.PUBLIC
    client.force_login(make.UserFactory(is_superuser=True))
    for name, args in (("add", []), ("delete", [unit.translation_key])):
        response = client.post(reverse(f"audiences:{name}", args=args), follow=True)
        assert "permission" in words(response) or "autoris" in words(response)
    assert Work.objects.filter(key=unit.translation_key).exists()


# The desk's language


def test_the_desk_speaks_french_whatever_the_browser_asks_for(portal: HomePage) -> None:
    user = make.UserFactory(username="rose", in_groups=[EDITORS])
    client = Client(headers={"accept-language": "en-US,en"})
    client.get(reverse("wagtailadmin_login"))
    client.force_login(user)
    assert "Qui peut lire" in client.get(reverse("wagtailadmin_home")).content.decode()
    assert UserProfile.objects.get(user=user).preferred_language == "fr"
    UserProfile.objects.filter(user=user).update(preferred_language="es")
    client.force_login(user)
    assert UserProfile.objects.get(user=user).preferred_language == "es"
